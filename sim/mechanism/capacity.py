"""Working days of those who run the mechanism: village cadres by village, staff of county and towns by county. Work is done while days are left this month."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.state.rows import nonzero

OWNS = ("villages.cadre_left", "counties.office_left")
VILLAGE, OFFICE = "village", "office"
PARAMETERS = (
    Parameter("capacity.village_days", 20.0, "days", 0, 1000, uniform(8, 40), "days a month that the cadres of a village have for the mechanism", "村干部每月可用于该机制的工作日", "assumption", "assumption", "capacity"),
    Parameter("capacity.office_days", 150.0, "days", 0, 100000, uniform(60, 400), "days a month that staff of the county and its towns have for the mechanism, county of mean size", "县乡每月可用于该机制的工作日(平均规模县)", "assumption", "assumption", "capacity"),
    Parameter("capacity.level", 1.0, "ratio", 0, 1000, uniform(0.5, 2.0), "all working days, as a multiple", "工作力量总水平(倍数)", "assumption", "assumption", "capacity"),
)  # fmt: skip


def step(world) -> None:
    """The days of a new month. Days not used lapse."""
    p, level = world.parameters, world.parameters["capacity.level"]
    world.villages.cadre_left[:] = level * p["capacity.village_days"]
    # a county's staff grows with its villages, and serves the sampled households only for their share
    world.counties.office_left[:] = level * p["capacity.office_days"] * len(world.counties) * world.village_share * world.household_share


def serve(world, pool: str, rows: np.ndarray, days: np.ndarray | float) -> np.ndarray:
    """bool[n]: whose case is worked on this month, in the order of `rows`, while days are left in their village or county. Days used are counted."""
    h = world.households
    at, left = (h.village[rows], world.villages.cadre_left) if pool == VILLAGE else (h.county[rows], world.counties.office_left)
    days = np.broadcast_to(np.asarray(days, float), (len(rows),))
    order = np.argsort(at, kind="stable")
    used = np.cumsum(days[order])
    before = (used - days[order])[np.searchsorted(at[order], at[order], side="left")]
    served = np.zeros(len(rows), bool)
    served[order] = used - before <= left[at[order]] * (1.0 + 1e-12)
    left -= np.bincount(at[served], days[served], len(left))
    np.maximum(left, 0.0, out=left)
    done = nonzero(served)
    world.count("cadre_days", h.county[rows[done]], days[done] * h.weight[rows[done]])
    return served
