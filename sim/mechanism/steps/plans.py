"""Plans (一户一策): which measures a listed household is meant to get, by the package of its class and within what is there, and what is left after it leaves.

A measure asks here who is meant (`World.meant`) and tells how many places it has (`World.room`); it never looks at the list itself.
A plan is made at a visit, renewed each year with the class, and filled up from month to month where places become free.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import FIXED, Parameter, uniform
from sim.mechanism import rollout
from sim.mechanism.offices import capacity
from sim.mechanism.steps import classes
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = ("households.plan", "households.plan_month", "households.support", "households.reason_plan")
DRAW_PRIORITY = 396
PRIORITIES = ("neediest", "first_come", "class", "draw")
AFTER_EXIT = ("taper", "stop", "keep")
PARAMETERS = (
    Parameter("plans.days", 0.3, "days", 0, 20, uniform(0.1, 1.0), "cadre days to make the plan of a household", "每户制定帮扶计划人天", "assumption", "assumption", "capacity"),
    Parameter("plans.days_renewal", 0.1, "days", 0, 20, uniform(0.05, 0.3), "cadre days to renew a plan", "每户更新帮扶计划人天", "assumption", "assumption", "capacity"),
    Parameter("plans.priority", "neediest", "text", 0, 0, FIXED, "who is planned for first where days or places are short", "帮扶计划优先规则", "assumption", "assumption", "support", choices=PRIORITIES),
    Parameter("plans.per_place", 3.0, "ratio", 0, 1000, uniform(1, 5), "plans that may hold a measure for each place that it has, as some decline (0: no limit)", "每个名额可列入计划户数(0为不限)", "assumption", "assumption", "support"),
    Parameter("plans.after_exit", "taper", "text", 0, 0, FIXED, "support after a household leaves the list: kept and then tapered, stopped at once, or kept for good", "退出后帮扶方式", "assumption", "assumption", "support", choices=AFTER_EXIT),
    Parameter("plans.kept_months", 12, "months", 0, 120, uniform(0, 36), "months that support is kept in full after a household leaves the list (四个不摘)", "退出后帮扶保持月数", "assumption", "assumption", "support"),
    Parameter("plans.taper_months", 12, "months", 0, 120, uniform(0, 24), "months over which support then falls to nothing", "帮扶渐退月数", "assumption", "assumption", "support"),
)  # fmt: skip


def step(world) -> None:
    """Plans new and renewed while cadres have days; places that became free; support of those who left goes on, falls and ends."""
    h, due = world.households, rollout.due(world)
    listed = nonzero(h.on_list)
    made = h.plan_month[listed]
    new = made < h.listed_month[listed]  # never made, or before it came back
    again = ~new & due[h.county[listed]] & (made < world.month) if due.any() else np.zeros(len(listed), bool)
    make(world, listed[new], listed[again])
    waits = listed[h.reason_plan[listed] == Reason.SLOT]
    waits = waits[h.plan_month[waits] < world.month]
    if len(waits):
        grant(world, waits[np.any([free(world, lever) >= 1.0 for lever in world.measures], axis=0)[h.village[waits]]])
    after(world)


def make(world, new: np.ndarray, again: np.ndarray) -> None:
    """Visits for `new` plans and those made `again`, in the order of priority, while the days of the village last."""
    if not len(new) + len(again):
        return
    h, p = world.households, world.parameters
    rows = np.concatenate([new, again])
    fresh = np.arange(len(rows)) < len(new)
    order = by_priority(world, rows)
    rows, fresh = rows[order], fresh[order]
    served = capacity.serve(world, capacity.VILLAGE, rows, np.where(fresh, p["plans.days"], p["plans.days_renewal"]))
    h.reason_plan[rows[fresh & ~served]] = Reason.CADRE_TIME
    rows = rows[served]
    classes.classify(world, rows)
    grant(world, rows)
    h.plan_month[rows], h.support[rows] = world.month, 1.0


def by_priority(world, rows: np.ndarray) -> np.ndarray:
    """int64[n]: places of `rows` in the order in which they are planned for; needier first among equals."""
    h, rule = world.households, world.parameters["plans.priority"]
    first = {
        "neediest": lambda: h.need[rows],
        "first_come": lambda: h.listed_month[rows],
        "class": lambda: -h.need_class[rows],  # no labour first
        "draw": lambda: draw(world.seed, DRAW_PRIORITY, h.id[rows], world.year * 12),
    }[rule]()
    return np.lexsort((h.id[rows], h.need[rows], first))


def grant(world, rows: np.ndarray) -> None:
    """Write the measures of the package into the plans of `rows`, each while it has places in the village; note why one is left out."""
    h = world.households
    rows = rows[by_priority(world, rows)]
    wanted = package(world)[h.need_class[rows]]
    h.plan[rows], bits = 0, wanted.copy()
    for place, lever in enumerate(world.measures):
        some = np.flatnonzero(wanted >> place & 1)
        bits[some[~within(world, lever, rows[some])]] &= ~np.int32(1 << place)
    h.plan[rows] = bits
    h.reason_plan[rows] = np.select([wanted == 0, bits != wanted], [Reason.NOT_ELIGIBLE, Reason.SLOT], Reason.NONE)


def free(world, lever: str) -> np.ndarray:
    """float64[villages]: plans that may still take up the measure. One that tells of no places has no limit."""
    room, each, h = world.room.get(lever), world.parameters["plans.per_place"], world.households
    if room is None or each == 0.0:
        return np.full(len(world.villages), np.inf)
    planned = nonzero(h.plan)
    held = np.bincount(h.village[planned], world.holds(lever, planned), len(room))
    return np.floor(each * room - held + 1e-9)


def within(world, lever: str, rows: np.ndarray) -> np.ndarray:
    """bool[n]: `rows`, best first, for whom the measure has a place beside the plans that hold it already."""
    at, left = world.households.village[rows], free(world, lever)
    order = np.argsort(at, kind="stable")
    nth = np.empty(len(rows), np.int64)
    nth[order] = np.arange(len(rows)) - np.searchsorted(at[order], at[order], side="left")
    return nth + 1 <= left[at]


def after(world) -> None:
    """Support of households that are no longer on the list."""
    h = world.households
    planned = nonzero(h.plan)
    left = planned[h.on_list[planned] == 0]
    h.support[left] = after_exit(world, world.month - h.left_month[left]) * (h.size[left] > 0)
    over = left[h.support[left] <= 0.0]
    h.plan[over] = 0


def after_exit(world, months: np.ndarray) -> np.ndarray:
    """float32[n]: share of the support left so many months after the exit, by the rule of the scenario."""
    p = world.parameters
    kept, taper = p["plans.kept_months"], p["plans.taper_months"]
    if p["plans.after_exit"] != "taper":
        return np.full(len(months), p["plans.after_exit"] == "keep", np.float32)
    falling = np.clip(1.0 - (months - kept) / taper, 0.0, 1.0) if taper > 0 else np.zeros(len(months))
    return np.where(months < kept, 1.0, falling).astype(np.float32)


def package(world) -> np.ndarray:
    """int32[classes + 1]: measures of each class as bits, in the order of `world.measures`."""
    bits = np.zeros(len(classes.CLASSES) + 1, np.int32)
    for code, name in enumerate(classes.CLASSES, 1):
        bits[code] = sum(1 << world.measures.index(lever) for lever in world.package.get(name, world.measures) if lever in world.measures)
    return bits
