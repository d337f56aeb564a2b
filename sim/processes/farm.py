"""Harvests of the month: the value planned for the year, by season, weather, luck, illness and the time given to posts."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.special import power
from sim.processes import epidemic
from sim.processes.places import harvest_by_county

SICK_FARM = 0.5  # of the work of a sick member on the farm is lost, neighbours and the rest of the family do the other half; assumption
OWNS = ("households.farm_net", "households.contract_value")


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], int8[::1], int32[::1], "
    "float64[::1], float64[::1], float64, float64, float64[::1])"
)
def _harvest(value, labour_farm, post_farm, luck, labour, sick, county, village, season, weather, sold, theta, net):
    for i in range(value.size):
        able = 1.0 - SICK_FARM / max(labour[i], 1.0) if sick[i] > 0 else 1.0
        kept = power((labour_farm[i] - post_farm[i]) / labour_farm[i], theta) if post_farm[i] > 0.0 else 1.0
        net[i] = np.rint(value[i] * season[county[i]] * weather[village[i]] * luck[i] * able * kept * sold * 100.0)


def step(world) -> None:
    """Net farm and forest income of the month in fen."""
    h = world.households
    season = harvest_by_county()[:, world.month_of_year - 1].copy()
    weather = world.villages.weather * world.counties.weather[world.villages.county]
    sold = 1.0 - epidemic.loss(world).unsold
    _harvest(h.farm_value, h.farm_labour, h.post_farm, h.luck_farm, h.labour, h.sick_left, h.county, h.village,
             season, weather, sold, world.parameters["labour.theta"], h.farm_net)  # fmt: skip
    leave_out(world)


def leave_out(world) -> None:
    """Output under contract is paid by the buyer: it leaves the income here, and its market value is what the buyer pays by."""
    h = world.households
    h.contract_value[:] = 0.0
    rows = np.flatnonzero(h.contract > 0)
    gross = np.rint(h.farm_net[rows] * np.minimum(world.parameters["contracts.gross"] * h.contract_share[rows], 1.0))
    h.farm_net[rows] -= gross
    h.contract_value[rows] = gross
