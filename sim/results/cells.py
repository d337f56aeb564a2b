"""Sums by area and group in one pass over codes, as arrays [areas, groups]; the last area is the city."""

from dataclasses import dataclass

import numpy as np

CITY = "350400"


@dataclass(frozen=True)
class Cells:
    """`county` int[households]; `group` int[households] (-1: in none) with their `names`; areas are the counties in code order, then the city."""

    county: np.ndarray
    group: np.ndarray
    names: tuple[str, ...]

    def sums(self, values: np.ndarray) -> np.ndarray:
        """float64[13, groups] sums of float64[households]."""
        inside = self.group >= 0
        codes = self.county[inside].astype(np.int64) * len(self.names) + self.group[inside]
        flat = np.bincount(codes, values[inside], 12 * len(self.names)).reshape(12, len(self.names))
        return np.vstack([flat, flat.sum(axis=0)])

    def means(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Weighted means [13, groups]; NaN where the weight is zero."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.sums(values * weight) / self.sums(weight)


def everyone(county: np.ndarray) -> Cells:
    """One group of all."""
    return Cells(county, np.zeros(len(county), np.int64), ("all",))


def fifths(income: np.ndarray, weight: np.ndarray, there: np.ndarray) -> np.ndarray:
    """int64[households]: fifth 0 to 4 of the households `there` by income per head (weighted), -1 for the others."""
    rows = np.flatnonzero(there)
    order = rows[np.argsort(income[rows], kind="stable")]
    share = np.cumsum(weight[order])
    out = np.full(len(income), -1, np.int64)
    out[order] = np.minimum((5.0 * (share - 0.5 * weight[order]) / share[-1]).astype(np.int64), 4)
    return out


def areas(adcodes: np.ndarray) -> list[str]:
    """Codes of the areas in the order of the rows."""
    return [*(str(a) for a in adcodes), CITY]
