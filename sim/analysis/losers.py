"""Who loses: households whose income falls by more than 3 %, on the average of many seeds, because one seed mostly shows luck."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.results import RunOutput

from .groups import Cells
from .matching import positions

SEEDS_NEEDED = 20
THRESHOLD = 0.03


class Incomes(NamedTuple):
    """One seed: real income per head of the same households under both policies, mean of the years after the policy date.

    id int64[H] distinct; baseline, scenario float32[H] yuan of 2019; persons float32[H], weighted, in the year before the policy,
    0 for households that do not live in both runs in any of those years; `cells` are the baseline's groups.
    """

    id: NDArray[np.int64]
    baseline: NDArray[np.float32]
    scenario: NDArray[np.float32]
    persons: NDArray[np.float32]
    cells: Cells


def incomes(baseline: RunOutput, scenario: RunOutput, fixed: Cells, policy_date: int) -> Incomes:
    """Mean incomes of the baseline's households over the calendar years that begin at the policy date or later (else the policy year)."""
    years = np.asarray(baseline.years)
    rows = np.flatnonzero(years >= -(-policy_date // 12))
    rows = rows if rows.size else np.flatnonzero(years == policy_date // 12)
    match = positions(baseline.households["id"], scenario.households["id"])
    sums, counted = np.zeros((2, match.size)), np.zeros(match.size)
    for row in rows:
        both = (match >= 0) & (baseline.panel["size"][row] > 0) & (scenario.panel["size"][row][match] > 0)
        sums[0] += np.where(both, baseline.panel["income_hukou"][row], 0.0)
        sums[1] += np.where(both, scenario.panel["income_hukou"][row][match], 0.0)
        counted += both
    means = (sums / np.maximum(counted, 1)).astype(np.float32)
    persons = baseline.households["weight"] * _size_before(baseline, policy_date) * (counted > 0)
    return Incomes(baseline.households["id"], means[0], means[1], persons.astype(np.float32), fixed)


def _size_before(baseline: RunOutput, policy_date: int) -> NDArray:
    at = [int(y) for y in baseline.years].index(policy_date // 12 - 1)
    return baseline.panel["size"][at]


def losing(baseline: NDArray[np.float64], scenario: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether the average income of each household falls by more than 3 % of the (absolute) average of the baseline."""
    return baseline - scenario > THRESHOLD * np.abs(baseline)


def losers_share(seeds: Sequence[Incomes]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Share of persons in losing households and its standard error over seeds, both [areas, groups], 0 to 1; NaN for empty cells.

    Both incomes are averaged over the seeds first. Groups are those of each seed, all seeds counted. Standard error by leaving out one seed
    in turn: Tukey J. (1958), Annals of Mathematical Statistics 29:614. Raises ValueError below 20 seeds.
    """
    if len(seeds) < SEEDS_NEEDED:
        raise ValueError(f"losers need {SEEDS_NEEDED} seeds; there are {len(seeds)}")
    same = _common(seeds)
    each = np.array([[seed.baseline, seed.scenario] for seed in same], np.float32)
    total = each.sum(0, dtype=np.float64)
    without = np.array([_share(same, losing(*(total - one))) for one in each])
    spread = (len(same) - 1) * without.var(axis=0)
    return _share(same, losing(*total)), np.sqrt(spread)


def _share(seeds: Sequence[Incomes], loses: NDArray[np.bool_]) -> NDArray[np.float64]:
    lost = np.sum([seed.cells.sums(seed.persons * loses) for seed in seeds], axis=0)
    everybody = np.sum([seed.cells.sums(seed.persons) for seed in seeds], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return lost / everybody


def _common(seeds: Sequence[Incomes]) -> Sequence[Incomes]:
    """The households that all seeds have, in one order."""
    first = seeds[0].id
    if all(np.array_equal(first, seed.id) for seed in seeds):
        return seeds
    for seed in seeds[1:]:
        first = np.intersect1d(first, seed.id)
    rows = [positions(first, seed.id) for seed in seeds]
    return [Incomes(first, s.baseline[at], s.scenario[at], s.persons[at], s.cells.at(at)) for s, at in zip(seeds, rows, strict=True)]
