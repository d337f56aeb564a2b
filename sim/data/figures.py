"""Looks up one figure of figures.csv by its id, with unit, range, status and source."""

from dataclasses import dataclass
from functools import cache

from sim.core.errors import Fault, InputError, suggestion
from sim.data.numbers import plain_number
from sim.data.rows import rows


@dataclass(frozen=True)
class Figure:
    """One figure: `value` in `unit`, `low` and `high` None where not known; `year` as it stands in the table."""

    id: str
    variable: str
    place: str
    year: str
    value: float
    unit: str
    low: float | None
    high: float | None
    status: str
    source: str


@cache
def _by_id() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("figures")}


def figure_ids() -> list[str]:
    """Every id, in the order of the table."""
    return list(_by_id())


def figure_row(id: str) -> dict[str, str]:
    """The row of a figure as text; InputError with the nearest ids for an unknown one."""
    if id not in _by_id():
        raise InputError([Fault("no such figure", "figures.csv", id, next_step=suggestion(id, _by_id()))])
    return _by_id()[id]


def figure(id: str) -> Figure:
    """The figure with one number as value. InputError if the id is unknown or the value is not one number."""
    row = figure_row(id)
    value = plain_number(row["value"])
    if value is None:
        raise InputError([_not_one_number(id, row["value"])])
    words = {name: row[name] for name in ("variable", "place", "year", "unit", "status", "source")}
    return Figure(id=id, value=value, low=plain_number(row["low"]), high=plain_number(row["high"]), **words)


def figure_list(id: str) -> tuple[float, ...]:
    """The numbers of a figure written as 'a; b; c', in the order of its unit and variable; InputError if one is no number."""
    text = figure_row(id)["value"]
    values = [plain_number(part) for part in text.split(";")]
    numbers = tuple(value for value in values if value is not None)
    if len(numbers) < len(values):
        raise InputError([Fault("value is not a list of numbers", f"figures.csv {id}", text or "(empty)", _cause(text), "read the row by hand")])
    return numbers


def _not_one_number(id: str, text: str) -> Fault:
    several = ";" in text
    step = f"figure_list({id!r}) gives the numbers one by one" if several else "read the row by hand"
    return Fault("value is not one number", f"figures.csv {id}", text or "(empty)", _cause(text), step)


def _cause(text: str) -> str:
    if not text:
        return "the source gives no number"
    return "several values in one row" if ";" in text else "the source gives a rounded number, a range or words"
