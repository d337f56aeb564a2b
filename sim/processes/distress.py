"""Coping when money runs short beyond what kin can lend: asking a bank, then selling productive assets and animals below their value.

The order is: savings; a formal loan, where a lender gives one; help of kin up to their cap (consumption.py); sale of productive assets; and last
consumption below the least. Assets are sold after kin's room is used up, since what was sold is hard to buy back (Rosenzweig and Wolpin 1993,
Journal of Political Economy 101(2)).
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform

OWNS = ("households.short", "households.asset_sale", "households.asset_discount")
PARAMETERS = (
    Parameter("distress.discount", 0.30, "share", 0, 0.95, uniform(0.15, 0.50), "loss of value in a sale in need", "变卖资产折价率", "assumption", "assumption", "distress"),
    Parameter("distress.months", 3.0, "months", 1, 24, uniform(2, 6), "months of least consumption that a loan for bills should cover", "应急贷款覆盖的基本消费月数", "assumption", "assumption", "distress"),
)  # fmt: skip
TERM = 24  # months of a loan for bills; assumption
MOST_MONTHS = 120


@kernel("int64(float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], int8[::1], float64[::1], int64[::1], float64[::1])")
def _find(cash, late, debt, kin_cap, size, county, least, rows, missing):
    """Rows that miss something to the least consumption (`least`: fen a head by county) after kin have lent, and what they miss; their number is returned.

    `rows` is one longer than the table: every row is written down and stays where its money does not reach, which costs less than to ask first.
    """
    low, found = 0, 0
    for i in range(cash.size):
        rows[low] = i
        low += cash[i] + late[i] < least[county[i]] * size[i]
    for k in range(low):
        i = rows[k]
        gap = least[county[i]] * size[i] - (cash[i] + late[i]) - max(kin_cap[i] - debt[i], 0.0)
        rows[found], missing[found] = i, np.ceil(gap)
        found += gap > 0.0
    return found


def find(world) -> tuple[np.ndarray, np.ndarray]:
    """int64[n], float64[n]: rows that run short this month, and fen that they miss."""
    h = world.households
    rows, missing = np.empty(len(h) + 1, np.int64), np.empty(len(h) + 1)
    n = _find(h.cash, world.payments.late, h.debt, h.kin_cap, h.size, h.county, least(world), rows, missing)
    return rows[:n].copy(), missing[:n].copy()


def least(world) -> np.ndarray:
    """float64[counties]: fen a head and month of the consumption that is defended."""
    p = world.parameters
    return p["consumption.hunger"] * p["consumption.need"] * world.drivers.price(world.month) * 100.0 / 12.0 * world.counties.norm


def at_least(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: the same for whole households."""
    h = world.households
    return least(world)[h.county[rows]] * h.size[rows]


def ask(world) -> None:
    """Who runs short asks a bank for what is missing and the needs of some months, or for the smallest loan there is."""
    rows, missing = find(world)
    more = np.rint(world.parameters["distress.months"] * at_least(world, rows))
    world.offers.add("loan", rows, np.maximum(missing + more, 100.0 * world.parameters["credit.smallest"]), np.full(len(rows), TERM), "bills")


def sell(world) -> None:
    """Who is short even so sells productive assets, as far as it has any, and is counted as short."""
    h, kept = world.households, 1.0 - world.parameters["distress.discount"]
    asked = [rows for rows, _, _, purpose in world.offers.of("loan") if purpose == "bills"]
    rows = np.concatenate([np.zeros(0, np.int64), *asked])
    missing = np.ceil(at_least(world, rows) - world.at_hand(rows) - np.maximum(h.kin_cap[rows] - h.debt[rows], 0.0))
    rows, missing = rows[missing > 0.0], missing[missing > 0.0]
    months = np.minimum(h.short[rows] + 1, MOST_MONTHS)
    h.short[:] = 0
    h.short[rows] = months
    value = np.minimum(h.capital[rows] - world.paid("wear", rows), np.ceil(missing / kept))
    rows, value = rows[value > 0.0], value[value > 0.0]
    got = np.floor(value * kept)
    world.pay("asset_sale", rows, got)
    world.pay("asset_discount", rows, value - got)
