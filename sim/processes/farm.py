"""Harvests of the month: the value planned for the year, by season, weather, luck, illness and the time given to posts."""

import numpy as np

from sim.core.compiled import kernel
from sim.processes import epidemic
from sim.processes.labour_choice import farm_kept
from sim.processes.places import harvest_by_county

SICK_FARM = 0.5  # of the work of a sick member on the farm is lost, neighbours and the rest of the family do the other half; assumption
OWNS = ("households.farm_net",)


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], int8[::1], int32[::1], "
    "float64[::1], float64[::1], float64, float64, float64[::1])"
)
def _harvest(value, labour_farm, post_farm, need, luck, labour, sick, county, village, season, weather, sold, theta, net):
    for i in range(value.size):
        able = 1.0 - SICK_FARM / max(labour[i], 1.0) if sick[i] > 0 else 1.0
        kept = farm_kept(labour_farm[i], post_farm[i], need[i], theta) if post_farm[i] > 0.0 else 1.0
        net[i] = np.rint(value[i] * season[county[i]] * weather[village[i]] * luck[i] * able * kept * sold * 100.0)


def step(world) -> None:
    """Net farm and forest income of the month in fen."""
    h = world.households
    season = harvest_by_county()[:, world.month_of_year - 1].copy()
    weather = world.villages.weather * world.counties.weather[world.villages.county]
    sold = 1.0 - epidemic.loss(world).unsold
    _harvest(h.farm_value, h.farm_labour, h.post_farm, h.farm_need, h.luck_farm, h.labour, h.sick_left, h.county, h.village,
             season, weather, sold, world.parameters["labour.theta"], h.farm_net)  # fmt: skip
