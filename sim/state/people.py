"""Where the members of households stand, and what these can raise: read by the processes that change who belongs to whom."""

import numpy as np

from sim.core.compiled import kernel


@kernel("void(int32[::1], int64[::1])")
def _first(household, first):
    """Fill `first` [households + 1] with the first person row of each household; `household` of each person is rising."""
    home = 0
    for i in range(household.size):
        while home <= household[i]:
            first[home] = i
            home += 1
    first[home:] = household.size


def first_rows(household: np.ndarray, n: int) -> np.ndarray:
    """int64[n + 1]: first person row of each of `n` households; `household` int32[persons], rising."""
    first = np.empty(n + 1, np.int64)
    _first(household, first)
    return first


def members_of(world, rows: np.ndarray) -> np.ndarray:
    """int64: person rows of the households `rows` (rising, each once)."""
    first = world.person_first()
    begin, length = first[rows], first[rows + 1] - first[rows]
    return np.arange(length.sum()) + np.repeat(begin - (np.cumsum(length) - length), length)


def means(world, rows: np.ndarray) -> np.ndarray:
    """float64[n] yuan: savings less debts of the households `rows`, and what they can borrow against the income of `marriage.credit` months; never below 0."""
    h = world.households
    saved = (h.cash[rows] - h.debt[rows]) / 100.0
    return np.maximum(saved + world.parameters["marriage.credit"] / 12.0 * np.maximum(world.year_income(rows), 0.0), 0.0)
