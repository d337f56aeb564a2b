"""What savings are kept for: a home of one's own, and lasting goods. Both are bought in lumps when savings beyond the buffer allow.

Building a home is no living consumption in the official survey but investment; cars, furniture and appliances are consumption. A household that wishes
to build and is short of part of the cost may ask for a loan; who cannot pay for a modest home waits and goes on saving. The state of the dwelling is
raised by whoever owns it, from `house_built`.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

OWNS = ("households.wish_home", "households.wish_goods", "households.house_built", "households.home_building", "households.durable")
DRAW_WISH = 382
PLAN_MONTH = 3  # after Spring Festival
AGAIN = 120  # months until a home is built again; assumption
TERM = 36  # months of a loan for a home: rural loans run for up to three years; assumption
PARAMETERS = (
    Parameter("homes.wish", 0.09, "per_year", 0, 1, uniform(0.04, 0.12), "chance in a year that a family comes to need a home (age of the house, a son to marry)", "年新增建房购房需求概率", "assumption", "assumption", "homes"),
    Parameter("homes.wish_poor", 2.0, "ratio", 1, 20, uniform(1, 4), "how much likelier in a house of earth, wood or brick-wood", "旧房户建房需求倍数", "assumption", "assumption", "homes"),
    Parameter("homes.years", 1.5, "years", 0, 20, uniform(1.0, 2.5), "what a family would spend on a home, in years of its income", "建房购房意愿支出(年收入倍数)", "assumption", "assumption", "homes"),
    Parameter("homes.least", 60000.0, "yuan", 0, 1e7, uniform(40000, 90000), "cost of a modest home, prices of 2019", "最低建房费用(2019年价)", "assumption", "assumption", "homes"),
    Parameter("homes.most", 400000.0, "yuan", 0, 1e7, uniform(250000, 600000), "most spent on a home or a flat in town, prices of 2019", "建房购房费用上限(2019年价)", "assumption", "assumption", "homes"),
    Parameter("homes.own_share", 0.4, "share", 0, 1, uniform(0.2, 0.6), "share of that, and no less than a modest home with the loan, that must be there before one builds", "建房自有资金比例下限", "assumption", "assumption", "homes"),
    Parameter("homes.durable", 0.25, "per_year", 0, 1, uniform(0.10, 0.40), "chance in a year of buying lasting goods where savings lie above the buffer", "年购置耐用品概率", "assumption", "assumption", "homes"),
    Parameter("homes.durable_share", 0.35, "share", 0, 1, uniform(0.2, 0.5), "share of savings beyond the buffer that they cost", "耐用品支用超额储蓄比例", "assumption", "assumption", "homes"),
    Parameter("homes.durable_most", 120000.0, "yuan", 0, 1e7, uniform(80000, 160000), "most spent on them in a year, prices of 2019", "耐用品支出上限(2019年价)", "assumption", "assumption", "homes"),
)  # fmt: skip


def wish(world) -> None:
    """Who comes to need a home this year and has not built lately, and who thinks of lasting goods (columns of 0 and 1)."""
    p, h = world.parameters, world.households
    home, goods = uniforms(world.seed, DRAW_WISH, h.id, world.year * 12)
    chance = np.array([p["homes.wish"] * p["homes.wish_poor"]] * 2 + [p["homes.wish"]])
    rows = np.flatnonzero(home < chance.max())
    again = (h.house_built[rows] == 0) | (world.month - h.house_built[rows] >= AGAIN)
    rows = rows[(home[rows] < chance[h.house[rows]]) & again & (h.size[rows] > 0)]
    h.wish_home[:], h.wish_goods[:] = 0, (goods < p["homes.durable"]) & (h.size > 0)
    h.wish_home[rows] = 1


def beyond_buffer(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: fen at hand beyond the buffer of savings."""
    kept = world.parameters["consumption.buffer"] * np.maximum(world.year_income(rows), 0.0) * (100.0 / 12.0)
    return np.maximum(world.at_hand(rows) - kept, 0.0)


def wanted(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: fen that each family would spend on a home: some years of its income, no less than a modest home costs and no more than the most."""
    years = 100.0 * world.parameters["homes.years"] * np.maximum(world.year_income(rows), 0.0)
    return np.rint(np.clip(years, cost_of(world, "homes.least"), cost_of(world, "homes.most")))


def ask(world) -> None:
    """Who needs a home and has a good part of its cost asks for a loan of the rest."""
    wish(world)
    rows = np.flatnonzero(world.households.wish_home == 1)
    cost, own = wanted(world, rows), np.floor(beyond_buffer(world, rows))
    some = (own < cost) & (own >= world.parameters["homes.own_share"] * cost)
    world.offers.add("loan", rows[some], (cost - own)[some], np.full(some.sum(), TERM), "home")


def build(world) -> None:
    """Who has the money, loan included, builds; the others may buy lasting goods."""
    p, h = world.parameters, world.households
    rows, goods = np.flatnonzero(h.wish_home == 1), np.flatnonzero(h.wish_goods == 1)
    cost, own = wanted(world, rows), np.floor(beyond_buffer(world, rows))
    ready = own >= np.maximum(cost_of(world, "homes.least"), p["homes.own_share"] * cost)
    rows = rows[ready]
    world.pay("home_building", rows, np.minimum(cost, own)[ready])
    h.house_built[rows] = world.month
    goods = np.setdiff1d(goods, rows, assume_unique=True)
    cost = np.floor(np.minimum(p["homes.durable_share"] * beyond_buffer(world, goods), cost_of(world, "homes.durable_most")))
    world.pay("durable", goods[cost > 0.0], cost[cost > 0.0])


def cost_of(world, name: str) -> float:
    """Fen at prices of the month."""
    return np.rint(100.0 * world.parameters[name] * world.drivers.price(world.month))
