"""Median, Gini and Theil of income per head over persons by area, from one sorting of the households.

Incomes below zero count as they are in median and Gini and leave Theil undefined. The same numbers as `sim.measures` gives (a test holds it).
"""

import numpy as np

MEASURES = ("income_median", "gini", "theil")
AREAS = 13  # twelve counties, then the city


def rising(income: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """`rows` by rising income; incomes that agree to one part in a thousand million by row.

    The row stands in the last bits of the number that is sorted: half the time of sorting the rows by their income.
    """
    room = max(int(income.size).bit_length(), 1)
    if room > 24:  # too few bits of the income would be left
        return rows[np.argsort(income[rows], kind="stable")]
    bits = np.ascontiguousarray(income[rows] + 0.0, np.float64).view(np.int64)  # + 0.0: no negative zero
    bits ^= (bits >> 63) & np.int64(2**63 - 1)  # numbers below zero in their order
    key = (bits >> room << room) | rows
    key.sort()
    return key & ((1 << room) - 1)


def spread(income: np.ndarray, people: np.ndarray, county: np.ndarray, order: np.ndarray) -> dict[str, np.ndarray]:
    """float64[13] each of `income_median`, `gini`, `theil`; `order` lists the households that count by rising income."""
    out = {name: np.full(AREAS, np.nan) for name in MEASURES}
    of_row = county[order]
    for area in range(AREAS):
        rows = order if area == AREAS - 1 else order[of_row == area]
        if len(rows):
            y, w = income[rows], people[rows]
            out["income_median"][area], out["gini"][area], out["theil"][area] = median(y, w), gini(y, w), theil(y, w)
    return out


def median(y: np.ndarray, w: np.ndarray) -> float:
    """Median over persons of sorted incomes; the mean of the two middle ones where half the persons is hit exactly."""
    reached = np.cumsum(w)
    k = int(np.searchsorted(reached, 0.5 * reached[-1]))
    exact = reached[k] == 0.5 * reached[-1] and k + 1 < len(y)
    return float(0.5 * (y[k] + y[k + 1]) if exact else y[k])


def gini(y: np.ndarray, w: np.ndarray) -> float:
    """Half the mean absolute difference over the mean, of sorted incomes; NaN where the mean is not above zero."""
    total, middle = w.sum(), np.cumsum(w) - 0.5 * w
    mean = float((w * y).sum() / total)
    return float((w * y * (2.0 * middle / total - 1.0)).sum() / total / mean) if mean > 0 else float("nan")


def theil(y: np.ndarray, w: np.ndarray) -> float:
    """Theil T of sorted incomes; zeros count nothing; NaN where an income lies below zero."""
    if y[0] < 0.0 or not y[-1] > 0.0:
        return float("nan")
    share = y / ((w * y).sum() / w.sum())
    return float((w * share * np.log(np.where(share > 0, share, 1.0))).sum() / w.sum())


def county_medians(income: np.ndarray, persons: np.ndarray, weight: np.ndarray, first: np.ndarray) -> np.ndarray:
    """float64[counties]: median over persons of income per head; `first` int64[counties + 1] household rows; NaN where a county has nobody."""
    out = np.full(len(first) - 1, np.nan)
    for c in range(len(out)):
        rows = np.arange(first[c], first[c + 1])
        rows = rows[persons[rows] > 0]
        if len(rows):
            rows = rows[np.argsort(income[rows], kind="stable")]
            out[c] = median(income[rows], persons[rows] * weight[rows])
    return out
