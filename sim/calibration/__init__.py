"""The fit of a run to what it was fitted to: margins of the start population, the census of 2020, the targets. Hold-outs are only named here."""
