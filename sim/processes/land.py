"""Farmland between neighbours: who has no hands leases out, who has spare hands leases in, for a rent; what nobody works lies fallow."""

import numpy as np

from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform

OWNS = ("households.operated", "households.rent_due", "households.rent")
RENT_MONTH = 11  # rent is paid once a year, after the harvest; assumption
PARAMETERS = (
    Parameter("land.per_worker", 8.0, "mu", 1, 60, uniform(5, 12), "farmland that one full farm worker can tend", "每个全劳力可耕种面积", "assumption", "assumption", "land"),
    Parameter("land.rent", 260.0, "yuan_per_mu", 0, 3000, uniform(150, 500), "rent of a mu between villagers at start-year prices", "村内土地流转租金", "assumption", "assumption", "land"),
)  # fmt: skip


def step(world) -> None:
    """Allot the year's operated land in each village in proportion to spare hands and spare land."""
    h, n = world.households, len(world.villages)
    living = np.bincount(world.persons.household, minlength=len(h)) > 0  # a household that died out still has the hands of its last plan
    planned = np.where(
        h.founded == world.month - 1, 0.5 * h.labour, h.farm_labour
    )  # who divided in January has no plan yet; half their labour: assumption
    hands = planned * living * world.parameters["land.per_worker"]
    spare_land, spare_hands = np.maximum(h.land - hands, 0.0), np.maximum(hands - h.land, 0.0)
    offered, wanted = np.bincount(h.village, spare_land, n), np.bincount(h.village, spare_hands, n)
    moved = np.minimum(offered, wanted)
    out = spare_land * np.divide(moved, offered, out=np.zeros(n), where=offered > 0)[h.village]
    into = spare_hands * np.divide(moved, wanted, out=np.zeros(n), where=wanted > 0)[h.village]
    h.operated[:] = np.minimum(h.land, hands) + into
    h.rent_due[:] = (out - into) * world.parameters["land.rent"] * (world.drivers.at("farm_price", world.month) * world.counties.rent_ratio)[h.county]


def pay_rent(world) -> None:
    """Who leases in pays, who leases out receives, whole fen; the fen that rounding leaves over go to the largest lessor of the village."""
    h, n = world.households, len(world.villages)
    fen = to_fen(h.rent_due)
    gets = np.flatnonzero(fen > 0.0)
    largest = np.full(n, -1)
    order = gets[np.lexsort((h.id[gets], fen[gets], h.village[gets]))]
    largest[h.village[order]] = order  # the last of each village stays
    fen[largest[h.village] < 0] = 0.0
    over, some = np.bincount(h.village, -fen, n), largest >= 0
    fen[largest[some]] += over[some]
    pays, gets = np.flatnonzero(fen < 0.0), np.flatnonzero(fen > 0.0)
    world.pay("rent", gets, fen[gets], pays, -fen[pays])
