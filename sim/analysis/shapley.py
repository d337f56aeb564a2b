"""What each of several factors adds to an outcome, averaged over all orders in which they may come in: Shapley's value.

Shapley L. (1953), Contributions to the Theory of Games II: 307-317; for poverty and inequality Shorrocks A. (2013), J. Economic Inequality 11:99-126.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Coalition = frozenset[str]
Numbers = NDArray[np.float64]


def coalitions(factors: Sequence[str]) -> list[Coalition]:
    """Every set of factors, the empty one first and the whole last."""
    return [frozenset(found) for size in range(len(factors) + 1) for found in combinations(factors, size)]


def shapley(factors: Sequence[str], value: Mapping[Coalition, Numbers | float]) -> dict[str, Numbers]:
    """By factor: its share of value(all) - value(none). `value` holds every coalition of factors that are in; arrays of one shape or numbers.

    The shares sum to that difference; a factor that never changes anything has none; factors that do the same have the same.
    ValueError where a coalition is missing or a factor comes twice.
    """
    if len(set(factors)) < len(factors):
        raise ValueError(f"a factor comes twice: {', '.join(factors)}")
    absent = [sorted(found) for found in coalitions(factors) if found not in value]
    if absent:
        raise ValueError(f"no value for the factors {absent[0]} together ({len(absent)} of {2 ** len(factors)} are missing)")
    return {factor: _share(factor, [other for other in factors if other != factor], value) for factor in factors}


def _share(factor: str, others: list[str], value: Mapping[Coalition, Numbers | float]) -> Numbers:
    n = len(others) + 1
    total = np.zeros_like(np.asarray(value[frozenset()], np.float64))
    for before in coalitions(others):
        orders = factorial(len(before)) * factorial(n - len(before) - 1) / factorial(n)
        total = total + orders * (np.asarray(value[before | {factor}], np.float64) - np.asarray(value[before], np.float64))
    return total
