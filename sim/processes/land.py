"""Farmland: who has no hands leases out, neighbours with spare hands lease in, and enterprises that ask for land; what nobody works lies fallow.

Both sides gain: a rent lies above the own use of the lessor, for whom land beyond the hands brings nothing, and a neighbour leases in only where a further mu
of the county's mix brings more than the rent: the part of its margin that is not the return to work, where land is fully tended, times the household's productivity and the way to market.
Enterprises state what they want and pay in the columns `lease_wanted` (mu), `lease_rent` (yuan a mu and year) and `lease_firm` (row) of a village.
"""

import numpy as np

from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array
from sim.processes.crop_table import crop_table, mix
from sim.processes.crops import hands as planned_hands
from sim.processes.crops import reach
from sim.processes.labour_choice import land_part

OWNS = ("households.operated", "households.rent_due", "households.rent", "households.leased_firm", "households.lease_in")
RENT_MONTH = 11  # rent is paid once a year, after the harvest; assumption
PARAMETERS = (
    Parameter("land.per_worker", 8.0, "mu", 1, 60, uniform(5, 12), "farmland that one full farm worker can tend", "每个全劳力可耕种面积", "assumption", "assumption", "land"),
    Parameter("land.rent", 260.0, "yuan_per_mu", 0, 3000, uniform(150, 500), "rent of a mu between villagers at start-year prices, in the nearest village", "村内土地流转租金(近村)", "assumption", "assumption", "land"),
)  # fmt: skip


def rents(world) -> np.ndarray:
    """float64[villages]: yuan a mu and year between neighbours; land far from the market brings less."""
    c, v = world.counties, world.villages
    return world.parameters["land.rent"] * world.drivers.at("farm_price", world.month) * c.rent_ratio[v.county] * reach(world)


def gains(world, rent: np.ndarray) -> np.ndarray:
    """bool[households]: a further mu of the county's mix brings more than the rent."""
    h, level = world.households, world.drivers.at("farm_price", world.month)
    t, price = crop_table(), world.products.price.reshape(len(world.counties), -1)
    sales = (mix() * t.sales * price).sum(axis=1)[world.villages.county] * reach(world)
    inputs = world.parameters["crops.input_ratio"] * (mix() * t.inputs).sum(axis=1)[world.villages.county]
    product = land_part(world.parameters["labour.theta"]) * level * np.maximum(sales - inputs, 0.0)
    return product[h.village] * exp_array(h.ability + h.persistent) > rent[h.village]


def free_hands(world) -> np.ndarray:
    """float64[households]: farm workers of the last plan that gardens of tea and fruit leave for fields."""
    h, work = world.households, crop_table().labour
    return np.maximum(planned_hands(world) - h.orchard * work[np.maximum(h.tree, 0)] / 12.0, 0.0)


def step(world) -> None:
    """Allot the year's operated land in each village: first to enterprises that pay more than neighbours, then to neighbours, then to the other enterprises."""
    h, n = world.households, len(world.villages)
    living = np.diff(world.person_first()) > 0  # a household that died out still has the hands of its last plan
    hands = free_hands(world) * living * world.parameters["land.per_worker"]
    rent = rents(world)
    spare = np.maximum(h.land - hands, 0.0)
    h.leased_firm[:] = 0.0
    spare = to_enterprises(world, spare, asks(world, rent, dear=True))
    wanted = np.where(gains(world, rent), np.maximum(hands - h.land, 0.0), 0.0)
    out, into = shared(h.village, spare, wanted, n)
    to_enterprises(world, spare - out, asks(world, rent, dear=False))
    h.operated[:] = np.minimum(h.land, hands) + into
    h.rent_due[:] = (out - into) * rent[h.village]


def shared(village: np.ndarray, offered: np.ndarray, wanted: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Mu that each household leases out and in: the shorter side of its village in full, the other in proportion."""
    supply, demand = np.bincount(village, offered, n), np.bincount(village, wanted, n)
    moved = np.minimum(supply, demand)
    out = offered * np.divide(moved, supply, out=np.zeros(n), where=supply > 0)[village]
    return out, wanted * np.divide(moved, demand, out=np.zeros(n), where=demand > 0)[village]


def asks(world, rent: np.ndarray, dear: bool) -> np.ndarray:
    """float64[villages]: mu that enterprises ask for at a rent above (`dear`) or not above that of neighbours."""
    v = world.villages
    if "lease_wanted" not in v.columns:
        return np.zeros(len(v))
    return np.where((v.lease_firm >= 0) & ((v.lease_rent > rent) == dear), v.lease_wanted, 0.0)


def to_enterprises(world, spare: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Lease spare land to the enterprise of the village in proportion; returns what is left float64[households]."""
    if not wanted.any():
        return spare
    h, n = world.households, len(wanted)
    offered = np.bincount(h.village, spare, n)
    part = np.divide(np.minimum(offered, wanted), offered, out=np.zeros(n), where=offered > 0)[h.village]
    h.leased_firm += (spare * part).astype(np.float32)
    return spare * (1.0 - part)


def pay_rent(world) -> None:
    """Who leases in pays, who leases out receives, whole fen; the fen that rounding leaves over go to the largest lessor of the village."""
    h, n = world.households, len(world.villages)
    fen = to_fen(h.rent_due)
    gets = np.flatnonzero(fen > 0.0)
    largest = largest_of_village(h.village[gets], fen[gets], gets, n)
    fen[largest[h.village] < 0] = 0.0
    over, some = np.bincount(h.village, -fen, n), largest >= 0
    fen[largest[some]] += over[some]
    pays, gets = np.flatnonzero(fen < 0.0), np.flatnonzero(fen > 0.0)
    world.pay("rent", gets, fen[gets], pays, -fen[pays])
    if h.leased_firm.any():
        pay_leases(world)


def largest_of_village(village: np.ndarray, fen: np.ndarray, rows: np.ndarray, n: int) -> np.ndarray:
    """int64[n]: of `rows`, grouped by village, the one with most fen in each (the last of equals); -1 where there is none."""
    largest = np.full(n, -1)
    if rows.size:
        first = np.flatnonzero(np.r_[True, village[1:] != village[:-1]])
        most = np.repeat(np.maximum.reduceat(fen, first), np.diff(np.r_[first, rows.size]))
        top = fen == most
        largest[village[top]] = rows[top]
    return largest


def pay_leases(world) -> None:
    """Rent of enterprises: each pays what it owes, or what it has in proportion; what stays unpaid is counted."""
    h, v = world.households, world.villages
    rows = np.flatnonzero(h.leased_firm)
    firm = v.lease_firm[h.village[rows]].astype(np.int64)
    due = to_fen(h.leased_firm[rows] * v.lease_rent[h.village[rows]])
    owed = np.bincount(firm, due, len(world.enterprises))
    has = np.maximum(world.free("enterprises"), 0.0)
    part = np.divide(np.minimum(has, owed), owed, out=np.zeros(len(owed)), where=owed > 0)
    paid = np.where(part[firm] < 1.0, np.floor(due * part[firm]), due)
    world.pay("lease_in", rows, paid, firm, paid)
    world.count("lease_unpaid", h.county[rows], (due - paid) * h.weight[rows])
