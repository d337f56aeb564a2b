"""Taking up an offered post and working in it: forgone work is weighed against the wage; the wage is paid while the purse lasts."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import gumbel_array, log_array
from sim.state.purses import pay_in_order
from sim.state.reasons import Reason

OWNS = tuple(f"households.{c}" for c in ("post_left", "post_pay", "post_lever", "post_farm", "post_local", "wage_post"))
DRAW_TAKE, DRAW_REFUSE = 250, 251
PARAMETERS = (
    Parameter("posts.time", 0.40, "persons", 0, 1, uniform(0.25, 0.60), "working time of a village post as a share of a full worker", "岗位占用全劳力比例", "PJ-RURAL", "assumption", "posts"),
    Parameter("posts.constant", 0.3, "utility", -20, 20, uniform(-1, 1.5), "utility of a post near home beyond its pay", "就近岗位的非货币效用", "assumption", "assumption", "choice"),
)  # fmt: skip


def forgone(world, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a post costs each household: (yuan a year lost, farm labour, local work given up). Idle hands first, then the farm, then local work."""
    h, t, theta = world.households, world.parameters["posts.time"], world.parameters["labour.theta"]
    rest = np.maximum(t - h.idle[rows], 0.0)
    farm = np.minimum(rest, h.farm_labour[rows] * 0.9)
    local = np.minimum(rest - farm, h.local_workers[rows])
    with np.errstate(invalid="ignore", divide="ignore"):
        kept = np.where(h.farm_labour[rows] > 0, 1.0 - farm / h.farm_labour[rows], 1.0)
        rate = np.where(h.local_workers[rows] > 0, h.local_base[rows] / h.local_workers[rows], 0.0)
    lost_farm = h.farm_value[rows] * (1.0 - kept**theta)
    return lost_farm + 12.0 * world.drivers.at("wage_local", world.month) * rate * local, farm, local


def takes(world, rows: np.ndarray, pay_year: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """bool[n]: who takes the post, by random utility over log income with and without it."""
    h, p = world.households, world.parameters
    income = np.maximum(h.welfare[rows] * world.drivers.price(world.month), 1000.0)
    better = np.maximum(income + pay_year - lost, 500.0)
    gain = p["labour.weight"] * (log_array(better) - log_array(income)) + p["posts.constant"]
    yes = gumbel_array(draw(world.seed, DRAW_TAKE, h.id[rows], world.month))
    no = gumbel_array(draw(world.seed, DRAW_REFUSE, h.id[rows], world.month))
    return gain + yes > no


def take_up(world) -> None:
    """Decide on the offers of the month."""
    h = world.households
    for rows, fen, months, lever in world.offers.of("post"):
        lost, farm, local = forgone(world, rows)
        yes = takes(world, rows, fen * 12.0 / 100.0, lost)
        taken = rows[yes]
        h.post_left[taken], h.post_pay[taken] = months[yes], fen[yes]
        h.post_farm[taken], h.post_local[taken] = farm[yes], local[yes]
        h.post_lever[taken] = 1
        world.refuse(lever, rows[~yes], Reason.DECLINED)


def step(world) -> None:
    """Offers, then wages of those who hold a post; who is not paid loses it."""
    h = world.households
    take_up(world)
    h.wage_post[:] = 0.0
    holders = np.flatnonzero(h.post_left > 0)
    if len(holders):
        paid = np.zeros(len(holders))
        pay_in_order(h.post_pay[holders], h.county[holders], world.purses.of("public_jobs"), paid)
        h.wage_post[holders] = paid
        h.post_left[holders] -= 1
        unpaid = holders[paid == 0.0]
        world.refuse("public_jobs", unpaid, Reason.PURSE)
        h.post_left[unpaid] = 0
    ended = h.post_left == 0
    h.post_farm[ended & (h.wage_post == 0.0)] = 0.0
    h.post_local[ended & (h.wage_post == 0.0)] = 0.0
