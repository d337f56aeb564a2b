"""Counts and means of villages, cooperatives, enterprises and loans by area, by hand."""

import numpy as np
import pytest

from sim.results.organisations import UNITS, organisations
from sim.results.sheets import Sheets, living_sign
from sim.state.columns import money
from sim.state.table import Table


def test_loans_are_weighted_and_add_up_to_the_city(world_at) -> None:
    world = world_at(2019, 12)
    h = world.households
    h.loan[:3] = 10_000_00.0, 0.0, 5_000_00.0
    found = organisations(world)["loans_outstanding"]
    assert found[12] == pytest.approx(10_000.0 * h.weight[0] + 5_000.0 * h.weight[2]) == found[:12].sum()
    assert found[h.county[0]] > 0


def test_enterprises_and_cooperatives_count_by_weight(world_at) -> None:
    world = world_at(2019, 12)
    world.enterprises = Table("enterprises", 2, {"id": np.array([1, 2]), "county": np.array([0, 3], np.int8), "weight": np.array([1.0, 2.5])})
    world.enterprises.alive[:] = 1
    found = organisations(world)["enterprises"]
    assert (found[0], found[3], found[12]) == (1.0, 2.5, 3.5)


def test_every_measure_has_its_unit(world_at) -> None:
    assert set(organisations(world_at(2019, 12))) == set(UNITS)


def test_living_consumption_takes_what_households_pay_but_for_health() -> None:
    signs = {c.name: living_sign(c) for c in money() if c.table == "households"}
    assert signs["spending"] == signs["school_cost"] == signs["wedding_cost"] == 1.0  # health is counted by what was spent in the year
    others = ("medical", "refund", "wage_local", "farm_net", "kin_repay", "rent", "capital_spent", "contribution")
    assert all(signs[name] == 0.0 for name in others if name in signs)
    assert all(name in signs for name in Sheets.LIVING_FLOWS)
