"""Consumption and saving: needs, habit of income and a buffer stock of savings; help of kin when money runs out; interest on savings.

Who runs short copes in this order: savings, formal credit where a lender will (distress.py, credit.py), help of kin as far as kin can, sale of
productive assets (distress.py), and last less consumption, down to what is there. A bill that must be paid is always lent.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array

OWNS = ("households.spending", "households.interest", "households.kin_loan", "households.kin_repay", "households.kin_cap", "counties.norm")
PARAMETERS = (
    Parameter("consumption.need", 4600.0, "yuan_per_year", 0, 1e5, uniform(3500, 6000), "basic consumption a head and year, prices of 2019", "人均基本消费(2019年价)", "assumption", "assumption", "consumption"),
    Parameter("consumption.norm", 0.6, "ratio", 0, 1.5, uniform(0.3, 0.9), "how far what counts as basic follows the median income of the county", "基本消费对县收入中位数的弹性", "assumption", "assumption", "consumption"),
    Parameter("consumption.habit", 0.30, "share", 0, 1, uniform(0.20, 0.45), "share of the last twelve months' income consumed beyond needs", "收入的边际消费倾向", "assumption", "assumption", "consumption"),
    Parameter("consumption.buffer", 4.0, "months", 0, 60, uniform(2, 9), "months of income kept as a buffer", "缓冲储蓄月数", "assumption", "assumption", "consumption"),
    Parameter("consumption.run_down", 0.018, "share", 0, 1, uniform(0.005, 0.04), "share of savings above the buffer spent in a month", "超额储蓄月支用比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.hunger", 0.55, "share", 0, 1, uniform(0.4, 0.7), "share of basic needs that is defended by borrowing from kin", "借款维持的最低消费比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.kin_cap", 12.0, "months", 0, 120, uniform(6, 24), "months of income that kin will lend at most", "亲友借款上限(月收入)", "assumption", "assumption", "consumption"),
    Parameter("consumption.kin_wealth", 0.10, "share", 0, 1, uniform(0.03, 0.25), "share of the savings of the lineage in the village that may be lent to one of its households", "同族储蓄可借出比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.repay", 0.3, "share", 0, 1, uniform(0.1, 0.5), "share of what is left in a month that goes to repaying kin", "月结余用于归还亲友的比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.interest", 0.015, "per_year", 0, 0.2, uniform(0.003, 0.02), "interest on savings", "储蓄年利率", "assumption", "assumption", "consumption"),
)  # fmt: skip
INTEREST_MONTHS = (3, 6, 9, 12)  # savings deposits bear interest on the 20th of the last month of a quarter (rule of the People's Bank)


@kernel("void(float64[::1], float64, float64[::1])")
def _interest(cash, rate, interest):
    for i in range(cash.size):
        interest[i] = np.rint(max(cash[i], 0.0) * rate)


@kernel(
    "UniTuple(int64, 2)(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], int8[::1], float64[::1], float64, float64, float64, float64, float64, "
    "float64[::1], int64[::1], float64[::1], int64[::1], float64[::1])"
)
def _consume(
    cash, late, debt, welfare, kin_cap, size, county, need, habit, buffer, run_down, hunger, pays_back, spending, lent_to, lent, back_from, back
):
    """Spending of each household; rows and fen that kin lend and get back (numbers of both returned). `need`: fen a head by county; `habit`, `buffer`: fen for a yuan a year of income."""
    borrowers, payers = 0, 0
    for i in range(cash.size):
        there = cash[i] + late[i]
        earns = max(welfare[i], 0.0)
        basic = need[county[i]] * size[i]
        spent, loan, repaid = min(basic + habit * earns + run_down * max(0.0, there - buffer * earns), max(there, 0.0)), 0.0, 0.0
        if there < hunger * basic:
            # kin lend up to a cap; a bill that must be paid is always lent
            loan = np.rint(max(min(hunger * basic - there, kin_cap[i] - debt[i]), -there, 0.0))
            spent = max(0.0, min(hunger * basic, there + loan))
        elif debt[i] > 0.0:
            repaid = np.floor(min(debt[i], pays_back * (there - spent)))
        if loan > 0.0:
            lent_to[borrowers], lent[borrowers] = i, loan
            borrowers += 1
        if repaid > 0.0:
            back_from[payers], back[payers] = i, repaid
            payers += 1
        spending[i] = np.floor(min(spent, there + loan - repaid))
    return borrowers, payers


def interest(world) -> None:
    """Interest of a quarter on the savings at its end."""
    h = world.households
    if world.month_of_year in INTEREST_MONTHS:
        _interest(h.cash, world.parameters["consumption.interest"] / len(INTEREST_MONTHS), h.interest)
        world.quiet.discard("interest")
    elif "interest" not in world.quiet:
        h.interest[:] = 0.0
        world.quiet.add("interest")


def kin(world) -> None:
    """What kin can lend to each household this year: months of its income, and no more than a share of what its lineage in the village has saved."""
    p, h = world.parameters, world.households
    group = h.village * np.int64(h.lineage.max(initial=0) + 1) + h.lineage
    saved = np.bincount(group, h.cash)[group] - h.cash
    months = np.maximum(world.year_income(), 0.0) * (100.0 / 12.0 * p["consumption.kin_cap"])
    h.kin_cap[:] = np.rint(np.minimum(months, p["consumption.kin_wealth"] * saved))


def norm(world) -> None:
    """What counts as basic rises with what most people have: real median income of the county, last year against the first that is known."""
    known, c = world.real_medians, world.counties
    c.norm[:] = 1.0
    if len(known) > 1:
        first, last = known[min(known)], known[max(known)]
        ratio = np.divide(last, first, out=np.ones(len(c)), where=(first > 0.0) & (last > 0.0))
        c.norm[:] = exp_array(world.parameters["consumption.norm"] * log_array(ratio))


def step(world) -> None:
    """Consumption, borrowing from kin and repayment of the month, in fen, on the money at hand. Cash never ends below zero."""
    p, h, price = world.parameters, world.households, world.drivers.price(world.month)
    month = price * 100.0 / 12.0  # fen of the month for a yuan a year at prices of 2019
    n = len(h)
    to, back_from, lent, back = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n), np.empty(n)
    borrowers, payers = _consume(h.cash, world.payments.late, h.debt, h.welfare, h.kin_cap, h.size, h.county, p["consumption.need"] * month * world.counties.norm,
             p["consumption.habit"] * month, p["consumption.buffer"] * month, p["consumption.run_down"], p["consumption.hunger"], p["consumption.repay"],
             h.spending, to, lent, back_from, back)  # fmt: skip
    world.pay("kin_loan", to[:borrowers].copy(), lent[:borrowers].copy())
    world.pay("kin_repay", back_from[:payers].copy(), back[:payers].copy())
