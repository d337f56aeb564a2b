"""Counties that begin, followed from their own first month on: what changes for their households in each year since the start.

The persons are those of the hukou in the year of the start, followed by identity. Cells of households are class and income band, both fixed by the
baseline before the start: the band by the calendar year before it, the class in January of its year.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.core.clock import month_index
from sim.results import RunOutput, public_cost

from .groups import BANDS, band_codes, year_row
from .lines import Lines
from .matching import household_rows
from .pairs import Persons, persons_at, roster_of

KINDS = 4  # three classes by labour capacity, and none
CELLS = (len(BANDS) + 1) * KINDS
MEASURES = ("person_years_out", "poverty_h", "spending")
Numbers = NDArray[np.float64]
Starts = dict[int, int]  # county row -> running month of its start


@dataclass(frozen=True)
class Cohort:
    """`change` float64[measures, years, cells], policy minus baseline, in person-years, poor person-years and discounted yuan; `households` and
    `persons` float64[cells] at the start. The ledger knows counties and no households: spending stands in the cells by their households."""

    change: Numbers
    households: Numbers
    persons: Numbers


def whole_years(starts: Starts, end: int) -> int:
    """Whole years that every county of `starts` has until December of `end`."""
    return (month_index(end, 12) - max(starts.values()) + 1) // 12


def cohort(baseline: RunOutput, policy: RunOutput, starts: Starts, years: int, lines: Lines, rate: float) -> Cohort:
    """The counties of `starts` over their first `years` years; `rate` discounts money to the start of each county."""
    out = Cohort(np.zeros((len(MEASURES), years, CELLS)), np.zeros(CELLS), np.zeros(CELLS))
    for start in sorted(set(starts.values())):
        counties = np.array([county for county, month in starts.items() if month == start])
        _add(out, baseline, policy, counties, start, lines, rate)
    out.change[2] = np.outer(out.change[2].sum(axis=1), out.households / max(out.households.sum(), 1e-9))
    return out


def _add(out: Cohort, baseline: RunOutput, policy: RunOutput, counties: NDArray[np.int64], start: int, lines: Lines, rate: float) -> None:
    """Add the counties that begin in one month, in place."""
    years, county = out.change.shape[1], np.asarray(baseline.households["county"], np.int64)
    cell, inside = cell_codes(baseline, start, lines), np.isin(county, counties)
    alive = inside & (_at(baseline, "size", start - 1) > 0)
    households = np.bincount(cell[alive], baseline.households["weight"][alive], CELLS)
    people = persons_at(baseline, start)
    there = inside[people.household]
    people = Persons(people.id[there], people.household[there], people.county[there], people.weight[there])
    at, line = cell[people.household], lines.anchored[0][people.county]
    theirs, ours = (months_by_year(run, people.id, line, start, years) for run in (baseline, policy))
    for measure in (0, 1):  # out of poverty, poor
        for year in range(years):
            change = people.weight * (ours[measure][year] - theirs[measure][year].astype(np.float64)) / 12
            out.change[measure, year] += np.bincount(at, change, CELLS)
    money = spent(policy, counties, start, years, rate) - spent(baseline, counties, start, years, rate)
    out.change[2, :, 0] += money
    out.households[:] += households
    out.persons[:] += np.bincount(at, people.weight, CELLS)


def cell_codes(baseline: RunOutput, start: int, lines: Lines) -> NDArray[np.int64]:
    """int64[households]: band and class in one number, below CELLS."""
    row = year_row(baseline, start // 12 - 1)
    income, alive = np.asarray(baseline.panel["income_hukou"][row], np.float64), baseline.panel["size"][row] > 0
    at = int(np.flatnonzero(lines.years == start // 12 - 1)[0])
    band = band_codes(income, np.full(income.size, lines.dibao[at]), lines.anchored[at][baseline.households["county"]])
    january = [int(year) for year in baseline.roster_years].index(start // 12)
    return np.where(alive, band, len(BANDS)) * KINDS + np.where(alive, baseline.trace["class"][january], KINDS - 1)


def months_by_year(run: RunOutput, persons: NDArray[np.int64], line: Numbers, start: int, years: int) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Months out of poverty and months poor, int16[years, persons] each; who has died, or whose income is not known, is neither."""
    out, poor = np.zeros((years, persons.size), np.int16), np.zeros((years, persons.size), np.int16)
    rows, known = np.zeros(0, np.int32), -1
    for month in range(start, start + 12 * years):
        if month // 12 != known:
            known = month // 12
            rows = household_rows(persons, roster_of(run, known))
        welfare = np.where(rows < 0, np.nan, _at(run, "welfare", month)[rows])
        out[(month - start) // 12] += welfare >= line
        poor[(month - start) // 12] += welfare < line
    return out, poor


def spent(run: RunOutput, counties: NDArray[np.int64], start: int, years: int, rate: float) -> Numbers:
    """float64[years]: public money in those counties by year since `start`, yuan, discounted to the start."""
    cost = public_cost.public_cost(run.ledger)
    wait = (cost["year"] * 12 + cost["month"] - 1 - start).to_numpy(np.int64)
    codes = [str(run.adcodes[county]) for county in counties]
    inside = cost["county"].isin(codes).to_numpy() & (wait >= 0) & (wait < 12 * years)
    worth = cost["amount_yuan"].to_numpy(np.float64)[inside] * (1 + rate) ** (-wait[inside] / 12)
    return np.asarray(np.bincount(wait[inside] // 12, worth, years), np.float64)


def _at(run: RunOutput, name: str, month: int) -> NDArray:
    return run.trace[name][month - int(run.trace["months"][0])]
