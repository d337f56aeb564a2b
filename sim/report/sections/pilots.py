"""Annex: the roll-out against multiplied pilots, split into channels, and the parameter values at which the answer flips."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.report.comparison import Comparison, Estimate, Scenario
from sim.report.headlines import cell, interval, write
from sim.report.labels import Say
from sim.report.names import parameter_title
from sim.report.parts import Cell, Grid, Picture, Points, Section, Text

PARTS = ("multiplied_crude", "composition", "multiplied", "money", "cadre", "learning", "market", "remainder", "rollout", "gap")
STEPS = ("composition", "money", "cadre", "learning", "market", "remainder")
MEASURES = ("person_years_out", "poverty_h", "spending")
WHOLE = 0


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """The decomposition and the flips; without parts where the comparison has no such table."""
    frame = c.table("decomposition")
    told = [s for s in c.scenarios if len(frame) and (frame["scenario"] == s.name).any()]
    if not told:
        return Section("pilots", say("pilots.title"))
    parts: list = [Text(say("pilots.note", years=int(frame["horizon"].iloc[0]))), Text(say("mechanism_test"))]
    for scenario in told:
        parts += [Text(sentence(c, scenario, say), lead=True), _grid(frame[frame["scenario"] == scenario.name], scenario, say)]
    if "pilots" in charts:
        parts.append(Picture(charts["pilots"], say("pilots.alt"), say("pilots.picture")))
    return Section("pilots", say("pilots.title"), [*parts, Text(say("pilots.reading")), *_flips(c, told, say)])


def estimate(frame: pd.DataFrame, measure: str, part: str, say: Say) -> Estimate | None:
    """A part of the whole horizon in the unit of the language."""
    rows = frame[(frame["measure"] == measure) & (frame["part"] == part) & (frame["since"] == WHOLE)]
    return as_estimate(next(rows.itertuples())).times(say.factor(f"pilots.{measure}")) if len(rows) else None


def as_estimate(row: Any) -> Estimate:
    """One row of the table."""
    return Estimate(float(row.value), float(row.low), float(row.high), int(row.seeds))


def sentence(c: Comparison, scenario: Scenario, say: Say) -> str:
    """The gap in words, and the channel that moves it most."""
    frame = c.table("decomposition")
    frame = frame[frame["scenario"] == scenario.name]
    gap = estimate(frame, "person_years_out", "gap", say)
    if gap is None:
        return say("pilots.absent", title=scenario.title(say.language))
    shown = write(gap)
    told = say(f"pilots.gap_{gap.verdict if gap.verdict in ('up', 'down') else 'zero'}", title=scenario.title(say.language), value=shown.value,
               interval=interval(shown, say))  # fmt: skip
    found = [(part, e) for part in STEPS if (e := estimate(frame, "person_years_out", part, say)) and e.verdict in ("up", "down")]
    if not found:
        return told + say("pilots.no_channel")
    part, largest = max(found, key=lambda pair: abs(pair[1].value))
    shown = write(largest)
    return told + say("pilots.channel", part=say(f"part.{part}"), value=shown.value, interval=interval(shown, say))


def _grid(frame: pd.DataFrame, scenario: Scenario, say: Say) -> Grid:
    shown = [part for part in PARTS if (frame["part"] == part).any()]
    head = (say("pilots.part"), *(say(f"pilots.column.{measure}") for measure in MEASURES))
    rows = tuple((Cell(say(f"part.{part}")), *(cell(estimate(frame, measure, part, say), say) for measure in MEASURES)) for part in shown)
    return Grid(say("pilots.caption", title=scenario.title(say.language)), head, rows)


def _flips(c: Comparison, told: list[Scenario], say: Say) -> list:
    frame = c.table("flips")
    frame = frame[frame["measure"] == "person_years_out"] if len(frame) else frame
    texts = [_flip(scenario, rows, say) for scenario in told for rows in _by_parameter(frame, scenario)]
    return [Text(say("flips.title")), Points(tuple(texts))] if texts else [Text(say("flips.absent"))]


def _by_parameter(frame: pd.DataFrame, scenario: Scenario) -> list[pd.DataFrame]:
    if not len(frame):
        return []
    own = frame[frame["scenario"] == scenario.name]
    return [own[own["parameter"] == name] for name in dict.fromkeys(own["parameter"])]


def _flip(scenario: Scenario, rows: pd.DataFrame, say: Say) -> str:
    row = rows.iloc[0]
    numbers = {name: f"{row[f'flips_{name}']:.3g}" for name in ("at", "low", "high")}
    about = {
        "title": scenario.title(say.language),
        "name": parameter_title(row["parameter"], say),
        "first": f"{rows['value'].min():.3g}",
        "last": f"{rows['value'].max():.3g}",
    }
    return say(f"flips.{row['verdict']}", **about, **numbers)
