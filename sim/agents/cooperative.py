"""The farmer cooperative as a Mesa agent."""

import numpy as np

from sim.agents.columns import with_columns
from sim.agents.household_set import HouseholdSet
from sim.agents.place import Place


@with_columns("cooperatives", links=("village", "county"))
class Cooperative(Place):
    """One farmer cooperative. Every column declared for cooperatives is an attribute; `village`, `county` and `partners` lead on.

    It sells the produce of its members, returns its surplus by volume of trade and on shares, and may do farm work as a service: the rules are in
    sim.processes (cooperatives, contracts, shares, trusteeship).
    """

    first_id = 5_000_000

    @property
    def village(self):
        """The Village it lies in."""
        return self.model.villages[self.village_row]

    @property
    def county(self):
        """The County it lies in."""
        return self.model.counties[self.county_row]

    @property
    def partners(self) -> HouseholdSet:
        """Its member households."""
        return HouseholdSet(self.model, np.flatnonzero(self.model.world.households.cooperative == self.row))

    def __repr__(self) -> str:
        return f"<Cooperative {self.id}, {self.village.zh}>"
