"""Harvests of the month: the value planned for the year, by season, weather, luck, illness and the time given to posts."""

import numpy as np

from sim.core.compiled import kernel
from sim.processes import epidemic
from sim.processes.labour_choice import farm_kept
from sim.processes.places import season

SICK_FARM = 0.5  # of the work of a sick member on the farm is lost, neighbours and the rest of the family do the other half; assumption
OWNS = ("households.farm_net", "households.contract_value")


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], int32[::1], "
    "float64[::1], float64[::1], float64, float64[::1])"
)
def _harvest(value, labour_farm, post_farm, need, luck, labour, absent, county, village, season, weather, theta, net):
    for i in range(value.size):
        able = 1.0 - SICK_FARM * min(absent[i] / max(labour[i], 1.0), 1.0)
        kept = farm_kept(labour_farm[i], post_farm[i], need[i], theta) if post_farm[i] > 0.0 else 1.0
        net[i] = np.rint(value[i] * season[county[i]] * weather[village[i]] * luck[i] * able * kept * 100.0)


def step(world) -> None:
    """Net farm and forest income of the month in fen."""
    h = world.households
    by_county = season(world, epidemic.loss(world).unsold)
    weather = world.villages.weather * world.counties.weather[world.villages.county]
    _harvest(h.farm_value, h.farm_labour, h.post_farm, h.farm_need, h.luck_farm, h.labour, h.absent, h.county, h.village,
             by_county, weather, world.parameters["labour.theta"], h.farm_net)  # fmt: skip
    leave_out(world)


def leave_out(world) -> None:
    """Output under contract is paid by the buyer: it leaves the income here, and its market value is what the buyer pays by."""
    h = world.households
    h.contract_value[:] = 0.0
    rows = np.flatnonzero(h.contract > 0)
    gross = np.rint(h.farm_net[rows] * np.minimum(world.parameters["orders.gross"] * h.contract_share[rows], 1.0))
    h.farm_net[rows] -= gross
    h.contract_value[rows] = gross
