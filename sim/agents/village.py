"""The village as a Mesa agent."""

import numpy as np

from sim.agents.columns import with_columns
from sim.agents.household_set import HouseholdSet
from sim.agents.names import village_name
from sim.agents.place import Place


@with_columns("villages", links=("county",))
class Village(Place):
    """One administrative village. Every column declared for villages is an attribute; `county` and `households` lead on."""

    first_id = 2_000_000

    @property
    def zh(self) -> str:
        """Chinese name."""
        return village_name(self.code)

    @property
    def county(self):
        """The County it lies in."""
        return self.model.counties[self.county_row]

    @property
    def households(self) -> HouseholdSet:
        """Its households."""
        first, end = self.model.world.village_first[self.row : self.row + 2]
        homes = self.model.world.homes()
        return HouseholdSet(self.model, homes[slice(*np.searchsorted(homes, (first, end)))])

    def __repr__(self) -> str:
        return f"<Village {self.code} {self.zh}, {self.county.zh} {self.county.en}>"
