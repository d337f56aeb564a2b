"""The list of the mechanism next to the truth of the model: who is left out, who is on it without being poor."""

from dataclasses import dataclass
from pathlib import Path

from sim.report.comparison import ANCHORED, FLOATING, LAST_DATA_YEAR, Comparison
from sim.report.headlines import cell
from sim.report.labels import Say
from sim.report.levels import level, rows
from sim.report.parts import Cell, Grid, Picture, Section, Text


@dataclass(frozen=True, slots=True)
class Row:
    """A level: key of its label, measure, lines in order of choice, unit of count in order of choice."""

    key: str
    measure: str
    lines: tuple[str, ...] = ("", ANCHORED, FLOATING)
    units: tuple[str, ...] = ("person", "household", "")
    universes: tuple[str, ...] = ("hukou", "resident", "")


HOUSEHOLDS = ("household", "person", "")
ROWS = (
    Row("true_floating", "poverty_h", (FLOATING,)), Row("true_anchored", "poverty_h", (ANCHORED,)), Row("true_lacks", "mpi_h", ("",)),
    Row("listed", "listed_households", units=HOUSEHOLDS), Row("supported", "supported_households", units=HOUSEHOLDS),
    Row("exclusion", "exclusion_error"), Row("inclusion", "inclusion_error"),
    Row("exclusion_office", "exclusion_error", universes=("resident",)), Row("inclusion_office", "inclusion_error", universes=("resident",)),
    Row("exit_true", "exit_true"),
    Row("entry_true", "entry_true"), Row("exit_list", "exit_list"), Row("reentry", "reentry"),
)  # fmt: skip


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """List next to truth."""
    years = c.annual["year"][c.annual["year"] <= LAST_DATA_YEAR]
    grid = _table(c, float(years.max()), say) if len(years) else None
    parts: list = [Text(say("recognition.note")), grid] if grid else [Text(say("recognition.absent"))]
    if "recognition" in charts:
        parts.append(Picture(charts["recognition"], say("recognition.alt"), say("recognition.picture")))
    return Section("recognition", say("recognition.title"), parts)


def _table(c: Comparison, year: float, say: Say) -> Grid | None:
    head = (say("measure"), *(s.title(say.language) for s in c.all_scenarios()))
    cells = [(Cell(say(f"row.{r.key}"), _unit(c, r, say)), *_cells(c, r, year, say)) for r in ROWS]
    shown = tuple(row for row in cells if any(x.mark != "none" for x in row[1:]))
    return Grid(say("recognition.caption", year=int(year)), head, shown) if shown else None


def _unit(c: Comparison, row: Row, say: Say) -> str:
    """The unit that the table gives the measure."""
    units = c.annual.loc[c.annual["measure"] == row.measure, "unit"]
    return say.name("counted", units.iloc[0]) if len(units) else ""


def _cells(c: Comparison, row: Row, year: float, say: Say) -> list[Cell]:
    frames = [frame for line in row.lines if len(frame := rows(c, row.measure, line, row.units, row.universes))]
    found = [level(frames[0], s.name, year) if frames else None for s in c.all_scenarios()]
    return [cell(estimate, say, signed=False) for estimate in found]
