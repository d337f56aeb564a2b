"""The city as a Mesa agent: it has no table of its own and leads to its counties, villages and households."""

from sim.agents.household_set import HouseholdSet
from sim.agents.names import CITY
from sim.agents.place import Place


class City(Place):
    """The one city of a model."""

    first_id = 3_000_000
    zh, en = CITY

    @property
    def counties(self) -> tuple:
        """Its counties by row."""
        return self.model.counties

    @property
    def villages(self) -> tuple:
        """Its villages by row."""
        return self.model.villages

    @property
    def households(self) -> HouseholdSet:
        """All households."""
        return self.model.households

    def __repr__(self) -> str:
        return f"<City {self.zh} {self.en}: {len(self.counties)} counties, {len(self.villages)} villages, {len(self.households):,} households>"
