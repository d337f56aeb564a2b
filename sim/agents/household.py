"""A household as a Mesa agent: a view of one row, made when touched and never registered. It reads; processes write."""

import mesa
import numpy as np

from sim.agents.cards import card
from sim.agents.columns import Column, unknown, with_columns

FIRST_ID = 10**9  # above the ids of all other agents
_VIEW = "a household is a view of a row, made anew each time, so what is set on it would be lost"


@with_columns("households", links=("village", "county"))
class Household(mesa.Agent):
    """One row of the households. Every declared column is an attribute (money in fen); `village`, `county`, `persons` lead on."""

    __slots__ = ("model", "row")
    pos = None

    def __init__(self, model, row: int):
        object.__setattr__(self, "model", model)  # not Agent.__init__: the row exists already, there is nothing to register
        object.__setattr__(self, "row", row)

    @property
    def unique_id(self) -> int:
        """Mesa's id: the stable id of the household above the ids of all other agents."""
        return FIRST_ID + self.id

    @property
    def village(self):
        """The Village it lives in."""
        return self.model.villages[self.village_row]

    @property
    def county(self):
        """The County it lives in."""
        return self.model.counties[self.county_row]

    @property
    def persons(self) -> np.recarray:
        """Its members as records, one a person, a field a declared column (`household.persons.birth`); a copy that cannot be written."""
        table = self.model.world.persons
        first, end = np.searchsorted(table.household, np.array([self.row, self.row + 1], table.household.dtype))
        members = np.recarray(end - first, [(name, array.dtype) for name, array in table.columns.items()])
        for name, array in table.columns.items():
            members[name] = array[first:end]
        members.flags.writeable = False
        return members

    def __getattr__(self, name: str):
        raise AttributeError(name if name.startswith("_") else unknown(type(self), name))

    def __setattr__(self, name: str, value) -> None:
        attribute = getattr(type(self), name, None)
        if isinstance(attribute, Column):
            attribute.__set__(self, value)
        raise AttributeError(
            f"{name!r} cannot be set: {_VIEW}" if attribute is not None or name == "pos" else f"{unknown(type(self), name)}; {_VIEW}"
        )

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name!r} cannot be deleted: {_VIEW}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.row == self.row and other.model is self.model

    def __hash__(self) -> int:
        return hash(self.row)

    def __reduce__(self):
        return type(self), (self.model, self.row)

    def remove(self) -> None:
        """Refused: rows of households stay."""
        raise NotImplementedError("a household is not removed: its row stays; to leave it out, select the others")

    @classmethod
    def create_agents(cls, model, n, *args, **kwargs):
        """Refused: households come from the population."""
        raise NotImplementedError("households come from the population; to add one, import a household register")

    from_dataframe = create_agents

    def __repr__(self) -> str:
        return f"<Household {self.id} in {self.village.zh}, {self.county.zh} {self.county.en}>"

    def _repr_html_(self) -> str:
        return card(self)
