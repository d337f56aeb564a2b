"""Mesa views on the state: Household, Village, County and City read columns and decide nothing; rules live in the processes."""

from sim.agents.city import City
from sim.agents.county import County
from sim.agents.household import Household
from sim.agents.household_set import HouseholdSet
from sim.agents.register import register
from sim.agents.village import Village

__all__ = ["City", "County", "Household", "HouseholdSet", "Village", "register"]
