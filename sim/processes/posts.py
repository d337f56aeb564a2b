"""Taking up an offered post and working in it: forgone work is weighed against the wage; the wage is paid while the purse lasts."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import gumbel_array, log_array
from sim.processes.labour_choice import keep_each
from sim.state.hands import MOST_OF_FARM, NEW_HANDS, able
from sim.state.purses import pay_in_order
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = tuple(f"households.{c}" for c in ("post_left", "post_pay", "post_payer", "post_time", "post_farm", "post_local", "wage_post"))
LEAST_INCOME = 1000.0  # yuan a year: keeps the logarithm of a household without income finite; assumption
DRAW_TAKE, DRAW_REFUSE = 250, 251
PARAMETERS = (
    Parameter("posts.time", 0.40, "persons", 0, 1, uniform(0.25, 0.60), "working time of a village post as a share of a full worker", "岗位占用全劳力比例", "PJ-RURAL", "assumption", "posts"),
    Parameter("posts.constant", 0.3, "utility", -20, 20, uniform(-1, 1.5), "utility of a post near home beyond its pay", "就近岗位的非货币效用", "assumption", "assumption", "choice"),
)  # fmt: skip


def forgone(world, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a post costs each household: (yuan a year lost, farm labour, local work given up).

    Idle hands go first, at the value of time at home; the rest comes from whichever of farm and local work earns less, then from the other.
    """
    h, t = world.households, world.parameters["posts.time"]
    idle = np.minimum(t, h.idle[rows])
    most_farm, most_local = h.farm_labour[rows] * MOST_OF_FARM, h.local_workers[rows]
    farm_first = np.minimum(t - idle, most_farm)
    local_first = np.minimum(t - idle, most_local)
    farm_last, local_last = np.minimum(t - idle - local_first, most_farm), np.minimum(t - idle - farm_first, most_local)
    one, other = loses(world, rows, farm_first, local_last), loses(world, rows, farm_last, local_first)
    cheaper = one <= other
    home = world.parameters["labour.home_value"] * world.drivers.price(world.month) * idle
    return home + np.where(cheaper, one, other), np.where(cheaper, farm_first, farm_last), np.where(cheaper, local_last, local_first)


def loses(world, rows: np.ndarray, farm: np.ndarray, local: np.ndarray) -> np.ndarray:
    """float64[n]: yuan a year that `farm` and `local` workers less would earn less."""
    h, c, theta = world.households, world.counties, world.parameters["labour.theta"]
    kept = np.ones(len(rows))
    keep_each(h.farm_labour[rows], farm, h.farm_need[rows], theta, kept)
    rate = np.divide(h.local_base[rows], h.local_workers[rows], out=np.zeros(len(rows)), where=h.local_workers[rows] > 0)
    wage = 12.0 * world.drivers.at("wage_local", world.month) * c.wage_ratio[h.county[rows]]
    return h.farm_value[rows] * (1.0 - kept) + wage * rate * local


def takes(world, rows: np.ndarray, pay_year: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """bool[n]: who takes the post, by random utility over log income with and without it; the draws hold for the year."""
    h, p = world.households, world.parameters
    income = np.maximum(world.year_income(rows), LEAST_INCOME)
    better = np.maximum(income + pay_year - lost, 0.5 * LEAST_INCOME)
    gain = p["labour.weight"] * (log_array(better) - log_array(income)) + p["posts.constant"]
    yes = gumbel_array(draw(world.seed, DRAW_TAKE, h.id[rows], world.year * 12))
    no = gumbel_array(draw(world.seed, DRAW_REFUSE, h.id[rows], world.year * 12))
    return gain + yes > no


def take_up(world) -> None:
    """Decide on the offers of the month. Who has no hands for a post cannot take it."""
    h = world.households
    for rows, fen, months, lever in world.offers.of("post"):
        lost, farm, local = forgone(world, rows)
        can, wants = able(world, rows), takes(world, rows, fen * 12.0 / 100.0, lost)
        yes = can & wants
        taken = rows[yes]
        h.post_left[taken], h.post_pay[taken] = months[yes], fen[yes]
        h.post_time[taken], h.post_farm[taken], h.post_local[taken] = world.parameters["posts.time"], farm[yes], local[yes]
        h.post_payer[taken] = world.purses.code(lever)
        world.refuse(lever, rows[~can], Reason.NO_LABOUR)
        world.refuse(lever, rows[can & ~wants], Reason.DECLINED)


def go_on(world) -> None:
    """Posts held: after a new plan of work their time comes from other work; a post that nobody at home can fill any more ends."""
    h = world.households
    if world.month_of_year not in NEW_HANDS:
        return
    holders = nonzero(h.post_left)
    can = able(world, holders)
    stay, leave = holders[can], holders[~can]
    _, h.post_farm[stay], h.post_local[stay] = forgone(world, stay)
    h.post_left[leave] = 0
    for code in np.unique(h.post_payer[leave]):
        world.refuse(world.purses.lever(code), leave[h.post_payer[leave] == code], Reason.NO_LABOUR)


def step(world) -> None:
    """Posts held and offers, then wages of those who hold a post; who is not paid loses it."""
    h = world.households
    go_on(world)
    take_up(world)
    known = nonzero(h.post_payer)  # who holds a post, and who held one last month
    holders = known[h.post_left[known] > 0]
    served = [pay(world, holders[h.post_payer[holders] == code], world.purses.lever(code)) for code in np.unique(h.post_payer[holders])]
    paid = np.isin(known, np.concatenate([np.zeros(0, np.int64), *served]), assume_unique=True)
    ended = known[(h.post_left[known] == 0) & ~paid]
    h.post_time[ended], h.post_farm[ended], h.post_local[ended], h.post_payer[ended] = 0.0, 0.0, 0.0, 0


def pay(world, rows: np.ndarray, lever: str) -> np.ndarray:
    """Wages of one payer, while its purse lasts; who is not paid loses the post. Returns the rows paid."""
    h, paid = world.households, np.zeros(len(rows))
    pay_in_order(h.post_pay[rows], h.county[rows], world.purses.of(lever), paid)
    served, unpaid = rows[paid > 0.0], rows[paid == 0.0]
    world.pay("wage_post", served, paid[paid > 0.0])
    h.post_left[rows] -= 1
    h.post_left[unpaid] = 0
    world.refuse(lever, unpaid, Reason.PURSE)
    return served
