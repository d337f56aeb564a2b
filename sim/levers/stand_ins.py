"""Programmes of the time whose lever does not exist yet: dated outside volumes (payer, households, yuan, source) named in the scenario file."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.fen import to_fen

INCOME = {"centre": "grant_centre", "province": "grant_province", "county": "grant_county", "cooperative": "dividend"}  # payment by payer
CAPITAL = "capital_grant"
OWNS = ()
DRAW_HOUSEHOLD = 490


def deliver(world) -> None:
    """Offer the grants of this month: each programme reaches its number of households, drawn among those it is meant for."""
    groups: dict[str, np.ndarray] = {}
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
    return np.flatnonzero((h.size > 0) & {"registered_poor": h.jiandang == 1, "farm": h.operated > 0.0, "all": True}[to])


def reached(world, item, groups: dict[str, np.ndarray]) -> np.ndarray:
    """Rows that a programme reaches this year: a share of the group, the same households in every month of the year."""
    known = world.reached.get(item.name)
    if known is None or known[0] != world.year:
        world.reached[item.name] = known = (world.year, chosen(world, item, groups))
    return known[1]


def chosen(world, item, groups: dict[str, np.ndarray]) -> np.ndarray:
    """Rows that the draw of the year gives a programme, among those it is meant for in the first month of the year in which it pays."""
    h = world.households
    if item.to not in groups:
        groups[item.to] = meant(world, item.to)
    rows = groups[item.to]
    if item.to == "one":  # that household stands for itself, whatever its weight in a sample
        return rows
    total = float(h.weight[rows].sum())
    chance = min(1.0, item.households / total) if total > 0 else 0.0
    return rows[draw(world.seed, DRAW_HOUSEHOLD, h.id[rows], world.year * 12, item.key) < chance]
