"""Runs behind the targeting report: one life a seed, standards on paper in its March, truths then and two years later."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.targeting_table import COLUMNS, Universe, rows_of
from sim.core.clock import month_index
from sim.ensemble.reference import line_scale
from sim.ensemble.request import Request, population_of, values_of
from sim.ensemble.simulate import labels, record_of
from sim.mechanism.steps import paper
from sim.mechanism.steps.paper import Listing
from sim.mechanism.standards import STANDARDS
from sim.model import SanmingModel
from sim.population import Population
from sim.results.annual import LEAST_VILLAGES
from sim.results.truths import Truth, Years, truths

HORIZONS = (0, 2)  # years after the identification at which the truth is asked
FIRST, LAST = 2018, 2028  # the mean of three years begins in March 2015 at the earliest; the model ends in 2030


@dataclass(frozen=True)
class Task:
    """One seed: the run, the year of the round, the standards, the one whose cost is the budget, and its size as a share of persons."""

    request: Request
    year: int
    standards: tuple[str, ...]
    reference: str
    coverage: float


@dataclass(frozen=True)
class Outcome:
    """Rows of the table (`targeting_table.COLUMNS`) and the record of the run."""

    seed: int
    table: pd.DataFrame
    record: dict


def run_seed(task: Task, population: Population | None = None) -> Outcome:
    """The life of a seed to February two years after the round, with the round on paper on the way. `population` replaces the synthetic one."""
    request, values = task.request, values_of(task.request.scenario)
    people = population or population_of(request.population_seed, request.sample, request.sample_seed)
    model, years = SanmingModel(people, values, request.scenario, request.seed), Years()
    if population is None and request.sample < 1.0:
        model.world.line_scale = line_scale(people, request.population_seed)
    until(model, month_index(task.year, 3), years)
    lists, rows = listings(model.world, task), np.flatnonzero(model.world.households.size > 0)
    record = record_of(request, values, model.world) | {"benefit": values["targeting.benefit"], "day": values["cost.cadre_day"]}
    known = model.world.households.founded[rows] <= month_index(task.year - 3, 3)  # a household founded since has no three years behind it
    weighted, found = lists[0][1].paper.persons, []
    for horizon in HORIZONS:
        until(model, month_index(task.year + horizon, 3), years)
        there = known & (model.world.households.size[rows] > 0)
        found.append((horizon, there, truths(model.world, years, rows[there], weighted[there])))
    return Outcome(request.seed, table(model.world, task, lists, rows, found, values), record)


def until(model: SanmingModel, month: int, years: Years) -> None:
    """Step until the clock stands at `month`."""
    while model.world.month < month:
        model.step()
        years.take(model)


def listings(world, task: Task) -> list[tuple[str, Listing]]:
    """(equalised_by, list) of each standard: by its own line, of equal coverage, and of the cost that the reference has then."""
    p, held = world.parameters, dict(world.estimates)
    sheets = [paper.paper(world, STANDARDS[name]) for name in dict.fromkeys((task.reference, *task.standards))]
    world.estimates = held  # surveys and meetings held for paper alone did not take place
    persons = task.coverage * float(sheets[0].persons.sum())
    benefit, day = p["targeting.benefit"], p["cost.cadre_day"]
    budget = paper.cost(paper.of_size(world, sheets[0], persons), benefit, day)
    out = []
    for sheet in sheets:
        if sheet.standard.NAME in task.standards:
            out += [("none", paper.own_line(world, sheet)), ("coverage", paper.of_size(world, sheet, persons))]
            out += [("total_cost", paper.of_cost(world, sheet, budget, benefit, day))]
    return out


def table(
    world, task: Task, lists: list[tuple[str, Listing]], rows: np.ndarray, found: list[tuple[int, np.ndarray, dict[str, Truth]]], values
) -> pd.DataFrame:
    """All rows of a seed. Counties with fewer than ten sampled villages are left out, as in the annual table."""
    villages = np.bincount(world.villages.county, minlength=len(world.counties))
    universe = Universe(world.households.county[rows], world.counties.adcode, villages >= LEAST_VILLAGES, values["targeting.benefit"],
                        values["cost.cadre_day"], world.drivers.price(month_index(task.year, 3)))  # fmt: skip
    data = [row for by, made in lists for row in rows_of(universe, by, made, found)]
    frame, named = pd.DataFrame(data, columns=COLUMNS), labels(task.request)
    for at, name in enumerate(("scenario", "seed", "draw", "structure")):
        frame.insert(at, name, named[name])
    text = ("scenario", "structure", "standard", "truth", "equalised_by", "area", "measure", "unit")
    return frame.astype(dict.fromkeys(text, "category"))
