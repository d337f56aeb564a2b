"""Life without policy: one mechanism, one file. The order of a month stands in model.py, nowhere else."""
