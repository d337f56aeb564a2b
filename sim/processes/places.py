"""What a county offers: access to off-farm jobs."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array
from sim.data import load

OWNS = ("counties.access",)
PARAMETERS = (
    Parameter("places.access_power", 0.55, "ratio", 0, 2, uniform(0.2, 0.8), "how strongly job access follows the county's off-farm employment share", "务工机会对县非农就业比例的弹性", "assumption", "assumption", "places"),
)  # fmt: skip


def off_farm_share() -> np.ndarray:
    """float64[12]: share of the employed outside agriculture (census 2020, long form), counties in code order."""
    return 1.0 - load("counties").sort_values("adcode")["employed_agri_pct"].to_numpy() / 100.0


def set_up(world) -> None:
    """Fill the county column once. Access is relative to the mean over households."""
    raw = exp_array(world.parameters["places.access_power"] * log_array(off_farm_share()))
    weight = np.bincount(world.households.county, world.households.weight, len(world.counties))
    world.counties.access[:] = raw / np.average(raw, weights=np.maximum(weight, 1e-9))
