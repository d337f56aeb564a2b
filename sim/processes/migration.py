"""What a move to work away costs in money, who can pay it, and its payment in the month of the move.

Travel is dearer from a remote village; acquaintances who are already away save a newcomer part of the search (networks: Munshi 2003, QJE 118(2)).
"""

import numpy as np

from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform

PARAMETERS = (
    Parameter("migration.travel", 700.0, "yuan", 0, 20000, uniform(400, 1200), "travel and first lodging of who begins to work away, prices of 2019", "外出路费与安置费(2019年价)", "assumption", "assumption", "migration"),
    Parameter("migration.search", 1500.0, "yuan", 0, 50000, uniform(800, 2500), "living while looking for the first job, without acquaintances, prices of 2019", "无熟人时求职期间花费(2019年价)", "assumption", "assumption", "migration"),
    Parameter("migration.remote", 0.6, "ratio", 0, 5, uniform(0.2, 1.2), "how much dearer the journey is where there is no road", "无道路村路费加成", "assumption", "assumption", "migration"),
    Parameter("migration.contacts", 0.8, "share", 0, 1, uniform(0.4, 1.0), "share of the search that is saved if everybody in the village works away", "同村全部外出时节省的求职花费比例", "assumption", "assumption", "migration"),
)  # fmt: skip


def cost(world) -> np.ndarray:
    """float64[villages]: yuan, current prices, that one member pays for beginning to work away."""
    p, v = world.parameters, world.villages
    travel = p["migration.travel"] * (1.0 + p["migration.remote"] * (1.0 - v.road))
    search = p["migration.search"] * (1.0 - p["migration.contacts"] * v.migrants)
    return world.drivers.price(world.month) * (travel + search)


def means(world) -> np.ndarray:
    """float64[households]: yuan that each could pay, from savings and what kin would still lend. In the first month savings are not known: no limit."""
    h, p = world.households, world.parameters
    if world.month == world.start:
        return np.full(len(h), np.inf)
    credit = p["consumption.kin_cap"] / 12.0 * np.maximum(world.year_income(), 0.0) - h.debt / 100.0
    return h.cash / 100.0 + np.maximum(credit, 0.0)


def pay(world, yuan: np.ndarray) -> None:
    """Pay float64[households] yuan for the moves of the month. What is found in the first month of a run are old moves."""
    rows = np.flatnonzero(yuan > 0.0)
    if world.month > world.start:
        world.pay("moving_cost", rows, to_fen(yuan[rows]))
