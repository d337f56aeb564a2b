"""Transfers: what is due is paid, dibao only as far as the purse lasts, capital goes in and out in the same month."""

import numpy as np
import pytest

from sim.processes import transfers

SAME = {"pension": "pension_due", "contribution": "contribution_due"}
GRANTS = ("grant_centre", "grant_province", "grant_county", "dividend", "capital_grant")
ALL = (*SAME, *GRANTS, "capital_spent", "dibao")


@pytest.mark.parametrize("paid,due", SAME.items())
def test_what_is_due_is_paid(world_at, paid, due):
    world = world_at(2016, 3)
    world.households.columns[due][:] = 100.0 * np.arange(12)
    transfers.step(world)
    assert np.array_equal(world.paid(paid), 100.0 * np.arange(12))
    assert [name for name in ALL if world.paid(name).any()] == [paid]


@pytest.mark.parametrize("name", GRANTS)
def test_a_grant_that_is_offered_is_paid_and_capital_is_spent(name, world_at):
    world = world_at(2016, 3)
    world.offers.add("grant", np.array([2, 5]), np.array([100.0, 300.0]), np.ones(2), name)
    transfers.step(world)
    assert world.paid(name)[[2, 5]].tolist() == [100.0, 300.0] and world.paid(name).sum() == 400.0
    assert {x for x in ALL if world.paid(x).any()} == {name} | ({"capital_spent"} if name == "capital_grant" else set())


def test_dibao_is_paid_while_the_purse_of_the_county_lasts(world_at):
    # Village A: 300 fen each for rows 0 to 2, purse 700: two are paid. Village B: the purse is full.
    world = world_at(2016, 3)
    h = world.households
    h.dibao_due[[0, 1, 2, 8]] = 300.0
    purse = np.zeros(12)
    purse[h.county[0]], purse[h.county[8]] = 700.0, 300.0
    world.purses.fill("safety_net", purse)
    transfers.step(world)
    assert world.paid("dibao")[[0, 1, 2, 8]].tolist() == [300.0, 300.0, 0.0, 300.0]
    assert world.purses.of("safety_net")[h.county[[0, 8]]].tolist() == [100.0, 0.0]
    assert world.tally["dibao_unpaid"].sum() == 1.0


def test_nothing_due_pays_nothing(world_at):
    world = world_at(2016, 3)
    transfers.step(world)
    assert not any(world.paid(name).any() for name in ALL) and "dibao_unpaid" not in world.tally
