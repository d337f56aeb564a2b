"""Consumption and saving: needs, habit of income and a buffer stock; kin help when cash runs out; interest on savings."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.state.columns import flows

OWNS = ("households.spending", "households.interest", "households.kin_loan", "households.kin_repay")
PARAMETERS = (
    Parameter("consumption.need", 4100.0, "yuan_per_year", 0, 1e5, uniform(3000, 5500), "basic consumption a head and year, prices of 2019", "人均基本消费(2019年价)", "assumption", "assumption", "consumption"),
    Parameter("consumption.habit", 0.34, "share", 0, 1, uniform(0.2, 0.5), "share of the last twelve months' income consumed beyond needs", "收入的边际消费倾向", "assumption", "assumption", "consumption"),
    Parameter("consumption.buffer", 6.0, "months", 0, 60, uniform(3, 12), "months of income kept as a buffer", "缓冲储蓄月数", "assumption", "assumption", "consumption"),
    Parameter("consumption.run_down", 0.015, "share", 0, 1, uniform(0.005, 0.03), "share of savings above the buffer spent in a month", "超额储蓄月支用比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.hunger", 0.55, "share", 0, 1, uniform(0.4, 0.7), "share of basic needs that is defended by borrowing from kin", "借款维持的最低消费比例", "assumption", "assumption", "consumption"),
    Parameter("consumption.kin_cap", 12.0, "months", 0, 120, uniform(6, 24), "months of income that kin will lend at most", "亲友借款上限(月收入)", "assumption", "assumption", "consumption"),
    Parameter("consumption.interest", 0.015, "per_year", 0, 0.2, uniform(0.003, 0.02), "interest on savings", "储蓄年利率", "assumption", "assumption", "consumption"),
)  # fmt: skip


@kernel(
    "void(float64[:,::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], float64, float64, float64, float64, float64, float64, float64, float64, "
    "float64[::1], float64[::1], float64[::1], float64[::1])"
)
def _consume(flow, sign, cash, debt, welfare, size, price, need, habit, buffer, run_down, hunger, cap, rate, spending, interest, loan, repay):
    for i in range(cash.size):
        gain = np.rint((cash[i] * rate / 12.0)) if cash[i] > 0.0 else 0.0
        there = cash[i] + gain
        for f in range(flow.shape[0]):
            there += sign[f] * flow[f, i]
        month = max(welfare[i], 0.0) * price * 100.0 / 12.0  # fen, mean monthly income of the last year
        basic = need * price * size[i] * 100.0 / 12.0
        wish = basic + habit * month + run_down * max(0.0, there - buffer * month)
        spent, borrowed, back = min(wish, max(there, 0.0)), 0.0, 0.0
        if spent < hunger * basic or there < 0.0:
            borrowed = min(hunger * basic - min(there, spent), max(0.0, cap * month - debt[i]))
            borrowed = max(borrowed, -there)  # a bill that must be paid is always lent
            spent = max(0.0, min(hunger * basic, there + borrowed))
        elif debt[i] > 0.0 and there > spent:
            back = min(debt[i], 0.3 * (there - spent))
        interest[i] = gain
        loan[i] = np.rint((max(borrowed, 0.0)))
        repay[i] = np.floor(back)
        spending[i] = np.floor(min(spent, there + loan[i] - repay[i])) if there + loan[i] - repay[i] > 0.0 else 0.0


def step(world) -> None:
    """Consumption, interest, borrowing and repayment of the month, in fen. Cash never ends below zero."""
    p, h, rules = world.parameters, world.households, world.settlement_rules
    sign = rules.cash.copy()
    for f, column in enumerate(flows()):
        if column.owner == "consumption":
            sign[f] = 0.0
    _consume(h.flows, sign, h.cash, h.debt, h.welfare, h.size, world.drivers.price(world.month), p["consumption.need"], p["consumption.habit"],
             p["consumption.buffer"], p["consumption.run_down"], p["consumption.hunger"], p["consumption.kin_cap"], p["consumption.interest"],
             h.spending, h.interest, h.kin_loan, h.kin_repay)  # fmt: skip
