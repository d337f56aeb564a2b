"""The roster: lays the table of persons anew once a year, after deaths, births and moves between households, in one pass."""

import numpy as np

from sim.core.compiled import kernel

OWNS = ("persons.household",)


@kernel("int64(int32[::1], int8[::1], int32[::1], int64[:,::1], int64[::1])")
def _runs(household, stays, homes, runs, at):
    """Who stays keeps the order; who comes follows at the end of the household. Fills `runs` (old first row, new first row, length) of persons who stay
    together, and the new row `at` of each who comes; `homes` are rising. Returns the number of runs."""
    n, k, r, inside = 0, 0, -1, False
    for i in range(household.size):
        if stays[i] == 0:
            inside = False
            continue
        while k < homes.size and homes[k] < household[i]:
            at[k] = n
            n, k, inside = n + 1, k + 1, False
        if not inside:
            r, inside = r + 1, True
            runs[0, r], runs[1, r], runs[2, r] = i, n, 0
        runs[2, r] += 1
        n += 1
    while k < homes.size:
        at[k] = n
        n, k = n + 1, k + 1
    return r + 1


@kernel("int64(int64[:,::1], int64, int64[::1])")
def _turns(runs, n, turn):
    """List in `turn` the runs that move, so that none writes over what a later one reads: those that go down in order, neighbours that go up from the
    last one on. Returns how many they are."""
    r, m = 0, 0
    while r < n:
        last = r
        while last < n and runs[1, last] > runs[0, last]:
            last += 1
        for up in range(last - 1, r - 1, -1):
            turn[m], m = up, m + 1
        if last < n and runs[1, last] < runs[0, last]:
            turn[m], m = last, m + 1
        r = last + 1
    return m


def _lay(runs, turn, at, values, column):
    """Shift the runs of `column` in place and set who comes."""
    spare = np.empty(runs[2].max(), column.dtype)
    for r in turn:
        source, to, length = runs[0, r], runs[1, r], runs[2, r]
        old, new = column[source : source + length], column[to : to + length]
        if to < source or to >= source + length:
            for j in range(length):
                new[j] = old[j]
            continue
        for j in range(length):  # up by less than its length
            spare[j] = old[j]
        for j in range(length):
            new[j] = spare[j]
    for k in range(at.size):
        column[at[k]] = values[k]


_LAY = {
    "int8": kernel("void(int64[:,::1], int64[::1], int64[::1], int8[::1], int8[::1])")(_lay),
    "int32": kernel("void(int64[:,::1], int64[::1], int64[::1], int32[::1], int32[::1])")(_lay),
    "int64": kernel("void(int64[:,::1], int64[::1], int64[::1], int64[::1], int64[::1])")(_lay),
    "float64": kernel("void(int64[:,::1], int64[::1], int64[::1], float64[::1], float64[::1])")(_lay),
}


def newborn(world) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(rows of the mothers, columns of the newborn) of the year."""
    q, born = world.persons, world.moves.born
    mothers = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in born)])
    return mothers, {name: np.concatenate([np.zeros(0, a.dtype), *(columns[name] for _, columns in born)]) for name, a in q.columns.items()}


def cradles(world, mothers: np.ndarray) -> np.ndarray:
    """int32[n]: household of each newborn; a mother who moves takes the child along."""
    household, (moved, homes) = world.persons.household[mothers], world.moves.movers()
    if not len(moved):
        return household
    at = np.minimum(np.searchsorted(moved, mothers), len(moved) - 1)
    return np.where(moved[at] == mothers, homes[at], household)


def step(world) -> None:
    """Carry out the moves of the year and forget them. Nothing is laid anew where nothing happened."""
    q, gone, (moved, target) = world.persons, world.moves.gone(), world.moves.movers()
    mothers, fresh = newborn(world)
    if not len(gone) + len(moved) + len(mothers):
        return
    alive = world.moves.living(moved)
    homes = np.concatenate([target[np.searchsorted(moved, alive)], cradles(world, mothers)]).astype(np.int32)
    order = np.argsort(homes, kind="stable")
    stays, at, runs = np.ones(len(q), np.int8), np.empty(len(homes), np.int64), np.zeros((3, 1 + len(gone) + len(moved) + len(homes)), np.int64)
    stays[gone], stays[moved] = 0, 0
    turn = np.empty(runs.shape[1], np.int64)
    turn = turn[: _turns(runs, _runs(q.household, stays, homes[order], runs, at), turn)]
    people, rows, room = int(np.count_nonzero(stays)) + len(homes), {}, world.moves.room
    for name, column in q.columns.items():
        came = homes if name == "household" else np.concatenate([column[alive], fresh[name].astype(column.dtype)])
        memory = room.of(name, column, max(people, len(q)))
        _LAY[column.dtype.name](runs, turn, at, came[order], memory)
        rows[name] = memory[:people]
    q.replace(rows)
    world.moves.clear()
