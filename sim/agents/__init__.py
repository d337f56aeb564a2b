"""Mesa views on the state: Household, Village, Cooperative, Enterprise, County and City read columns and decide nothing; rules live in the processes."""

from sim.agents.city import City
from sim.agents.cooperative import Cooperative
from sim.agents.county import County
from sim.agents.enterprise import Enterprise
from sim.agents.household import Household
from sim.agents.household_set import HouseholdSet
from sim.agents.register import register
from sim.agents.village import Village

__all__ = ["City", "Cooperative", "County", "Enterprise", "Household", "HouseholdSet", "Village", "register"]
