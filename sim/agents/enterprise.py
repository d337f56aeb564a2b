"""The leading enterprise as a Mesa agent."""

import numpy as np

from sim.agents.columns import with_columns
from sim.agents.household_set import HouseholdSet
from sim.agents.place import Place

ORDER = 1  # households.contract of who sells to an enterprise


@with_columns("enterprises", links=("county",))
class Enterprise(Place):
    """One leading enterprise. Every column declared for enterprises is an attribute; `county`, `villages`, `partners` and `workers` lead on.

    It buys produce under contract, gives jobs and leases land where it expects to gain: the rules are in sim.processes (enterprises, contracts,
    jobs). Money columns in fen are the part of the firm that lies in the sampled villages (`share`), money in yuan is the whole firm.
    """

    first_id = 4_000_000

    @property
    def county(self):
        """The County of its works."""
        return self.model.counties[self.county_row]

    @property
    def villages(self) -> list:
        """Its base villages in the sample."""
        links = self.model.world.links
        return [self.model.villages[row] for row in links.village[links.enterprise == self.row]]

    @property
    def partners(self) -> HouseholdSet:
        """Households that have a contract with it."""
        h = self.model.world.households
        return HouseholdSet(self.model, np.flatnonzero((h.contract == ORDER) & (h.contract_partner == self.row)))

    @property
    def workers(self) -> HouseholdSet:
        """Households with a member in one of its jobs."""
        h = self.model.world.households
        return HouseholdSet(self.model, np.flatnonzero((h.job_firm == self.row) & (h.job_units > 0.0)))

    def __repr__(self) -> str:
        return f"<Enterprise {self.id}, {self.county.zh} {self.county.en}>"
