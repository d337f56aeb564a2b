"""Public-welfare posts (公益性岗位): a few paid posts in each village, offered to registered-poor and listed households, lowest income first."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.fen import to_fen
from sim.core.parameters import FIXED, Parameter, uniform
from sim.state.allotment import allot
from sim.state.hands import NEW_HANDS, able
from sim.state.reasons import Reason
from sim.state.rows import nonzero

ITEMS = ("2.2",)
FORMULAS = ("villages", "poor", "equal")
PAYER = "county"
OWNS = ("villages.posts", "households.reason_post")
DRAW_SLOT, DRAW_SUPPORT = 400, 401
PARAMETERS = (
    Parameter("public_jobs.wage", 700.0, "yuan_per_month", 0, 10000, uniform(300, 1200), "monthly wage of a part-time village post", "村级公益性岗位月工资", "PJ-RURAL", "recalled", "public_jobs"),
    Parameter("public_jobs.posts_registered", 2500.0, "posts", 0, 100000, uniform(1000, 5000), "posts for registered-poor households in the whole city", "全市建档立卡户岗位数", "PJ-N", "recalled", "public_jobs"),
    Parameter("public_jobs.posts_per_village", 3.0, "posts", 0, 1000, uniform(1, 6), "further posts in each village of a county where the mechanism runs", "机制运行县每村新增岗位数", "assumption", "assumption", "public_jobs"),
    Parameter("public_jobs.contract", 12, "months", 1, 36, uniform(6, 24), "length of the contract", "合同期", "PJ-RURAL", "assumption", "public_jobs"),
    Parameter("public_jobs.formula", "villages", "text", 0, 0, FIXED, "by what money and further posts are shared among counties: villages, registered and listed poor, or equal shares", "资金与新增岗位按何分配到县:按村数、按建档立卡和在册户数、平均分配", "assumption", "assumption", "public_jobs", choices=FORMULAS),
    Parameter("public_jobs.budget", 80e6, "yuan_per_year", 0, 1e10, uniform(40e6, 120e6), "money for posts a year in the whole city", "全市岗位年预算", "assumption", "assumption", "public_jobs"),
)  # fmt: skip
CITY_REGISTERED = 36950.0  # POV-SM-HH


def counted(world) -> np.ndarray:
    """bool[counties]: the number of posts is set anew: in April, when the measure begins, and in the month after a county starts."""
    begins = world.month == world.levers_on["public_jobs"][0]
    return (world.counties.rollout == world.month - 1) | (world.month_of_year == 4) | begins


def fill_purse(world) -> None:
    """In January, and for the rest of the year in the month in which the measure begins: a county's share by the formula, scaled to the sampled households."""
    if world.month_of_year == 1 or world.month == world.levers_on["public_jobs"][0]:
        budget = world.parameters["public_jobs.budget"] * (13 - world.month_of_year) / 12.0
        world.purses.grant("public_jobs", to_fen(budget * world.village_share * tilt(world) * world.household_share), world.year)


def stop(world) -> None:
    """The measure ends: what is left in the purses lapses, so that running contracts end for want of money."""
    world.purses.fill("public_jobs", np.zeros(len(world.counties)))
    world.room.pop("public_jobs", None)


def slots(world) -> np.ndarray:
    """int64[villages]: posts of each village: a share of its registered households, rounded by draw, and the further posts of running counties."""
    h, v, p = world.households, world.villages, world.parameters
    registered = np.bincount(h.village, h.jiandang, len(v)) * p["public_jobs.posts_registered"] / CITY_REGISTERED
    further = np.where(started(world), p["public_jobs.posts_per_village"] * tilt(world), 0.0)[v.county]
    return np.floor(registered + further + draw(world.seed, DRAW_SLOT, v.code, world.year * 12)).astype(np.int64)


def tilt(world) -> np.ndarray:
    """float64[counties]: what the formula gives a county against its share by villages; 1 where that is the formula, or where nobody is registered anywhere."""
    formula, h, n = world.parameters["public_jobs.formula"], world.households, len(world.counties)
    poor = np.bincount(h.county, h.weight * ((h.jiandang == 1) | (h.on_list == 1)), n)
    if formula == "villages" or (formula == "poor" and not poor.any()):
        return np.ones(n)
    return (np.full(n, 1.0 / n) if formula == "equal" else poor / poor.sum()) / world.village_share


def started(world) -> np.ndarray:
    """bool[counties]: listed households exist."""
    return (world.counties.rollout >= 0) & (world.counties.rollout < world.month)


def eligible(world, rows: np.ndarray) -> np.ndarray:
    """Of `rows`, those with hands for a post."""
    can = able(world, rows)
    world.households.reason_post[rows[~can]] = Reason.NO_LABOUR
    return rows[can]


def tell_room(world) -> None:
    """Places that plans can count on: the posts of each village, as far as the money of its county pays them for the rest of the year."""
    v, p = world.villages, world.parameters
    months = 13 - world.month_of_year
    cost = np.bincount(v.county, v.posts, len(world.counties)) * to_fen(p["public_jobs.wage"]) * months
    paid = np.minimum(world.purses.of("public_jobs") / np.maximum(cost, 1.0), 1.0)
    world.room["public_jobs"] = v.posts * paid[v.county]


def planned(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: the plan holds a post, and where support falls after the exit the household still has its turn: by a draw of the year that holds against the share left."""
    h, meant = world.households, world.meant("public_jobs", rows)
    falling = np.flatnonzero(meant & (h.support[rows] < 1.0))
    meant[falling] = draw(world.seed, DRAW_SUPPORT, h.id[rows[falling]], world.year * 12) < h.support[rows[falling]]
    return meant


def waiting(world) -> np.ndarray:
    """Rows without a post who have not declined since last April, nor lacked hands since the plan of work: registered poor, and those whose plan holds a post."""
    h = world.households
    rows = nonzero(h.jiandang | (h.plan != 0))
    rows = rows[h.post_left[rows] == 0]
    why = h.reason_post[rows]
    rows = rows[(why != Reason.DECLINED) & (why != Reason.NO_LABOUR)]
    return rows[(h.jiandang[rows] == 1) | planned(world, rows)]


def free_posts(world) -> np.ndarray:
    """int64[villages]: posts that nobody holds."""
    h, v = world.households, world.villages
    held = np.bincount(h.village[nonzero(h.post_left)], minlength=len(v))
    return np.maximum(v.posts - held, 0)


def deliver(world) -> None:
    """Offer whatever post is free in a village to its candidates, lowest recorded income first."""
    fill_purse(world)
    h, v, p = world.households, world.villages, world.parameters
    counties = counted(world)
    if counties.any():
        v.posts[:] = np.where(counties[v.county], slots(world), v.posts)
    tell_room(world)
    if world.month_of_year == 4:
        h.reason_post[h.reason_post == Reason.DECLINED] = Reason.NONE
    if world.month_of_year in NEW_HANDS:
        h.reason_post[h.reason_post == Reason.NO_LABOUR] = Reason.NONE
    free, rows = free_posts(world), waiting(world)
    h.reason_post[rows] = Reason.SLOT
    rows = eligible(world, rows[free[h.village[rows]] > 0])
    chosen = rows[allot(h.village[rows], h.declared[rows], h.id[rows], free)]
    h.reason_post[chosen] = Reason.NONE
    wage = np.full(len(chosen), to_fen(p["public_jobs.wage"]))
    world.offers.add("post", chosen, wage, np.full(len(chosen), int(p["public_jobs.contract"])), "public_jobs")
