"""Sums by area and group in one pass over codes, as arrays [areas, groups]; the last area is the city."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

CITY = "350400"
AREAS = 13  # twelve counties, then the city


@dataclass(frozen=True)
class Cells:
    """`county` int[households]; `group` int[households] (-1: in none) with their `names`; areas are the counties in code order, then the city."""

    county: np.ndarray
    group: np.ndarray
    names: tuple[str, ...]

    @cached_property
    def codes(self) -> np.ndarray:
        """int64[households]: cell of each household; households in no group share the last code."""
        inside = self.county.astype(np.int64) * len(self.names) + self.group
        return np.where(self.group >= 0, inside, 12 * len(self.names))

    @cached_property
    def starts(self) -> np.ndarray:
        """int64[13]: first household of each county; households are grouped by county."""
        return np.searchsorted(self.county, np.arange(13))

    def sums(self, values: np.ndarray) -> np.ndarray:
        """float64[13, groups] sums of float64[households]."""
        if self.names == ("all",):
            flat = np.array([values[a:b].sum(dtype=np.float64) for a, b in pairwise(self.starts)])[:, None]
            return np.vstack([flat, flat.sum(axis=0)])
        cells = 12 * len(self.names)
        flat = np.bincount(self.codes, values, cells + 1)[:cells].reshape(12, len(self.names))
        return np.vstack([flat, flat.sum(axis=0)])

    def means(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Weighted means [13, groups]; NaN where the weight is zero."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.sums(values * weight) / self.sums(weight)


def everyone(county: np.ndarray) -> Cells:
    """One group of all."""
    return Cells(county, np.zeros(len(county), np.int64), ("all",))


def fifths(order: np.ndarray, weight: np.ndarray, n: int) -> np.ndarray:
    """int64[n]: fifth 0 to 4 (weighted households) of the rows in `order` of rising income per head, -1 for the others."""
    out = np.full(n, -1, np.int64)
    if len(order) == 0:
        return out
    share = np.cumsum(weight[order])
    out[order] = np.minimum((5.0 * (share - 0.5 * weight[order]) / share[-1]).astype(np.int64), 4)
    return out


def areas(adcodes: np.ndarray) -> list[str]:
    """Codes of the areas in the order of the rows."""
    return [*(str(a) for a in adcodes), CITY]
