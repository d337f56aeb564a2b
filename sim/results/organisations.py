"""Villages, cooperatives, leading enterprises and lenders in December, by area: how many, how well off, what households owe them."""

import numpy as np

from sim.results.cells import AREAS
from sim.state.table import Table

UNITS = {  # measure -> (unit of count, unit)
    "enterprises": ("enterprise", "enterprises"),
    "cooperatives": ("cooperative", "cooperatives"),
    "loans_outstanding": ("household", "yuan"),
    "loans_overdue_share": ("household", "share"),
    "village_income_mean": ("village", "yuan_per_year"),
    "villages_over_50k": ("village", "share"),
    "villages_over_100k": ("village", "share"),
}


def organisations(world) -> dict[str, np.ndarray]:
    """Measure -> float64[counties + 1], the city last. A table without rows is left out."""
    h, v = world.households, world.villages
    out = {
        name: _standing(table, column)
        for name, table, column in (("enterprises", world.enterprises, "alive"), ("cooperatives", world.cooperatives, "active"))
        if len(table)
    }
    owed = h.loan / 100.0 * h.weight
    out["loans_outstanding"] = by_area(h.county, owed)
    out["loans_overdue_share"] = _over(by_area(h.county, owed * (h.overdue > 0)), out["loans_outstanding"])
    out["village_income_mean"] = _mean(v, v.income_year)
    return out | {f"villages_over_{k}k": _mean(v, (v.income_year > 1000.0 * k).astype(float)) for k in (50, 100)}


def by_area(county: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """float64[counties + 1]: sums by county row, and of the city."""
    sums = np.bincount(county, amount, AREAS - 1)
    return np.append(sums, sums.sum())


def _standing(table: Table, column: str) -> np.ndarray:
    """Weighted number of those that are in business."""
    return by_area(table.county, table.weight * (table.columns[column] > 0))


def _mean(villages: Table, values: np.ndarray) -> np.ndarray:
    return _over(by_area(villages.county, values * villages.weight), by_area(villages.county, villages.weight))


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(AREAS, np.nan), where=whole > 0)
