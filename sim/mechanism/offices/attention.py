"""Attention: the more work waits for the days of a village or county, the less of it goes to each case. Errors grow, and visits are hurried."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.offices import learning, staff

OWNS = ("villages.load", "counties.load")
FREE = 0.5  # load up to which a case gets all the attention that it needs; assumption
MOST = 10.0  # a load beyond which it makes no difference; assumption
PARAMETERS = (
    Parameter("attention.fall", 0.3, "ratio", 0, 10, uniform(0.0, 1.0), "how attention to a case falls with load: 1 / (1 + fall x load beyond half of the days)", "关注度随工作负荷下降的系数", "assumption", "assumption", "attention"),
    Parameter("attention.memory", 1.0, "months", 1, 60, uniform(1, 6), "months over which load is felt (1: the month itself)", "工作负荷的感受月数(1为当月)", "assumption", "assumption", "attention"),
    Parameter("attention.hurry", 0.3, "share", 0, 1, uniform(0.0, 0.6), "part of the attention lost that shows in shorter visits and not only in errors", "关注度下降转为缩短走访的比例", "assumption", "assumption", "attention"),
)  # fmt: skip


def felt(world, load: np.ndarray, wanted: np.ndarray, there: np.ndarray) -> np.ndarray:
    """float64: load as it is felt: the load so far, and days wanted this month against days there."""
    now = np.divide(wanted, there, out=np.where(wanted > 0.0, MOST, 0.0), where=there > 0.0)
    return load + (np.minimum(now, MOST) - load) / world.parameters["attention.memory"]


def in_villages(world) -> np.ndarray:
    """float64[villages]: load as felt this month."""
    v = world.villages
    return felt(world, v.load, v.cadre_wanted, staff.village_days(world))


def in_offices(world) -> np.ndarray:
    """float64[counties]: load of county and towns as felt this month."""
    c = world.counties
    return felt(world, c.load, c.office_wanted, staff.office_days(world))


def remember(world) -> None:
    """At the turn of the month the load felt last becomes the load so far."""
    world.villages.load[:], world.counties.load[:] = in_villages(world), in_offices(world)


def of_load(world, load: np.ndarray) -> np.ndarray:
    """float64: attention to a case from 1 down, by load."""
    return 1.0 / (1.0 + world.parameters["attention.fall"] * np.maximum(load - FREE, 0.0))


def hurried(world, load: np.ndarray) -> np.ndarray:
    """float64: days taken for a case as a share of what it takes without hurry, by load."""
    return 1.0 - world.parameters["attention.hurry"] * (1.0 - of_load(world, load))


def error_factor(world, rows: np.ndarray) -> np.ndarray:
    """float64[n], 1 or more: errors of what a visit to `rows` records, against trained cadres with time."""
    h = world.households
    return learning.error_factor(world, h.county[rows]) / of_load(world, in_villages(world))[h.village[rows]]


def office_factor(world, rows: np.ndarray) -> np.ndarray:
    """float64[n], 1 or more: errors and misses of comparisons at the desk, against trained staff with time."""
    county = world.households.county[rows]
    return learning.error_factor(world, county) / of_load(world, in_offices(world))[county]
