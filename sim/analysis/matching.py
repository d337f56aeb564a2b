"""Finds the same persons and households in another run, or in a later year, by their identities."""

import numpy as np
from numpy.typing import NDArray


def positions(wanted: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Position in `ids` (distinct, any order) of each of `wanted`, -1 where it is not there. Fast where both are nearly sorted."""
    if ids.size == 0:
        return np.full(wanted.size, -1)
    if np.array_equal(wanted, ids):
        return np.arange(ids.size)
    order = np.argsort(ids, kind="stable")
    at = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), ids.size - 1)]
    return np.where(ids[at] == wanted, at, -1)


def household_rows(persons: NDArray[np.int64], roster: tuple[np.ndarray, np.ndarray]) -> NDArray[np.int32]:
    """Household row of each person in a roster (person ids, household rows), -1 for those who are not alive then."""
    ids, rows = roster
    if ids.size == 0:
        return np.full(persons.size, -1, np.int32)
    at = positions(persons, ids)
    return np.where(at < 0, -1, rows[at]).astype(np.int32)
