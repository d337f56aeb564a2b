"""What the land of a household needs and gives in a normal year: workers that would tend it fully, and its yearly value then."""

from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array
from sim.processes.places import products

OWNS = ("households.farm_need", "households.farm_full")
PARAMETERS = (
    Parameter("crops.haul", 0.20, "share", 0, 1, uniform(0.05, 0.35), "share of the farm margin lost where there is no road", "无道路村农产品收益损失", "assumption", "assumption", "earnings"),
)  # fmt: skip


def step(world) -> None:
    """Fill both columns for the year, current prices."""
    p, h, v, c = world.parameters, world.households, world.villages, world.counties
    forest, price = products().loc["forest"], world.drivers.at("farm_price", world.month)
    h.farm_need[:] = (h.operated * c.labour_per_mu[h.county] + h.forest * forest["labour"]) / 12.0 * (1.0 - h.tended)
    haul = 1.0 - p["crops.haul"] * (1.0 - v.road[h.village])
    margin = h.operated * c.margin[h.county] + h.forest * forest["margin"]
    h.farm_full[:] = margin * haul * price * exp_array(h.ability + h.persistent)
