"""What villages, counties and the city have in common: ordinary Mesa agents that hold their row and read the columns of their table."""

from numbers import Number

import mesa

from sim.agents.cards import card
from sim.agents.columns import unknown
from sim.agents.mesa_line import Unnumbered


class Place(mesa.Agent):
    """An ordinary agent for one row. Its id is `first_id` + row: the same on every Mesa version and in every order of creation."""

    _ids = Unnumbered()
    _columns: dict = {}
    first_id = 0

    def __init__(self, model, row: int):
        super().__init__(model)
        self.row = row
        self.unique_id = self.first_id + row

    def __getattr__(self, name: str):
        raise AttributeError(name if name.startswith("_") else unknown(type(self), name))

    def __eq__(self, other: object) -> bool:
        # households.county == 3 would be False for every household, silently.
        if isinstance(other, Number):
            word = type(self).__name__.lower()
            raise TypeError(f"a {word} is compared with the number {other}; compare {word}_row of a household, or the row of the {word}")
        return self is other

    __hash__ = mesa.Agent.__hash__

    def _repr_html_(self) -> str:
        return card(self)
