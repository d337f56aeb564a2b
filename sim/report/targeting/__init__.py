"""The page of the targeting report: which standard finds the poor best, by which truths, at what cost."""
