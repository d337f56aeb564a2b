"""Farmer cooperatives: they sell the produce of their members in bulk, pay the market price at once, and return what is left of the earnings.

The law on farmer cooperatives asks that at least six tenths of what can be distributed goes back by volume of trade; the rest is dividend on shares.
Nothing is returned that was not earned. A cooperative that earns nothing for some years, or cannot pay its costs, stops trading.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array
from sim.processes import produce
from sim.processes.crop_table import crop_table
from sim.processes.product_output import by_village, usual

OWNS = (
    *(f"cooperatives.{c}" for c in ("product", "active", "bulk", "turnover", "traded", "earned", "refund_rate", "surplus", "bad_years", "subsidy_per_partner", "poor_bonus")),
    *(f"cooperatives.coop_{c}" for c in ("revenue", "costs")), "households.coop_sale", "households.coop_refund",
)  # fmt: skip
DRAW_START, DRAW_LUCK, DRAW_PRODUCT = 361, 362, 351
NONE = -1  # no product yet
NOT_TRADED = ("tobacco",)  # the state buys it
PARAMETERS = (
    Parameter("cooperatives.bulk", 0.08, "share", 0, 1, uniform(0.03, 0.15), "what selling together earns on each yuan of produce, mean manager", "合作社统一销售增值率", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.manager", 0.35, "log", 0, 2, uniform(0.1, 0.6), "log earnings for a standard deviation of the quality of the manager", "理事长能力对收益的影响", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.luck_sd", 0.30, "log", 0, 2, uniform(0.1, 0.5), "luck of the year in the earnings, standard deviation of the log", "合作社收益年波动", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.trade", 250000.0, "yuan_per_year", 0, 1e8, uniform(100000, 500000), "produce that a cooperative with a mean manager can sell, prices of 2019", "合作社经营能力(2019年价)", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.turns", 3.0, "ratio", 0, 50, uniform(1, 6), "further produce a year for each yuan of share capital", "股金对经营额的放大倍数", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.member_cost", 150.0, "yuan_per_year", 0, 1e5, uniform(50, 400), "cost of one more member to a cooperative in the nearest village", "合作社每增一户成员的成本", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.costs", 2000.0, "yuan_per_year", 0, 1e7, uniform(1000, 6000), "fixed costs of a cooperative that trades, prices of 2019", "合作社固定成本(2019年价)", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.reserve", 0.15, "share", 0, 1, uniform(0.05, 0.30), "share of a surplus that a cooperative keeps", "合作社公积金提取比例", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.by_trade", 0.60, "share", 0, 1, uniform(0.6, 1.0), "share of what is distributed that goes back by volume of trade (by law at least six tenths)", "按交易量返还比例", "assumption", "recalled", "cooperatives"),
    Parameter("cooperatives.patience", 3, "years", 1, 30, uniform(2, 5), "years in a row without surplus after which a cooperative stops", "连续亏损停业年数", "assumption", "assumption", "cooperatives"),
    Parameter("cooperatives.start", 0.04, "per_year", 0, 1, uniform(0.01, 0.08), "yearly chance that a dormant cooperative with a mean manager begins to trade", "休眠合作社年恢复概率", "assumption", "assumption", "cooperatives"),
)  # fmt: skip


def set_up(world) -> None:
    """Two years of costs in cash for those that trade; members expect what a mean year returns."""
    c, p = world.cooperatives, world.parameters
    c.product[:], c.refund_rate[:] = NONE, 0.5 * earning(world)
    c.bad_years[:] = p["cooperatives.patience"] - 1  # who earns nothing in the first year has not before either, and stops before the burn-in is over
    c.cash[:] = np.rint(c.active * p["cooperatives.costs"] * 200.0)


def choose(world) -> None:
    """February, after the plan of crops: cooperatives without a product (all at the start, later those that begin to trade) take up one of their village.

    The chance of a product is its part in what is sold by households from which a cooperative with a mean manager would gain.
    """
    c, p, names = world.cooperatives, world.parameters, crop_table().names
    rows = np.flatnonzero(c.product < 0)
    there = np.zeros(len(world.villages), np.int8)
    there[c.village[rows]] = 1
    least = p["cooperatives.member_cost"] * world.drivers.price(world.month) / max(p["cooperatives.bulk"] * p["orders.part"], 1e-9)
    sold = by_village(world, there, least)[c.village[rows]]
    sold[:, [names.index(name) for name in NOT_TRADED]] = 0.0
    edge = np.cumsum(sold, axis=1)
    u = draw(world.seed, DRAW_PRODUCT, c.id[rows], world.month)
    c.product[rows] = np.where(edge[:, -1] > 0.0, (u[:, None] * edge[:, -1:] > edge).sum(axis=1), NONE)


def earning(world) -> np.ndarray:
    """float64[cooperatives]: what a cooperative earns in a mean year on each yuan of produce that it sells in bulk: better with a better manager."""
    p = world.parameters
    return p["cooperatives.bulk"] * exp_array(p["cooperatives.manager"] * world.cooperatives.manager)


def step(world) -> None:
    """January: luck of the year in what selling together earns."""
    c, sd = world.cooperatives, world.parameters["cooperatives.luck_sd"]
    c.bulk[:] = earning(world) * exp_array(sd * produce.normal(world.seed, DRAW_LUCK, c.id, world.year) - 0.5 * sd * sd)


def deliver(world, rows: np.ndarray) -> None:
    """Contracted harvest of the month of members `rows`: sold in bulk, the market price goes to the member at once. Called by `contracts`."""
    h, c = world.households, world.cooperatives
    at, value = h.contract_partner[rows], h.contract_value[rows]
    trade = np.bincount(at, value, len(c))
    some = np.flatnonzero(trade)
    earned = np.rint(trade[some] * c.bulk[some])
    world.pay("coop_revenue", some, trade[some] + earned)
    world.pay("coop_sale", rows, value, at)
    c.traded[some] += trade[some]
    c.earned[some] += earned


def close_year(world) -> None:
    """December: costs, surplus, what is returned by trade; who earns nothing for years or cannot pay stops. Shares are dealt with in `shares`."""
    c, p, price = world.cooperatives, world.parameters, world.drivers.price(world.month)
    members = np.rint(c.members * p["cooperatives.member_cost"] * price * 100.0)
    costs = (np.rint(p["cooperatives.costs"] * price * 100.0) + members) * c.active
    paid = np.minimum(costs, np.maximum(world.free("cooperatives"), 0.0))
    rows = np.flatnonzero(paid)
    world.pay("coop_costs", rows, paid[rows])
    surplus = c.earned + c.service_earned - costs
    c.surplus[:], c.turnover[:] = surplus / 100.0, c.traded / 100.0
    given = np.minimum(np.floor(np.maximum(surplus, 0.0) * (1.0 - p["cooperatives.reserve"])), world.free("cooperatives")) * c.active
    refund(world, np.floor(given * p["cooperatives.by_trade"]))
    c.bad_years[:] = np.where((surplus > 0.0) | (c.active == 0), 0, c.bad_years + 1)
    rest(world, (paid < costs) | (c.bad_years >= p["cooperatives.patience"]))
    c.traded[:], c.earned[:] = 0.0, 0.0


def refund(world, fen: np.ndarray) -> None:
    """Return `fen` float64[cooperatives] to members by what they traded this year, and let them expect it in part next year."""
    h, c = world.households, world.cooperatives
    rows = np.flatnonzero(h.cooperative >= 0)
    at = h.cooperative[rows]
    weight = h.contract_share[rows] * usual(world, rows, h.contract_product[rows])
    total = np.bincount(at, weight, len(c))
    part = np.floor(fen[at] * np.divide(weight, total[at], out=np.zeros(len(rows)), where=total[at] > 0.0))
    world.pay("coop_refund", rows, part, at)
    rate = np.divide(np.bincount(at, part, len(c)), c.traded, out=np.zeros(len(c)), where=c.traded > 0.0)
    c.refund_rate[:] = np.where(c.traded > 0.0, 0.5 * c.refund_rate + 0.5 * rate, c.refund_rate)


def rest(world, stops: np.ndarray) -> None:
    """Who stops trading, and dormant ones that begin: more likely with a good manager."""
    c, p = world.cooperatives, world.parameters
    chance = p["cooperatives.start"] * exp_array(c.manager) / 1.65  # mean 1 over a standard normal manager
    begins = (c.active == 0) & (draw(world.seed, DRAW_START, c.id, world.month) < chance)
    world.count("cooperatives_stopped", c.county[(c.active == 1) & stops], c.weight[(c.active == 1) & stops])
    c.active[:] = np.where(c.active == 1, ~stops, begins)
    c.product[begins] = NONE
    c.bad_years[begins] = 0
