"""Standards: who counts as relative-poor. One standard, one file; each gives a line or a verdict from columns of the state."""
