"""The roster: lays the table of persons anew once a year, after deaths, births and moves between households, in one pass."""

import numpy as np

from sim.core.compiled import kernel

OWNS = ("persons.household",)


@kernel("int64(int32[::1], int8[::1], int64[::1], int32[::1], int64[::1], int32[::1])")
def _order(household, stays, inserted, homes, source, target):
    """Who stays keeps the order; who comes follows at the end of the household. Returns the persons there are."""
    n, k = 0, 0
    for i in range(household.size):
        if stays[i] == 0:
            continue
        while k < homes.size and homes[k] < household[i]:
            source[n], target[n] = inserted[k], homes[k]
            n, k = n + 1, k + 1
        source[n], target[n] = i, household[i]
        n += 1
    while k < homes.size:
        source[n], target[n] = inserted[k], homes[k]
        n, k = n + 1, k + 1
    return n


def _gather(numbers, old, new, out):
    for i in range(out.size):
        j = numbers[i]
        out[i] = old[j] if j < old.size else new[j - old.size]


_GATHER = {
    "int8": kernel("void(int64[::1], int8[::1], int8[::1], int8[::1])")(_gather),
    "int32": kernel("void(int64[::1], int32[::1], int32[::1], int32[::1])")(_gather),
    "int64": kernel("void(int64[::1], int64[::1], int64[::1], int64[::1])")(_gather),
    "float64": kernel("void(int64[::1], float64[::1], float64[::1], float64[::1])")(_gather),
}


def newborn(world) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(rows of the mothers, columns of the newborn) of the year."""
    q, born = world.persons, world.moves.born
    mothers = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in born)])
    return mothers, {
        name: np.ascontiguousarray(np.concatenate([np.zeros(0, a.dtype), *(columns[name] for _, columns in born)]), a.dtype) for name, a in q.columns.items()
    }


def places(world, mothers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(stays int8[persons], inserted rows, their households): inserted are the moved, then the newborn (numbers beyond the rows), by household."""
    q, (moved, homes) = world.persons, world.moves.movers()
    stays = np.ones(len(q), np.int8)
    stays[world.moves.gone()], stays[moved] = 0, 0
    alive = world.moves.living(moved)
    homes_alive = homes[np.searchsorted(moved, alive)]
    cradle = q.household[mothers]
    if len(moved):  # a mother who moves takes the child along
        at = np.minimum(np.searchsorted(moved, mothers), len(moved) - 1)
        cradle = np.where(moved[at] == mothers, homes[at], cradle)
    inserted = np.concatenate([alive, len(q) + np.arange(len(mothers))])
    home = np.concatenate([homes_alive, cradle]).astype(np.int32)
    order = np.argsort(home, kind="stable")
    return stays, inserted[order], home[order]


def step(world) -> None:
    """Carry out the moves of the year and forget them. Nothing is laid anew where nothing happened."""
    q = world.persons
    mothers, fresh = newborn(world)
    stays, inserted, homes = places(world, mothers)
    if stays.all() and not len(inserted):
        return
    source, target = np.empty(len(q) + len(inserted), np.int64), np.empty(len(q) + len(inserted), np.int32)
    n = _order(q.household, stays, inserted, homes, source, target)
    rows = {"household": target[:n].copy()}
    for name, column in q.columns.items():
        if name != "household":
            rows[name] = np.empty(n, column.dtype)
            _GATHER[column.dtype.name](source[:n], column, fresh[name], rows[name])
    q.replace(rows)
    world.moves.clear()
