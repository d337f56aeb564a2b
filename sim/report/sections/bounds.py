"""Annex: how the answer moves over the limits of money and cadres, one at a time, and what one more unit of each is worth."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.data.counties import CITY_CODE
from sim.report.comparison import Comparison, Estimate, Scenario
from sim.report.headlines import cell
from sim.report.labels import Say
from sim.report.parts import Cell, Grid, Section, Text

HEADLINES = ("out_24m", "person_years_out", "poverty_h")
LEVELS = ("low", "central", "high")
CENTRAL = "central"


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """One table a scenario for the answer at each level, one for the worth of a unit; without parts where no levels were run."""
    frame = c.table("limits")
    told = [s for s in c.scenarios if len(frame) and (frame["scenario"] == s.name).any()]
    if not told:
        return Section("bounds", say("bounds.title"))
    parts: list = [Text(say("bounds.note")), Text(say("mechanism_test"))]
    for scenario in told:
        own = frame[(frame["scenario"] == scenario.name) & (frame["other_level"] == CENTRAL)]
        parts += [_answers(c, scenario, say), _worth(own, scenario, say)]
    return Section("bounds", say("bounds.title"), [*parts, Text(say("bounds.reading"))])


def _answers(c: Comparison, scenario: Scenario, say: Say) -> Grid:
    """The headline at each level, one limit at a time."""
    head = (say("bounds.level"), *(say(f"bounds.column.{measure}") for measure in HEADLINES))
    pairs = [(CENTRAL, CENTRAL), *(pair for level in ("low", "high") for pair in ((level, CENTRAL), (CENTRAL, level)))]
    rows = tuple(
        (Cell(_level(pair, say)), *(cell(_answer(c, scenario.name, measure, pair), say) for measure in HEADLINES))
        for pair in sorted(pairs, key=_place)
    )
    return Grid(say("bounds.answers", title=scenario.title(say.language)), head, rows)


def _place(pair: tuple[str, str]) -> tuple[int, int, int]:
    """The central levels first, then money from low to high, then cadres."""
    return (pair != (CENTRAL, CENTRAL), pair[0] == CENTRAL, LEVELS.index(pair[0]) + LEVELS.index(pair[1]))


def _level(pair: tuple[str, str], say: Say) -> str:
    money, cadre = pair
    if money == cadre == CENTRAL:
        return say("bounds.central")
    limit, level = ("money", money) if cadre == CENTRAL else ("cadre", cadre)
    return say("bounds.at", limit=say(f"bounds.{limit}"), level=say(f"bounds.level_{level}"))


def _answer(c: Comparison, scenario: str, measure: str, pair: tuple[str, str]) -> Estimate | None:
    frame = c.variants
    at = (frame["scenario"] == scenario) & (frame["measure"] == measure) & (frame["group"] == "all") & (frame["area"] == CITY_CODE)
    levels = frame["money"].replace("", CENTRAL), frame["cadre"].replace("", CENTRAL)
    rows = frame[
        at & frame["line"].str.contains("anchored") & frame["universe"].isin(["hukou", ""]) & (levels[0] == pair[0]) & (levels[1] == pair[1])
    ]
    if not len(rows):
        return None
    row = next(rows.sort_values("year").tail(1).itertuples())
    return _estimate(row.difference, row.low, row.high, row.seeds)


def _worth(frame: pd.DataFrame, scenario: Scenario, say: Say) -> Grid:
    """From level to level: how much more is used, and what the headline gains for each unit of it."""
    head = (say("bounds.step"), say("bounds.more"), *(say(f"bounds.worth.{measure}") for measure in HEADLINES))
    rows = tuple(
        _step(limit, before, after, rows, say) for (limit, before, after), rows in frame.groupby(["limit", "from_level", "to_level"], sort=False)
    )
    return Grid(say("bounds.shadow", title=scenario.title(say.language)), head, rows)


def _step(limit: str, before: str, after: str, rows: pd.DataFrame, say: Say) -> tuple[Cell, ...]:
    name = say("bounds.raised", limit=say(f"bounds.{limit}"), before=say(f"bounds.level_{before}"), after=say(f"bounds.level_{after}"))
    first = next(rows.itertuples())
    more = _estimate(first.more, first.more_low, first.more_high, first.seeds).times(say.factor(f"bounds.{limit}"))
    found = {row.measure: row for row in rows.itertuples()}
    return (Cell(name, say(f"bounds.unit.{limit}")), cell(more, say), *(_value(found.get(measure), limit, measure, say) for measure in HEADLINES))


def _value(row: Any, limit: str, measure: str, say: Say) -> Cell:
    if row is None:
        return Cell(say("absent"), mark="none")
    if row.verdict in ("slack", "unbounded"):
        return Cell(say(f"bounds.{row.verdict}"), mark="none")
    return cell(
        _estimate(row.shadow, row.shadow_low, row.shadow_high, row.seeds).times(say.factor(f"bounds.{measure}") / say.factor(f"bounds.{limit}")), say
    )


def _estimate(value: float, low: float, high: float, seeds: float) -> Estimate:
    return Estimate(float(value), float(low), float(high), int(seeds))
