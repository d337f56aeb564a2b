"""What the page cannot say."""

from pathlib import Path

from sim.report.comparison import Comparison
from sim.report.labels import Say, keys
from sim.report.parts import Points, Section


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """The limits, every row `limit.` of the table of texts."""
    return Section("limits", say("limits.title"), [Points(tuple(say(key) for key in keys() if key.startswith("limit.")))])
