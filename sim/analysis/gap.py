"""One seed of the question whether a roll-out is the pilots multiplied: both, under any settings of the parameters.

Roll-out: the scenario minus current policy in the counties that it adds. Multiplied pilots: current policy minus no pilots in the pilot counties, per
household of each cell, times the households of that cell in the added counties; by years since the start of each county, over as many whole years for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import Fault, InputError
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.results import RunOutput
from sim.results.lines import anchored_medians
from sim.scenario import Scenario, first_difference
from sim.scenario.content import digest_of

from .cohorts import Starts, cohort, whole_years
from .costs import Prices
from .lines import lines_of
from .multiplied import by_cells, crude

Numbers = NDArray[np.float64]
Values = Mapping[str, float | int | bool | str]
KEPT = 2  # as many as markets on and off; each holds some hundred bytes a household and year


@dataclass(frozen=True)
class Tally:
    """float64[measures, years] each: the roll-out, and the pilots multiplied by cells and crudely; persons and households of the added counties."""

    rollout: Numbers
    cells: Numbers
    crude: Numbers
    persons: float
    households: float

    @property
    def gap(self) -> Numbers:
        """Roll-out minus the pilots multiplied by cells."""
        return self.rollout - self.cells


@dataclass(frozen=True)
class Question:
    """One seed: the request of current policy, the scenario without pilots, the roll-outs, the settings to run all of them under, and prices."""

    request: Request
    no_pilots: Scenario
    rollouts: tuple[Scenario, ...]
    settings: tuple[tuple[str, tuple[tuple[str, float | int | bool | str], ...]], ...]
    prices: Prices


Answers = dict[str, dict[str, Tally]]  # setting -> roll-out -> tally


def answer(question: Question) -> tuple[int, Answers]:
    """The seed, and by setting and roll-out the tally. The yardstick, current policy's line of 2019, is the same under all settings."""
    runs = _Runs(question.request, simulate(question.request))
    return question.request.seed, {name: _under(question, dict(values), runs) for name, values in question.settings}


def _under(question: Question, values: Values, runs: "_Runs") -> dict[str, Tally]:
    current = question.request.scenario
    without, base = runs.of(question.no_pilots, values), runs.of(current, values)
    rate, out = question.prices.discount_rate, {}
    for scenario in question.rollouts:
        years, pilots, added = span(question.no_pilots, current, scenario, question.request.end)
        policy = runs.of(scenario, values)
        piloted = cohort(without, base, rows(base, pilots), years, lines_of(without, base), rate)
        rolled = cohort(base, policy, rows(base, added), years, lines_of(base, policy), rate)
        cells, whole = (method(piloted.change, piloted.households, rolled.households) for method in (by_cells, crude))
        out[scenario.name] = Tally(rolled.change.sum(axis=-1), cells, whole, float(rolled.persons.sum()), float(rolled.households.sum()))
    return out


def span(without: Scenario, current: Scenario, rollout: Scenario, end: int) -> tuple[int, Starts, Starts]:
    """Whole years that all counties have, and the starts by code of the pilots and of the counties that the roll-out adds. InputError where there is nothing to set side by side."""
    pilots, added = begun(current, without), begun(rollout, current)
    if not pilots or not added:
        cause = f"{current.name} begins in {len(pilots)} counties that {without.name} leaves out, {rollout.name} in {len(added)} more"
        raise InputError([Fault("no roll-out beyond the pilots", "--decompose", rollout.name, cause, "compare a scenario such as city_rollout")])
    years = min(whole_years(pilots, end), whole_years(added, end))
    if years < 1:
        raise InputError([Fault("the run ends too soon", "--end", str(end), "every county needs one whole year since its start", "a later --end")])
    return years, pilots, added


def begun(scenario: Scenario, other: Scenario) -> Starts:
    """County code -> running month of the start, of those that begin in the scenario and never in the other."""
    return {int(code): month for code, month in scenario.rollout.items() if month >= 0 and other.rollout[code] < 0}


def rows(run: RunOutput, starts: Starts) -> Starts:
    """The same by row of the county."""
    at = {int(code): row for row, code in enumerate(run.adcodes)}
    return {at[code]: month for code, month in starts.items()}


def settled(scenario: Scenario, values: Values) -> Scenario:
    """The scenario with values set by the question asked of it."""
    changed = replace(scenario, values=scenario.values | {name: (value, "decomposition") for name, value in values.items()})
    return replace(changed, digest=digest_of(changed))


class _Runs:
    """Runs of one seed. One that cannot differ from an earlier run of the same scenario is not run again."""

    def __init__(self, request: Request, base: RunOutput):
        self.request, self.medians = request, anchored_medians(base.lines, base.price)
        self.known: dict[str, list[tuple[Scenario, RunOutput]]] = {request.scenario.name: [(request.scenario, base)]}

    def of(self, scenario: Scenario, values: Values) -> RunOutput:
        """The run of a scenario under these values; the first two different ones of a scenario stay in memory."""
        asked, kept = settled(scenario, values), self.known.setdefault(scenario.name, [])
        for before, run in kept:
            if first_difference(before, asked, 2015) is None:
                return run
        run = simulate(self.request.with_(scenario=asked), medians=self.medians)
        if len(kept) < KEPT:
            kept.append((asked, run))
        return run
