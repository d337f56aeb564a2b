"""Programmes of the time whose lever does not exist yet: dated outside volumes (payer, households, yuan, source) named in the scenario file."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import fill_first
from sim.core.fen import to_fen
from sim.state.rows import nonzero

INCOME = {"centre": "grant_centre", "province": "grant_province", "county": "grant_county", "cooperative": "dividend"}  # payment by payer
CAPITAL = "capital_grant"
OWNS = ()
DRAW_HOUSEHOLD = 490
BLOCK = 1024  # rows


def deliver(world) -> None:
    """Offer the grants of this month: each programme reaches its number of households, drawn among those it is meant for."""
    groups: dict[str, tuple[np.ndarray, float]] = {}
    for item in world.stand_ins:
        if item.first <= world.month <= item.last and world.month_of_year in item.months:
            rows = reached(world, item, groups)
            fen, payment = np.full(len(rows), to_fen(item.yuan / len(item.months))), INCOME[item.payer] if item.counts_as_income else CAPITAL
            world.offers.add("grant", rows, fen, np.ones(len(rows)), payment)


def meant(world, to: str) -> np.ndarray:
    """Rows of the households with living members that a programme is meant for."""
    h = world.households
    if to == "one":
        return np.flatnonzero(h.size > 0)[:1]
    column = {"registered_poor": h.jiandang, "farm": h.operated, "all": h.size}[to]  # none of them ever lies below zero
    rows = nonzero(column)
    return rows if to == "all" else rows[h.size[rows] > 0]


def reached(world, item, groups: dict[str, tuple[np.ndarray, float]]) -> np.ndarray:
    """Rows that a programme reaches this year: a share of the group, the same households in every month of the year."""
    known = world.reached.get(item.name)
    if known is None or known[0] != world.year:
        world.reached[item.name] = known = (world.year, chosen(world, item, groups))
    return known[1]


def chosen(world, item, groups: dict[str, tuple[np.ndarray, float]]) -> np.ndarray:
    """Rows that the draw of the year gives a programme, among those it is meant for in the first month of the year in which it pays. `groups`: rows and weight of who is meant."""
    h = world.households
    if item.to not in groups:
        rows = meant(world, item.to)
        groups[item.to] = rows, float(h.weight[rows].sum())
    rows, total = groups[item.to]
    if item.to == "one":  # that household stands for itself, whatever its weight in a sample
        return rows
    chance, out = min(1.0, item.households / total) if total > 0 else 0.0, np.empty(len(rows) + 1, np.int64)
    return out[: _draw(world.seed, h.id, rows, world.year * 12, item.key, chance, out)].copy()


@kernel("int64(int64, int64[::1], int64[::1], int64, int64, float64, int64[::1])")
def _draw(seed, ids, rows, month, key, chance, out):
    """List in `out`, one longer than `rows`, those of `rows` whose draw lies below the chance; returns how many. A block at a time, which stays in the cache."""
    found, agents, u = 0, np.empty(BLOCK, np.int64), np.empty(BLOCK)
    for start in range(0, rows.size, BLOCK):
        n = min(BLOCK, rows.size - start)
        for j in range(n):
            agents[j] = ids[rows[start + j]]
        fill_first(seed, DRAW_HOUSEHOLD, agents[:n], month, key, u[:n])
        for j in range(n):
            out[found] = rows[start + j]
            found += u[j] < chance
    return found
