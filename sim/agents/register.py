"""The one place that reaches into Mesa: makes the ordinary agents and lets the model answer for its households."""

from sim.agents.city import City
from sim.agents.cooperative import Cooperative
from sim.agents.county import County
from sim.agents.enterprise import Enterprise
from sim.agents.household import Household
from sim.agents.household_set import HouseholdSet
from sim.agents.village import Village
from sim.state.world import World


def register(model, world: World) -> None:
    """Give `model` its agents over `world`; call it once, at the end of the model's `__init__`.

    Sets model.world, model.counties, model.villages, model.enterprises and model.cooperatives (tuples by row), model.city and model.households. `model.agents` holds the
    ordinary agents only, so that a loop over it does not touch every household; `model.agents_by_type[Household]` is model.households.
    """
    if Household in model.agents_by_type:
        raise RuntimeError("the model has its agents already; make a new model for another world")
    model.world = world
    model.city = City(model, 0)
    model.counties = tuple(County(model, row) for row in range(len(world.counties)))
    model.villages = tuple(Village(model, row) for row in range(len(world.villages)))
    model.enterprises = tuple(Enterprise(model, row) for row in range(len(world.enterprises)))
    model.cooperatives = tuple(Cooperative(model, row) for row in range(len(world.cooperatives)))
    model.households = HouseholdSet(model)
    model.agents_by_type[Household] = model.households
