"""Dwellings: safe water and danger at the start, wear and disaster that make a house dangerous, and repair when the household has the money (危房改造)."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.data import figure

OWNS = ("households.house", "households.unsafe", "households.water", "households.house_repair", "villages.water")
DRAW_WATER, DRAW_WEAR, DRAW_REPAIR = 291, 292, 293
PARAMETERS = (
    Parameter("dwellings.rural_water", 2.2, "ratio", 0, 10, uniform(1.5, 3.0), "rural dwellings without piped water at the start against all dwellings of the county in 2020", "起始年农村无管道供水比例相对2020年全县", "CEN20-WATER-SM", "assumption", "places"),
    Parameter("dwellings.unsafe_start", 0.10, "share", 0, 1, uniform(0.05, 0.15), "dwellings not of concrete that are dangerous at the start; a quarter of it for brick and wood", "非砖混住房起始危房比例", "HO-RENEW", "recalled", "places"),
    Parameter("dwellings.wear", 0.02, "per_year", 0, 1, uniform(0.005, 0.04), "chance that a dwelling of earth or wood becomes dangerous in a year; a quarter of it for brick and wood, none for concrete", "土木住房年成危概率", "assumption", "assumption", "places"),
    Parameter("dwellings.struck", 0.05, "share", 0, 1, uniform(0.01, 0.12), "dwellings of earth or wood damaged in a village that a disaster strikes; a quarter of it for brick and wood, a tenth for concrete", "受灾村土木住房受损比例", "assumption", "assumption", "places"),
    Parameter("dwellings.repair", 20000.0, "yuan", 0, 1e6, uniform(15000, 35000), "cost of making a dangerous dwelling safe, prices of 2019", "危房加固费用(2019年价)", "HO-RENEW", "recalled", "places"),
    Parameter("dwellings.reserve", 6.0, "months", 0, 120, uniform(2, 12), "months of income that a household keeps when it repairs", "修房时保留的储蓄(月收入)", "assumption", "assumption", "places"),
    Parameter("dwellings.attend", 0.5, "per_year", 0, 1, uniform(0.25, 0.9), "chance in a year that a household that can pay for the repair has it done", "有能力的家庭年修缮概率", "assumption", "assumption", "places"),
)  # fmt: skip
# Against earth or wood: brick and wood, concrete. Wear leaves concrete alone within the years of a run. Assumption.
WEAR, DAMAGE = np.array([1.0, 0.25, 0.0]), np.array([1.0, 0.25, 0.1])
# Suffix of the figures by county, in code order
COUNTIES = ("ML", "SY", "MX", "QL", "NH", "DT", "YX", "SX", "JL", "TN", "JN", "YA")


def set_up(world) -> None:
    """Water and danger of each dwelling at the start, by the household's own draw."""
    p, h, v = world.parameters, world.households, world.villages
    u, danger = uniforms(world.seed, DRAW_WATER, h.id, 0)
    without = np.array([1.0 - figure(f"CEN20-WATER-{name}").value / 100.0 for name in COUNTIES])[v.county]
    unsafe = np.clip(p["dwellings.rural_water"] * without * (0.5 + v.remoteness), 0.0, 1.0)
    h.water[:] = u >= unsafe[h.village]
    h.unsafe[:] = danger < p["dwellings.unsafe_start"] * WEAR[h.house]
    water(world)


def water(world) -> None:
    """Share of a village's dwellings with safe water."""
    v, village = world.villages, world.households.village
    v.water[:] = np.bincount(village, world.households.water, len(v)) / np.maximum(np.bincount(village, minlength=len(v)), 1)


def move_in(world, new: np.ndarray, old: np.ndarray) -> None:
    """Households `new` live in part of the dwelling of `old`."""
    h = world.households
    for name in ("house", "unsafe", "water"):
        h.columns[name][new] = h.columns[name][old]


def built(world, rows: np.ndarray) -> None:
    """Households that have built themselves a brick-concrete house."""
    h = world.households
    h.house[rows], h.unsafe[rows] = 2, 0


def step(world) -> None:
    """Once a year, after the season of storms: wear and damage, then repairs of those who can pay. Empty houses are left alone."""
    h = world.households
    wear(world)
    rows = repairing(world)
    world.pay("house_repair", rows, np.full(len(rows), cost(world)))
    h.unsafe[rows] = 0
    h.house[rows] = np.maximum(h.house[rows], 1)  # a repair replaces earth walls by brick
    water(world)


def wear(world) -> None:
    """Dwellings that became dangerous this year, by age or in a disaster."""
    p, h = world.parameters, world.households
    struck = world.villages.struck[h.village] == 1
    rows = np.flatnonzero(((h.house < 2) | struck) & (h.size > 0))  # concrete in a spared village neither wears nor breaks
    age, storm = uniforms(world.seed, DRAW_WEAR, h.id[rows], world.month)
    hit = struck[rows] & (storm < p["dwellings.struck"] * DAMAGE[h.house[rows]])
    h.unsafe[rows[hit | (age < p["dwellings.wear"] * WEAR[h.house[rows]])]] = 1


def cost(world) -> float:
    """Fen that a repair costs this month."""
    return float(to_fen(world.parameters["dwellings.repair"] * world.drivers.price(world.month)))


def repairing(world) -> np.ndarray:
    """int64[n]: households that repair a dangerous dwelling now: they can pay it, keep a reserve, and get round to it."""
    p, h = world.parameters, world.households
    rows = np.flatnonzero((h.unsafe == 1) & (h.size > 0))
    reserve = p["dwellings.reserve"] / 12.0 * world.year_income(rows) * 100.0
    ready = uniforms(world.seed, DRAW_REPAIR, h.id[rows], world.month)[0] < p["dwellings.attend"]
    return rows[ready & (h.cash[rows] >= cost(world) + np.maximum(reserve, 0.0))]
