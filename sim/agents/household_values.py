"""Columns of a set of households as arrays: the names that answer, wide number types, and values checked before an experiment sets them."""

import numpy as np

from sim.agents.columns import obstacle, unknown
from sim.agents.household import FIRST_ID, Household

LINKS = {"village": "villages", "county": "counties"}  # attribute that is an agent -> the model's tuple of agents
ARRAYS = (*Household._columns, *LINKS, "unique_id")


def cells(households, name: str) -> np.ndarray:
    """A copy of the cells of one column, as int64 or float64, so that sums of small integers cannot run over."""
    column = households.model.world.households.columns[Household._columns[name].name]
    wide = np.promote_types(column.dtype, np.int64)
    return column[households._held_rows()].astype(wide, copy=False)


def values(households, name: str) -> np.ndarray:
    """Any attribute of a household for each one of the set; AttributeError with the nearest names for an unknown one."""
    if name in Household._columns:
        return cells(households, name)
    if name in LINKS:
        agents = getattr(households.model, LINKS[name])
        return np.fromiter(agents, object, len(agents))[cells(households, f"{name}_row")]
    if name == "unique_id":
        return FIRST_ID + cells(households, "id")
    if not hasattr(Household, name):
        raise AttributeError(unknown(Household, name))
    return np.fromiter((getattr(household, name) for household in households), object, len(households))


def settable(name: str, size: int, value, dtype: np.dtype) -> np.ndarray:
    """`value` (one for all or one a household) as `dtype`; ValueError where it does not fit or would change on the way."""
    given = np.asarray(value)
    if given.shape not in ((), (size,)):
        raise ValueError(f"{name}: one value, or one for each of {size} households, is needed; the shape is {given.shape}")
    if given.dtype.kind not in "biuf" or not np.isfinite(given).all():
        raise ValueError(f"{name}: finite numbers are needed, not {value!r}")
    with np.errstate(invalid="ignore", over="ignore"):
        fitted = given.astype(dtype)
    if not np.array_equal(fitted, given):
        raise ValueError(f"{name}: the column holds {dtype}, and {value!r} would change in it")
    return fitted


def write(households, name: str, value) -> None:
    """Set a column of kind state or delivery for a user's experiment. AttributeError for every other name."""
    attribute = Household._columns.get(f"{name}_row" if name in LINKS else name)
    if attribute is None:
        raise AttributeError(unknown(Household, name))
    why = obstacle(attribute.declared)
    if why:
        raise AttributeError(f"households.{attribute.name} cannot be set: {why}. To change it, change a parameter or lever in a scenario")
    column = households.model.world.households.columns[attribute.name]
    column[households.rows] = settable(name, len(households), value, column.dtype)
