"""Yearly means over the persons of the hukou by area and group: income, poverty and Gini, for the difference of two runs.

Income is real yuan per hukou head; persons count by the weight of their household times its size in that year and run.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.measures.distribution import half_mean_difference
from sim.results import RunOutput
from sim.results.multidimensional import scores

from .groups import Cells, carried, year_row
from .lines import ANCHORED, Lines
from .tidy import by_area, by_cell

POVERTY = {"poverty_h": 0, "poverty_pg": 1, "poverty_spg": 2}

Means = dict[tuple[str, str], NDArray[np.float64]]


def year_arrays(run: RunOutput, year: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Income per head (0 where nobody lives) and persons, weighted, of each household in a calendar year; float64[households]."""
    row = year_row(run, year)
    size = run.panel["size"][row]
    income = np.where(size > 0, run.panel["income_hukou"][row], 0.0).astype(np.float64)
    return income, run.households["weight"] * size


def cell_means(run: RunOutput, cells: Cells, lines: Mapping[str, NDArray[np.float64]], year: int) -> Means:
    """By (line, measure): means [areas, groups] of income and of the relative gap to the power 0, 1, 2; NaN for empty cells.

    lines: float64[counties] by name, of that year.
    """
    income, persons = year_arrays(run, year)
    sums: Means = {("", "income_mean"): cells.sums(persons * income)}
    for name, line in lines.items():
        drawn = line[run.households["county"]]
        gap = (drawn - income) / drawn
        poor = persons * (income < drawn)
        sums |= {(name, measure): cells.sums(poor * gap**alpha) for measure, alpha in POVERTY.items()}
        if name == ANCHORED:
            sums |= _several(run, cells, persons, income < drawn, year)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {key: total / cells.sums(persons) for key, total in sums.items()}


def _several(run: RunOutput, cells: Cells, persons: NDArray[np.float64], below: NDArray[np.bool_], year: int) -> Means:
    """Sums of those poor in several dimensions (`below` the anchored line is one of them) and of their scores; empty where the run has no lacks."""
    if "lacking" not in run.panel:
        return {}
    poor, score = scores(run.panel["lacking"][year_row(run, year)], below)
    return {("", "mpi_h"): cells.sums(persons * poor), ("", "mpi_m0"): cells.sums(persons * score)}


def gini_by_area(run: RunOutput, year: int) -> NDArray[np.float64]:
    """Gini of income per head, float64[counties + 1], the city last: half the mean absolute difference over the mean.

    Incomes below zero count as they are, none is changed; NaN where the mean is not above zero.
    """
    income, persons = year_arrays(run, year)
    county = run.households["county"]
    chosen = [county == row for row in range(len(run.adcodes))] + [np.ones(county.size, bool)]
    return np.array([_gini(income[rows & (persons > 0)], persons[rows & (persons > 0)]) for rows in chosen])


def _gini(income: NDArray[np.float64], persons: NDArray[np.float64]) -> float:
    mean = float(np.average(income, weights=persons)) if income.size else 0.0
    return half_mean_difference(income, persons) / mean if mean > 0 else float("nan")


def yearly_differences(baseline: RunOutput, scenario: RunOutput, fixed: Cells, lines: Lines, policy_date: int) -> pd.DataFrame:
    """Rows of cell and measure: scenario minus baseline, for each calendar year from the policy year to the end of the panel."""
    held = carried(fixed, baseline, scenario)
    years = [(at, int(year)) for at, year in enumerate(lines.years) if year >= policy_date // 12]
    return pd.concat([_of_year(baseline, scenario, fixed, held, lines, at, year) for at, year in years], ignore_index=True)


def _of_year(baseline: RunOutput, scenario: RunOutput, fixed: Cells, held: Cells, lines: Lines, at: int, year: int) -> pd.DataFrame:
    theirs = cell_means(baseline, fixed, {name: line[at] for name, line in lines.of_baseline().items()}, year)
    ours = cell_means(scenario, held, {name: line[at] for name, line in lines.of_scenario().items()}, year)
    means = [by_cell(ours[line, measure] - theirs[line, measure], fixed, line, measure, year) for line, measure in ours]
    gini = gini_by_area(scenario, year) - gini_by_area(baseline, year)
    return pd.concat([*means, by_area(gini, fixed.areas, "gini", year)], ignore_index=True)
