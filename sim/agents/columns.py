"""Attributes of agents that are cells of columns: read from the table of the state, never written, unknown names answered with the nearest."""

from collections.abc import Callable
from functools import cache

from sim.core.errors import suggestion
from sim.state import columns as state

KEYS = ("id", "adcode", "code", "village", "county", "weight")  # identity and place: offsets and weights of the whole run rest on them
WRITABLE = ("state", "delivery")
WHY = {
    "stock": "stocks change in the settlement only, by the flows of the month",
    "flow": "its process writes it anew each month",
    "report": "it is an outcome of the run",
    "offer": "offers are written by levers and providers",
    "key": "it is the identity or place of the row",
}


def obstacle(column: state.Column) -> str:
    """Why not even an experiment may set the column; empty if it may."""
    if column.name in KEYS:
        return WHY["key"]
    return "" if column.kind in WRITABLE else WHY[column.kind]


def refusal(column: state.Column) -> str:
    """What to tell somebody who writes a column through an agent."""
    head = f"{column.table}.{column.name} is written by {column.owner!r}; agents read columns"
    if column.table != "households" or obstacle(column):
        why = obstacle(column)
        return head + (f" ({why})" if why else "") + ". To change it, change a parameter or lever in a scenario, or the process that writes it"
    return f"{head}. For an experiment: model.households.select(mask).set({column.name!r}, value)"


def unknown(cls, name: str) -> str:
    """What to tell somebody who asks for an attribute that is not there."""
    return _unknown(cls, name)


@cache
def _unknown(cls, name: str) -> str:
    known = [word for word in dir(cls) if not word.startswith("_")]
    if name in known:
        return f"{cls.__name__}.{name} cannot be read: has the model been registered with its world?"
    return f"{cls.__name__} has no attribute {name!r}: {suggestion(name, known) or 'dir() lists what there is'}"


class Column:
    """Descriptor: the attribute of an agent is the cell (agent.row) of one declared column, as a Python number."""

    def __init__(self, declared: state.Column):
        self.declared = declared
        self.table, self.name = declared.table, declared.name
        self.__doc__ = f"{declared.en} / {declared.zh} [{declared.unit or declared.dtype}], {declared.kind} of {declared.owner}"

    def __get__(self, agent, owner=None):
        if agent is None:
            return self
        return getattr(agent.model.world, self.table).columns[self.name].item(agent.row)

    def __set__(self, agent, value) -> None:
        raise AttributeError(refusal(self.declared))


def with_columns(table: str, links: tuple[str, ...] = ()) -> Callable[[type], type]:
    """Class decorator: one `Column` for each column declared for `table`.

    A column named in `links` is a row of another table: the class answers its name with the agent, the number is `<name>_row`.
    Raises TypeError where a column would hide another attribute.
    """

    def wrap(cls: type) -> type:
        found = {f"{c.name}_row" if c.name in links else c.name: Column(c) for c in state.of_table(table)}
        hidden = [name for name in found if hasattr(cls, name)]
        if hidden:
            raise TypeError(f"{cls.__name__}: columns {hidden} would hide attributes of the same name")
        for name, column in found.items():
            setattr(cls, name, column)
        cls._columns = found  # type: ignore[attr-defined]
        return cls

    return wrap
