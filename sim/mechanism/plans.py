"""Plans (一户一策): which measures a listed household is meant to get, by the package of its class, and how much of its support is left after it leaves.

A measure asks here who is meant (`meant`); it never looks at the list itself.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism import capacity, classes
from sim.state.rows import nonzero

OWNS = ("households.plan", "households.support")
PARAMETERS = (
    Parameter("plans.days", 0.3, "days", 0, 20, uniform(0.1, 1.0), "cadre days to make the plan of a household", "每户制定帮扶计划人天", "assumption", "assumption", "capacity"),
    Parameter("plans.kept_months", 12, "months", 0, 120, uniform(0, 36), "months that support is kept in full after a household leaves the list (四个不摘)", "退出后帮扶保持月数", "assumption", "assumption", "support"),
    Parameter("plans.taper_months", 12, "months", 0, 120, uniform(0, 24), "months over which support then falls to nothing", "帮扶渐退月数", "assumption", "assumption", "support"),
)  # fmt: skip


def step(world) -> None:
    """Plans for households new on the list while cadres have days; support of those who left goes on, falls and ends."""
    h, p = world.households, world.parameters
    new = nonzero((h.on_list == 1) & (h.plan == 0))
    new = new[np.lexsort((h.id[new], h.need[new]))]
    new = new[capacity.serve(world, capacity.VILLAGE, new, p["plans.days"])] if len(new) else new
    classes.classify(world, new)
    h.plan[new], h.support[new] = package(world)[h.need_class[new]], 1.0
    left = nonzero((h.plan != 0) & (h.on_list == 0))
    h.support[left] = after_exit(world, world.month - h.left_month[left])
    over = left[(h.support[left] <= 0.0) | (h.size[left] == 0)]
    h.plan[over], h.support[over] = 0, 0.0


def after_exit(world, months: np.ndarray) -> np.ndarray:
    """float32[n]: share of the support left so many months after the exit: all of it while it is kept, then falling to nothing."""
    p = world.parameters
    beyond = months - p["plans.kept_months"]
    return np.clip(1.0 - beyond / max(p["plans.taper_months"], 1e-9), 0.0, 1.0).astype(np.float32)


def package(world) -> np.ndarray:
    """int32[classes + 1]: measures of each class as bits, in the order of `world.measures`."""
    bits = np.zeros(len(classes.CLASSES) + 1, np.int32)
    for code, name in enumerate(classes.CLASSES, 1):
        bits[code] = sum(1 << world.measures.index(lever) for lever in world.package.get(name, world.measures) if lever in world.measures)
    return bits
