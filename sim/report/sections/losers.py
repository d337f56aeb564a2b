"""Who loses, or why the page cannot say so."""

from pathlib import Path

from sim.report.comparison import Comparison, Scenario
from sim.report.headlines import LOSERS, PLACEBO, cell
from sim.report.labels import Say
from sim.report.parts import Cell, Grid, Points, Section, Text
from sim.report.sections.groups import group_names, label
from sim.report.words import ENOUGH_SEEDS, losers_sentence


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """Who loses."""
    told = tuple(say("of", title=s.title(say.language), text=losers_sentence(c, s, say)) for s in c.scenarios)
    enough = c.seeds() >= ENOUGH_SEEDS
    tables = [grid for s in c.scenarios if enough and (grid := _table(c, s, say))]
    return Section("losers", say("losers.title"), [Text(say("losers.note")), Points(told), *tables])


def _table(c: Comparison, scenario: Scenario, say: Say) -> Grid | None:
    groups = [g for g in group_names(c) if LOSERS.find(c, scenario.name, group=g)]
    rows = tuple((Cell(label(g, say)), *(cell(h.find(c, scenario.name, group=g), say, signed=False) for h in (LOSERS, PLACEBO))) for g in groups)
    head = (say("group"), say("column.losers"), say("column.placebo"))
    return Grid(say("losers.caption", title=scenario.title(say.language)), head, rows) if rows else None
