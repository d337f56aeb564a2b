"""One seed of a comparison: scenario minus baseline for every cell and measure, small enough to travel between processes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.results import RunOutput

from .costs import STATED, Prices, cell_rows, discounted_cost, spending
from .groups import Cells, fixed_groups
from .lines import Lines, lines_of
from .losers import Incomes, incomes
from .pairs import censored, pair_sums
from .runs import Label, label_of
from .tidy import KEYS, by_area, by_cell, subtracted
from .yearly import yearly_differences

OF_ANNUAL = ("supported_households", "cadre_days")


@dataclass(frozen=True)
class SeedContrast:
    """Differences of one seed: `frame` has KEYS and `difference`; `incomes` (16 bytes a household) serve the share of losers.

    `policy_date` is the running month from which the scenario differs; `last_year` the last calendar year of the run;
    `censored`: fewer than 24 months are left after the policy date, and lasting exits are left out.
    """

    label: Label
    policy_date: int
    last_year: int
    censored: bool
    frame: pd.DataFrame
    incomes: Incomes


def seed_contrast(baseline: RunOutput, scenario: RunOutput, policy_date: int, lines: Lines | None = None, prices: Prices = STATED) -> SeedContrast:
    """Compare two runs of the same seed whose policies differ from running month `policy_date` on; lines by default those of the runs.

    Groups and pairs are fixed by the baseline. Raises InputError where the runs begin less than one calendar year before the policy.
    """
    lines = lines or lines_of(baseline, scenario)
    fixed = fixed_groups(baseline, policy_date, lines)
    last = int(scenario.trace["months"][-1]) // 12
    parts = [
        _person_rows(baseline, scenario, fixed, lines, policy_date, last),
        yearly_differences(baseline, scenario, fixed, lines, policy_date),
        subtracted(spending(baseline, policy_date), spending(scenario, policy_date)),
        subtracted(cell_rows(baseline.annual, OF_ANNUAL, policy_date), cell_rows(scenario.annual, OF_ANNUAL, policy_date)),
        by_area(np.where(fixed.present(), _cost(baseline, scenario, policy_date, prices), np.nan), fixed.areas, "cost_public", last),
    ]
    frame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    known = (label_of(baseline, scenario), policy_date, last, censored(scenario, policy_date))
    return SeedContrast(*known, frame, incomes(baseline, scenario, fixed, policy_date))


def placebo_contrast(baseline: RunOutput, placebo: RunOutput, policy_date: int, lines: Lines | None = None) -> SeedContrast:
    """The losers only, for a run like the baseline in which one household got one yuan; its frame is empty."""
    fixed = fixed_groups(baseline, policy_date, lines or lines_of(baseline, placebo))
    known = (label_of(baseline, placebo), policy_date, int(placebo.trace["months"][-1]) // 12, censored(placebo, policy_date))
    return SeedContrast(*known, pd.DataFrame(columns=[*KEYS, "difference"]), incomes(baseline, placebo, fixed, policy_date))


def _cost(baseline: RunOutput, scenario: RunOutput, policy_date: int, prices: Prices) -> NDArray[np.float64]:
    return discounted_cost(scenario, policy_date, prices) - discounted_cost(baseline, policy_date, prices)


def _person_rows(baseline: RunOutput, scenario: RunOutput, fixed: Cells, lines: Lines, policy_date: int, last: int) -> pd.DataFrame:
    """Rows of persons leaving for good and of person-years out of poverty, dated by the last year of the run."""
    rows, absent = [], np.where(fixed.present(), 0.0, np.nan)[:, None]
    for line, sums in pair_sums(baseline, scenario, fixed, lines, policy_date).items():
        rows.append(by_cell(sums.years_scenario - sums.years_baseline + absent, fixed, line, "person_years_out", last))
        if not censored(scenario, policy_date):
            rows.append(by_cell(sums.out_scenario - sums.out_baseline + absent, fixed, line, "out_24m", last))
    return pd.concat(rows, ignore_index=True)
