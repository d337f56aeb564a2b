"""Shares of households in cooperatives: money put in, dividend from the surplus of the year, paid back or lost when the cooperative stops.

A trading cooperative takes share capital as long as it can use it; a member with savings beyond its buffer puts some in when it expects more from
them there, dividend less risk against the interest on savings, than it would like to keep the money at hand.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, gumbel_array

OWNS = (
    "households.share_coop",
    "households.share_in",
    "households.share_back",
    "households.share_lost",
    "households.coop_dividend",
    "cooperatives.dividend_rate",
)
DRAW_SHARE = 363
PARAMETERS = (
    Parameter("shares.unit", 1000.0, "yuan", 1, 1e6, uniform(500, 2000), "price of a share in a cooperative", "合作社每股金额", "SH-SNC", "found", "shares"),
    Parameter("shares.part", 0.2, "share", 0, 1, uniform(0.1, 0.4), "part of savings beyond the buffer that a member puts in at most", "富余储蓄入股比例上限", "assumption", "assumption", "shares"),
    Parameter("shares.risk", 0.05, "per_year", 0, 1, uniform(0.02, 0.10), "return that members ask for the risk of losing shares", "股金风险补偿率", "assumption", "assumption", "shares"),
    Parameter("shares.weight", 30.0, "utility", 0, 1000, uniform(10, 60), "weight of the yearly return in the choice to put money in", "收益率的效用权重", "assumption", "assumption", "choice"),
    Parameter("shares.constant", -2.0, "utility", -20, 20, uniform(-4, 0), "constant of putting money in against keeping it", "入股选择常数", "assumption", "assumption", "choice"),
    Parameter("shares.wish", 60000.0, "yuan", 0, 1e8, uniform(20000, 200000), "share capital that a cooperative with a mean manager can use, prices of 2019", "合作社可用股金规模(2019年价)", "assumption", "assumption", "shares"),
)  # fmt: skip


def set_up(world) -> None:
    """Nobody holds shares at the beginning of the burn-in."""
    world.households.share_coop[:] = -1
    world.cooperatives.dividend_rate[:] = world.parameters["shares.risk"] + world.parameters["consumption.interest"]


def step(world) -> None:
    """February: cooperatives that stopped pay back what they can; members of the others may put money in."""
    h, c = world.households, world.cooperatives
    holders = np.flatnonzero(h.share_coop >= 0)
    pay_back(world, holders[c.active[h.share_coop[holders]] == 0])
    rows, fen = wishes(world)
    room = np.floor(world.parameters["shares.wish"] * exp_array(0.5 * c.manager) * world.drivers.price(world.month) * 100.0) - total(world)
    order = np.lexsort((h.id[rows], -fen[rows], h.cooperative[rows]))
    rows = rows[order]
    at, put = h.cooperative[rows], fen[rows]
    before = np.cumsum(put) - put
    start = np.searchsorted(at, at, side="left")
    fits = before - before[start] + put <= room[at]
    world.pay("share_in", rows[fits], put[fits], at[fits])
    h.share_coop[rows[fits]] = at[fits]


def total(world) -> np.ndarray:
    """float64[cooperatives]: fen of shares in each."""
    h = world.households
    rows = np.flatnonzero(h.share_coop >= 0)
    return np.bincount(h.share_coop[rows], h.coop_share[rows], len(world.cooperatives))


def wishes(world) -> tuple[np.ndarray, np.ndarray]:
    """Rows of members who would put money in, and float64[households] whole shares in fen."""
    h, p, c = world.households, world.parameters, world.cooperatives
    member = np.flatnonzero(h.cooperative >= 0)
    member = member[(h.share_coop[member] < 0) | (h.share_coop[member] == h.cooperative[member])]
    buffer = world.year_income(member) / 12.0 * p["consumption.buffer"] * 100.0
    unit, fen = p["shares.unit"] * 100.0, np.zeros(len(h))
    fen[member] = np.rint(np.floor(np.maximum(h.cash[member] - buffer, 0.0) * p["shares.part"] / unit) * unit)
    gain = c.dividend_rate[h.cooperative[member]] - p["consumption.interest"] - p["shares.risk"]
    yes, no = uniforms(world.seed, DRAW_SHARE, h.id[member], world.month)
    wants = p["shares.weight"] * gain + p["shares.constant"] + gumbel_array(yes) > gumbel_array(no)
    return member[wants & (fen[member] > 0.0)], fen


def pay_back(world, rows: np.ndarray) -> None:
    """Shares of households `rows` in cooperatives that stopped: each gets its part of the cash that is left, the rest is lost."""
    h = world.households
    at, all_ = h.share_coop[rows], total(world)
    free = np.maximum(world.free("cooperatives"), 0.0)
    back = np.floor(h.coop_share[rows] * np.minimum(np.divide(free, all_, out=np.zeros(len(free)), where=all_ > 0.0), 1.0)[at])
    world.pay("share_back", rows, back, at)
    world.pay("share_lost", rows, h.coop_share[rows] - back)
    h.share_coop[rows] = -1


def close_year(world) -> None:
    """December, after the return by trade: the dividend on shares out of the surplus of the year, and what to expect from it."""
    h, c, p = world.households, world.cooperatives, world.parameters
    pot = np.maximum(c.surplus, 0.0) * 100.0 * (1.0 - p["cooperatives.reserve"]) * (1.0 - p["cooperatives.by_trade"])
    pot = np.floor(np.minimum(pot, np.maximum(world.free("cooperatives"), 0.0))) * c.active
    rows = np.flatnonzero(h.share_coop >= 0)
    at, all_ = h.share_coop[rows], total(world)
    part = np.floor(h.coop_share[rows] * np.divide(pot, all_, out=np.zeros(len(c)), where=all_ > 0.0)[at])
    world.pay("coop_dividend", rows, part, at)
    rate = np.divide(np.bincount(at, part, len(c)), all_, out=np.zeros(len(c)), where=all_ > 0.0)
    c.dividend_rate[:] = np.where(all_ > 0.0, 0.5 * c.dividend_rate + 0.5 * rate, c.dividend_rate)
