"""Boxes of warning that a comparison calls for: a line that moves, too few seeds, a run that ends too soon, years beyond the data."""

from sim.core.clock import month_index, parse_month
from sim.report.comparison import LAST_DATA_YEAR, Comparison, Scenario
from sim.report.headlines import POOR_ANCHORED, POOR_FLOATING, POOR_LACKS, interval, write
from sim.report.labels import Say
from sim.report.moved import moved_lines
from sim.report.parts import Warn

LASTING = 24  # months of a lasting exit
FEW = 10  # seeds below which an interval rests on too few values to be trusted much


def cautions(c: Comparison, say: Say) -> list[Warn]:
    """All warnings, the moving line first."""
    moved = [text for s in c.scenarios for text in line_texts(c, s, say)]
    boxes = [Warn(say("warn.line"), tuple(moved))] if moved else []
    texts = [*_seeds(c, say), *_too_short(c, say), *_beyond(c, say)]
    return [*boxes, Warn(say("warn.read"), tuple(texts))] if texts else boxes


def line_texts(c: Comparison, scenario: Scenario, say: Say) -> list[str]:
    """Where the scenario moves the floating line itself, and where the two headcounts point to opposite sides."""
    moved, title = moved_lines(c, scenario.name), scenario.title(say.language)
    texts = []
    if moved:
        largest = max(moved, key=lambda e: abs(e.value))
        shown = write(largest)
        texts.append(
            say("warn.line_moved", title=title, value=shown.value, interval=interval(shown, say), areas=len(moved), when=say.when(largest.year))
        )
    floating, anchored = POOR_FLOATING.find(c, scenario.name), POOR_ANCHORED.find(c, scenario.name)
    if floating and anchored and {floating.verdict, anchored.verdict} == {"up", "down"}:
        texts.append(say("warn.opposite", title=title))
    lacks = POOR_LACKS.find(c, scenario.name)
    if lacks and anchored and {lacks.verdict, anchored.verdict} == {"up", "down"}:
        texts.append(say("warn.opposite_lacks", title=title))
    return texts


def _seeds(c: Comparison, say: Say) -> list[str]:
    if c.seeds() == 1:
        return [say("warn.one_seed")]
    return [say("warn.few_seeds", seeds=c.seeds())] if 1 < c.seeds() < FEW else []


def _too_short(c: Comparison, say: Say) -> list[str]:
    """A lasting exit needs 24 months after it begins: late starts are cut off by the end of the run."""
    dates, end = c.policy_dates(), c.last_run_year()
    if not dates or end is None:
        return []
    months = month_index(end, 12) + 1 - parse_month(dates[-1])
    if months < LASTING:
        return [say("warn.censored", months=months)]
    return [say("warn.cut_off", months=months)] if months < 2 * LASTING else []


def _beyond(c: Comparison, say: Say) -> list[str]:
    late = c.contrasts["year"].max()
    return [say("warn.beyond", year=int(late), last=LAST_DATA_YEAR)] if late > LAST_DATA_YEAR else []
