"""The differences by group of households as the baseline had them in the year before the policy."""

from pathlib import Path

from sim.report.comparison import Comparison, Scenario
from sim.report.headlines import INCOME, OUT, POOR_ANCHORED, POOR_FLOATING, cell
from sim.report.labels import Say
from sim.report.parts import Cell, Grid, Section, Text

COLUMNS = (OUT, INCOME, POOR_ANCHORED, POOR_FLOATING)
KINDS = ("quintile", "band", "class")
BANDS = ("below_dibao", "dibao_to_line", "above_line")


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """By group."""
    tables = [grid for s in c.scenarios if (grid := _table(c, s, say))]
    return Section("groups", say("groups.title"), [Text(say("groups.note")), *tables] if tables else [Text(say("groups.absent"))])


def _table(c: Comparison, scenario: Scenario, say: Say) -> Grid | None:
    groups = [g for g in group_names(c) if any(h.find(c, scenario.name, group=g) for h in COLUMNS)]
    if not groups:
        return None
    columns = [h for h in COLUMNS if any(h.find(c, scenario.name, group=g) for g in groups)]
    head = (say("group"), *(say(f"column.{h.key}", when=say.when(c.last_year())) for h in columns))
    rows = tuple((Cell(label(g, say)), *(cell(h.find(c, scenario.name, group=g), say) for h in columns)) for g in groups)
    return Grid(say("groups.caption", title=scenario.title(say.language)), head, rows)


def group_names(c: Comparison) -> list[str]:
    """Quintiles, then bands from the poorest up, then classes by name."""
    found = {g for g in c.contrasts["group"] if g.partition(":")[0] in KINDS}
    return sorted(found, key=lambda g: (KINDS.index(g.partition(":")[0]), BANDS.index(b) if (b := g.partition(":")[2]) in BANDS else 0, g))


def label(group: str, say: Say) -> str:
    """A group in words."""
    kind, _, name = group.partition(":")
    return say.name("group", group) if say.name("group", group) != group else say("group.other", kind=say.name("kind", kind), name=name)
