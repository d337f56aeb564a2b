"""Median, Gini and Theil of income per head over persons by area, from one sorting of the households.

Incomes below zero count as they are in median and Gini and leave Theil undefined. The same numbers as `sim.measures` gives (a test holds it).
"""

import numpy as np

from sim.core.compiled import kernel

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
    ends = np.concatenate([[0], np.cumsum(np.bincount(county[order], minlength=AREAS - 1))])
    y, w = income[order], people[order]
    parted = np.empty((2, len(order)))
    _part(county[order], y, w, ends[:-1].copy(), parted)
    for area in range(AREAS):
        part = slice(ends[area], ends[area + 1]) if area < AREAS - 1 else slice(None)
        a, b = (y, w) if area == AREAS - 1 else parted[:, part]
        if len(a):
            reached = np.cumsum(b)
            out["income_median"][area], out["gini"][area], out["theil"][area] = median(a, reached), gini(a, b, reached), theil(a, b)
    return out


@kernel("void(int8[::1], float64[::1], float64[::1], int64[::1], float64[:,::1])")
def _part(county, y, w, at, out):
    """The same rows county after county, each in rising order; `at` is where the next row of a county goes."""
    for i in range(county.size):
        k = at[county[i]]
        out[0, k], out[1, k] = y[i], w[i]
        at[county[i]] = k + 1


def median(y: np.ndarray, reached: np.ndarray) -> float:
    """Median over persons of sorted incomes, `reached` the sum of persons up to each; the mean of the two middle ones where half of them is hit exactly."""
    k = int(np.searchsorted(reached, 0.5 * reached[-1]))
    exact = reached[k] == 0.5 * reached[-1] and k + 1 < len(y)
    return float(0.5 * (y[k] + y[k + 1]) if exact else y[k])


def gini(y: np.ndarray, w: np.ndarray, reached: np.ndarray) -> float:
    """Half the mean absolute difference over the mean, of sorted incomes, `reached` the sum of persons up to each; NaN where the mean is not above zero."""
    total, money, rank = w.sum(), w * y, 0.5 * w
    mean = float(money.sum() / total)
    if not mean > 0:
        return float("nan")
    np.subtract(reached, rank, out=rank)  # persons up to the middle of each household, then their place from -1 to 1, in place
    rank *= 2.0
    rank /= total
    rank -= 1.0
    rank *= money
    return float(rank.sum() / total / mean)


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
            out[c] = median(income[rows], np.cumsum(persons[rows] * weight[rows]))
    return out
