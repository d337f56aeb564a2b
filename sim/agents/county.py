"""The county as a Mesa agent."""

import numpy as np

from sim.agents.columns import with_columns
from sim.agents.household_set import HouseholdSet
from sim.agents.mesa_line import AgentSet
from sim.agents.names import county_names
from sim.agents.place import Place


@with_columns("counties")
class County(Place):
    """One county. Every column declared for counties is an attribute; `villages` and `households` lead on."""

    first_id = 1_000_000

    @property
    def zh(self) -> str:
        """Chinese name."""
        return county_names(self.adcode)[0]

    @property
    def en(self) -> str:
        """English name."""
        return county_names(self.adcode)[1]

    @property
    def villages(self) -> AgentSet:
        """Its villages."""
        return AgentSet((v for v in self.model.villages if v.county_row == self.row), random=self.model.random)

    @property
    def households(self) -> HouseholdSet:
        """Its households."""
        first, end = self.model.world.county_first[self.row : self.row + 2]
        homes = self.model.world.homes()
        return HouseholdSet(self.model, homes[slice(*np.searchsorted(homes, (first, end)))])

    def __repr__(self) -> str:
        return f"<County {self.adcode} {self.zh} {self.en}>"
