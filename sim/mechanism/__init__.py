"""The administrative cycle: who is seen, recognised, reviewed and let go. It meets the economy only in columns of the state."""
