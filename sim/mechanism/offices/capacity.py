"""Working days of those who run the mechanism: by village, of county and towns, of paired cadres. Work is done while days are left this month."""

import numpy as np

from sim.core.parameters import FIXED, Parameter, uniform
from sim.mechanism.offices import attention, learning, staff
from sim.state.rows import nonzero

OWNS = ("villages.cadre_left", "villages.cadre_wanted", "counties.office_left", "counties.office_wanted", "counties.paired_left")
VILLAGE, OFFICE, PAIRED = "village", "office", "paired"
ORDERS = ("first_come", "neediest", "vulnerable")
PARAMETERS = (
    Parameter("capacity.level", 1.0, "ratio", 0, 1000, uniform(0.5, 2.0), "all working days, as a multiple", "工作力量总水平(倍数)", "assumption", "assumption", "capacity"),
    Parameter("capacity.order", "first_come", "text", 0, 0, FIXED, "whose case goes first where days are short", "人手不足时的办理次序", "assumption", "assumption", "capacity", choices=ORDERS),
)  # fmt: skip
# Levels of cadre time of which each answer is shown; the other values are central. Half and twice: assumption.
CADRE: dict[str, dict[str, float]] = {"low": {"capacity.level": 0.5}, "central": {}, "high": {"capacity.level": 2.0}}
EXACT = 1.0 + 1e-12  # days are sums of fractions


def step(world) -> None:
    """The days of a new month. Days not used lapse."""
    v, c = world.villages, world.counties
    if world.month_of_year == 1 or not v.cadres.all():
        staff.count(world)
    attention.remember(world)
    v.cadre_left[:], c.office_left[:], c.paired_left[:] = staff.village_days(world), staff.office_days(world), staff.paired_days(world)
    v.cadre_wanted[:], c.office_wanted[:] = 0.0, 0.0


def serve(world, pool: str, rows: np.ndarray, days: np.ndarray | float) -> np.ndarray:
    """bool[n]: whose case is worked on this month, in the order of `rows`, while days are left in their village or county. Days used are counted.

    `days` float64[n] or one number: what trained cadres without hurry take; who is new to the work takes longer, who is overloaded hurries.
    """
    at, left = _pool(world, pool, rows)
    days = np.full(len(rows), days, float)
    if pool != PAIRED:
        days *= learning.days_factor(world, world.households.county[rows])
        days *= _hurried(world, pool, np.bincount(at, days, len(left)))[at]
    served = _in_turn(at, days, left)
    use(world, pool, rows[served], days[served])
    return served


def use(world, pool: str, rows: np.ndarray, days: np.ndarray) -> None:
    """Take `days` float64[n] of work on `rows` from a pool and count them; work is also how cadres learn."""
    h = world.households
    at, left = _pool(world, pool, rows)
    left -= np.bincount(at, days, len(left))
    np.maximum(left, 0.0, out=left)
    whole = np.bincount(h.county[rows], days * h.weight[rows], len(world.counties))
    if whole.any():
        world.count("cadre_days", np.arange(len(whole)), whole)
    if pool != PAIRED:
        learning.gain(world, whole)


def in_order(world, rows: np.ndarray, since: np.ndarray) -> np.ndarray:
    """`rows` in the order in which they are served: by the rule, then the oldest first (`since` int[n], month in which each began to wait)."""
    h, rule = world.households, world.parameters["capacity.order"]
    if rule == "neediest":  # a household that was never looked at counts as one at the line
        first = np.where(h.need[rows] > 0.0, h.need[rows], 1.0)
    elif rule == "vulnerable":
        first = -vulnerable(world, rows)
    else:
        first = np.zeros(len(rows))
    return rows[np.lexsort((h.id[rows], since, first))]


def vulnerable(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: signs of hardship that an office knows without a visit: no labour, an illness, an unsafe dwelling."""
    h = world.households
    return (h.labour[rows] <= 0.0) + 1.0 * (h.ill[rows] > 0) + 1.0 * (h.unsafe[rows] == 1)


def _pool(world, pool: str, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(int[n] place of each row, float64 days left by place)."""
    if pool == VILLAGE:
        return world.households.village[rows], world.villages.cadre_left
    return world.households.county[rows], world.counties.office_left if pool == OFFICE else world.counties.paired_left


def _hurried(world, pool: str, wanted: np.ndarray) -> np.ndarray:
    """float64 by place: how much of its due time a case gets, when `wanted` days more are wanted there this month."""
    if pool == VILLAGE:
        world.villages.cadre_wanted[:] += wanted
        return attention.hurried(world, attention.in_villages(world))
    world.counties.office_wanted[:] += wanted
    return attention.hurried(world, attention.in_offices(world))


def _in_turn(at: np.ndarray, days: np.ndarray, left: np.ndarray) -> np.ndarray:
    """bool[n]: who is served in the order of rows while `left` lasts. Only places that are short of days need an order."""
    short = np.bincount(at, days, len(left)) > left * EXACT
    served = ~short[at]
    tight = nonzero(~served)
    if len(tight):
        order = tight[np.argsort(at[tight], kind="stable")]
        used = np.cumsum(days[order])
        before = (used - days[order])[np.searchsorted(at[order], at[order], side="left")]
        served[order] = used - before <= left[at[order]] * EXACT
    return served
