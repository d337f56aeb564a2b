"""What offices can see of a household: income, lacks, assets, registers, and how they count."""
