"""The first screen: what a scenario changes, in sentences and in one table, with the warnings that belong to it."""

from pathlib import Path

from sim.report.cautions import cautions
from sim.report.changes import changes
from sim.report.comparison import Comparison, Estimate, Scenario
from sim.report.headlines import COST_PER_OUT, TABLE, Headline, cell
from sim.report.labels import Say
from sim.report.parts import Cell, Grid, Heading, Picture, Points, Section, Text
from sim.report.ratio import ratio
from sim.report.words import heading, sentences

ACROSS = 3  # scenarios side by side that fit on A4


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """The answer."""
    parts: list = [Text(heading(c, say))]
    for scenario in c.scenarios:
        told = sentences(c, scenario, say)
        parts += [Heading(say("answer.scenario", title=scenario.title(say.language))), *_changed(c, scenario, say)]
        parts += [Text(told[0], lead=True), Points(tuple(told[1:]))]
    parts += [] if c.scenarios else [Text(say("summary.nothing"), lead=True)]
    parts += [*cautions(c, say), *tables(c, say), *_pictures(c, say, charts)]
    return Section("answer", say("answer.title"), parts)


def _changed(c: Comparison, scenario: Scenario, say: Say, most: int = 6) -> list[Text]:
    found = changes(c, scenario.name, say)
    more = [say("changed.more", count=len(found) - most)] if len(found) > most else []
    return [Text(say("changed.all", changes=say("clause").join([*found[:most], *more])))] if found else []


def tables(c: Comparison, say: Say) -> list[Grid]:
    """The headline table, three scenarios at a time."""
    return [_table(c, c.scenarios[i : i + ACROSS], say) for i in range(0, len(c.scenarios), ACROSS)]


def _table(c: Comparison, scenarios: tuple[Scenario, ...], say: Say) -> Grid:
    head = (say("measure"), *(s.title(say.language) for s in scenarios))
    shown = [h for h in TABLE if h.key == "out" or any(h.find(c, s.name) for s in c.scenarios)]
    rows = [(_label(h, c, say), *(cell(h.shown(c, s.name, say), say) for s in scenarios)) for h in shown]
    rows += [(_ratio_label(say), *(_ratio_cell(c, s, say) for s in scenarios))]
    per_million = [_per_million(c, s) for s in scenarios]
    if any(per_million):
        rows += [
            (
                Cell(say("row.per_million"), say("unit.per_million")),
                *(cell(found, say) if found else Cell(say("ratio.none"), mark="none") for found in per_million),
            )
        ]
    return Grid(say("answer.caption", baseline=c.baseline.title(say.language)), head, tuple(rows))


def _per_million(c: Comparison, scenario: Scenario) -> Estimate | None:
    found = ratio(c, scenario.name)
    return None if found.cost or found.reason == "both_fall" else found.per_million


def _label(headline: Headline, c: Comparison, say: Say) -> Cell:
    return Cell(say(f"row.{headline.key}", when=say.when(c.last_year())), say(f"unit.{headline.key}"))


def _ratio_label(say: Say) -> Cell:
    return Cell(say(f"row.{COST_PER_OUT.key}"), say(f"unit.{COST_PER_OUT.key}"))


def _ratio_cell(c: Comparison, scenario: Scenario, say: Say) -> Cell:
    found = ratio(c, scenario.name)
    return (
        cell(found.cost.times(say.factor(COST_PER_OUT.key)), say, signed=False)
        if found.cost
        else Cell(say("ratio.none"), say(f"why.{found.reason}"), "none")
    )


def _pictures(c: Comparison, say: Say, charts: dict[str, Path]) -> list:
    if "years" not in charts:
        return [Text(say("years.absent"))]
    return [Picture(charts["years"], say("years.alt", baseline=c.baseline.title(say.language)), say("years.caption"))]
