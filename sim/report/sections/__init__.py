"""The sections of the page in the order they are read; each makes its parts from the comparison and the drawn charts."""

from collections.abc import Callable
from pathlib import Path

from sim.report.comparison import Comparison
from sim.report.labels import Say
from sim.report.parts import Section
from sim.report.sections import answer, bounds, certainty, counties, groups, limits, losers, method, money, pilots, recognition

Charts = dict[str, Path]
ORDER: tuple[Callable[[Comparison, Say, Charts], Section], ...] = (
    answer.section, counties.section, groups.section, losers.section, certainty.section,
    recognition.section, money.section, limits.section, method.section,
)  # fmt: skip
ANNEXES = (pilots.section, bounds.section)


def sections(c: Comparison, say: Say, charts: Charts) -> list[Section]:
    """All sections, and the annexes that have something to say; `charts` gives the file of each chart that could be drawn."""
    annexes = [found for make in ANNEXES if (found := make(c, say, charts)).parts]
    return [*(make(c, say, charts) for make in ORDER), *annexes]
