"""The same persons under two policies: who leaves poverty for 24 months, and how many months each is out of it.

The persons are those of the hukou at the policy date. Each is followed by identity into whatever household it belongs to in
later Januaries; a person in no later roster has died and is never counted as out of poverty after that.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.results import RunOutput

from .groups import Cells
from .lines import Lines
from .matching import household_rows

LASTING = 24

Flags = NDArray[np.bool_]
LineTables = Mapping[str, NDArray[np.float64]]


class Persons(NamedTuple):
    """Persons of the hukou at the policy date in rising order of identity: household row in the baseline, its county row and weight."""

    id: NDArray[np.int64]
    household: NDArray[np.int32]
    county: NDArray[np.int64]
    weight: NDArray[np.float64]


class Course(NamedTuple):
    """What became of each person: a spell of 24 months not poor in a row, and the months not poor, from the policy date on."""

    lasting: Flags
    months: NDArray[np.int16]


class PairSums(NamedTuple):
    """Persons (weighted) by area and group, float64[areas, groups]: lasting exits and person-years not poor, in both runs."""

    out_baseline: NDArray[np.float64]
    out_scenario: NDArray[np.float64]
    years_baseline: NDArray[np.float64]
    years_scenario: NDArray[np.float64]


def persons_at(baseline: RunOutput, policy_date: int) -> Persons:
    """The persons of the baseline's roster of the policy year. Raises ValueError where there is no such roster."""
    ids, rows = roster_of(baseline, policy_date // 12)
    order = np.argsort(ids, kind="stable")
    household = np.asarray(rows, np.int32)[order]
    return Persons(ids[order], household, baseline.households["county"][household].astype(np.int64), baseline.households["weight"][household])


def roster_of(run: RunOutput, year: int) -> tuple[np.ndarray, np.ndarray]:
    """Person ids and household rows of a January. Raises ValueError where the run kept none."""
    known = [int(y) for y in run.roster_years]
    if year not in known:
        raise ValueError(f"no roster of {year}; there are those of {known}")
    return run.roster[known.index(year)]


def censored(run: RunOutput, policy_date: int) -> bool:
    """Whether fewer than 24 months are left from the policy date to the end of the run, so that nobody can leave for good."""
    return int(run.trace["months"][-1]) - policy_date + 1 < LASTING


def poor_before(baseline: RunOutput, persons: Persons, lines: LineTables, years: NDArray[np.int64], policy_date: int) -> dict[str, Flags]:
    """By line: poor in the month before the policy date, in the household of the policy date (whose roster is the first to hold everybody)."""
    month = policy_date - 1
    welfare = _welfare(baseline, month)[persons.household]
    return {name: welfare < line[_year_at(years, month // 12)][persons.county] for name, line in lines.items()}


def follow(run: RunOutput, persons: Persons, lines: LineTables, years: NDArray[np.int64], policy_date: int) -> dict[str, Course]:
    """By line: the course of each person from the policy date to the end of the run; lines float64[years, counties].

    One pass over months, with a few bytes a person. The line is that of the county of registration at the policy date and of the calendar year.
    A month without a known welfare (NaN) counts neither as poor nor as out of poverty.
    """
    courses = {name: Course(np.zeros(persons.id.size, bool), np.zeros(persons.id.size, np.int16)) for name in lines}
    streaks = {name: np.zeros(persons.id.size, np.int16) for name in lines}
    last = int(run.trace["months"][-1])
    for year in range(policy_date // 12, last // 12 + 1):
        rows = household_rows(persons.id, roster_of(run, year))
        limits = {name: line[_year_at(years, year)][persons.county] for name, line in lines.items()}
        for month in range(max(policy_date, year * 12), min(last, year * 12 + 11) + 1):
            welfare = np.where(rows < 0, np.nan, _welfare(run, month)[rows])
            for name, line in limits.items():
                _count(welfare >= line, streaks[name], courses[name])
    return courses


def _count(out: Flags, streak: NDArray[np.int16], course: Course) -> None:
    """Add one month to the counts, in place."""
    np.add(course.months, out, out=course.months, casting="unsafe")
    np.add(streak, 1, out=streak)
    np.multiply(streak, out, out=streak)
    np.logical_or(course.lasting, streak >= LASTING, out=course.lasting)


def _welfare(run: RunOutput, month: int) -> NDArray[np.float32]:
    at = month - int(run.trace["months"][0])
    if not 0 <= at < len(run.trace["months"]):
        raise ValueError(f"the trace of the run does not hold month {month // 12}-{month % 12 + 1:02d}")
    return run.trace["welfare"][at]


def _year_at(years: NDArray[np.int64], year: int) -> int:
    found = np.flatnonzero(years == year)
    if not found.size:
        raise ValueError(f"no poverty line of {year}")
    return int(found[0])


def pair_sums(baseline: RunOutput, scenario: RunOutput, fixed: Cells, lines: Lines, policy_date: int) -> dict[str, PairSums]:
    """By line: sums over the paired persons in both runs, by the groups of their household at the policy date in the baseline."""
    persons = persons_at(baseline, policy_date)
    before = poor_before(baseline, persons, lines.of_baseline(), lines.years, policy_date)
    theirs = follow(baseline, persons, lines.of_baseline(), lines.years, policy_date)
    ours = follow(scenario, persons, lines.of_scenario(), lines.years, policy_date)
    at = fixed.at(persons.household)

    def both(name: str) -> PairSums:
        exits = (at.sums(persons.weight * (before[name] & course[name].lasting)) for course in (theirs, ours))
        years = (at.sums(persons.weight * course[name].months) / 12 for course in (theirs, ours))
        return PairSums(*exits, *years)

    return {name: both(name) for name in before}
