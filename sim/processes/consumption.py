"""Consumption and saving: needs, habit of income and a buffer stock; kin help when cash runs out; interest on savings."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.state.columns import flows
from sim.state.flow_sums import BLOCK, add_signed

OWNS = ("households.spending", "households.interest", "households.kin_loan", "households.kin_repay")
PARAMETERS = (
    Parameter("consumption.need", 4100.0, "yuan_per_year", 0, 1e5, uniform(3000, 5500), "basic consumption a head and year, prices of 2019", "人均基本消费(2019年价)", "assumption", "assumption", "consumption"),
    Parameter("consumption.habit", 0.42, "share", 0, 1, uniform(0.25, 0.55), "share of the last twelve months' income consumed beyond needs", "收入的边际消费倾向", "assumption", "assumption", "consumption"),
    Parameter("consumption.buffer", 6.0, "months", 0, 60, uniform(3, 12), "months of income kept as a buffer", "缓冲储蓄月数", "assumption", "assumption", "consumption"),
    Parameter("consumption.run_down", 0.025, "share", 0, 1, uniform(0.005, 0.04), "share of savings above the buffer spent in a month", "超额储蓄月支用比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.hunger", 0.55, "share", 0, 1, uniform(0.4, 0.7), "share of basic needs that is defended by borrowing from kin", "借款维持的最低消费比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.kin_cap", 12.0, "months", 0, 120, uniform(6, 24), "months of income that kin will lend at most", "亲友借款上限(月收入)", "assumption", "assumption", "consumption"),
    Parameter("consumption.repay", 0.3, "share", 0, 1, uniform(0.1, 0.5), "share of what is left in a month that goes to repaying kin", "月结余用于归还亲友的比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.interest", 0.015, "per_year", 0, 0.2, uniform(0.003, 0.02), "interest on savings", "储蓄年利率", "assumption", "assumption", "consumption"),
)  # fmt: skip


@kernel(
    "void(float64[:,::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], float64, float64, float64, float64, float64, float64, float64, float64, float64, "
    "float64[::1], float64[::1], float64[::1], float64[::1])"
)
def _consume(
    flow, sign, cash, debt, welfare, size, price, need, habit, buffer, run_down, hunger, cap, pays_back, rate, spending, interest, loan, repay
):
    have = np.empty(BLOCK)
    for start in range(0, cash.size, BLOCK):
        stop = min(start + BLOCK, cash.size)
        for i in range(start, stop):
            interest[i] = np.rint(max(cash[i], 0.0) * rate / 12.0)
            have[i - start] = cash[i] + interest[i]
        for f in range(flow.shape[0]):
            if sign[f] != 0.0:
                add_signed(have[: stop - start], flow[f, start:stop], sign[f])
        for i in range(start, stop):
            there = have[i - start]
            month = max(welfare[i], 0.0) * price * 100.0 / 12.0  # fen, mean monthly income of the last year
            basic = need * price * size[i] * 100.0 / 12.0
            spent, lent, back = min(basic + habit * month + run_down * max(0.0, there - buffer * month), max(there, 0.0)), 0.0, 0.0
            if there < hunger * basic:
                # kin lend up to a cap; a bill that must be paid is always lent
                lent = np.rint(max(min(hunger * basic - there, cap * month - debt[i]), -there, 0.0))
                spent = max(0.0, min(hunger * basic, there + lent))
            elif debt[i] > 0.0:
                back = np.floor(min(debt[i], pays_back * (there - spent)))
            loan[i], repay[i] = lent, back
            spending[i] = np.floor(min(spent, there + lent - back))


def step(world) -> None:
    """Consumption, interest, borrowing and repayment of the month, in fen. Cash never ends below zero."""
    p, h, rules = world.parameters, world.households, world.settlement_rules
    sign = rules.cash.copy()
    sign[len(flows()) :] = world.payments.touched
    for f, column in enumerate(flows()):
        if column.owner == "consumption":
            sign[f] = 0.0
    _consume(h.flows, sign, h.cash, h.debt, h.welfare, h.size, world.drivers.price(world.month), p["consumption.need"], p["consumption.habit"],
             p["consumption.buffer"], p["consumption.run_down"], p["consumption.hunger"], p["consumption.kin_cap"], p["consumption.repay"], p["consumption.interest"],
             h.spending, h.interest, h.kin_loan, h.kin_repay)  # fmt: skip
