"""Division of households: who leaves, what they take along by hand, spare rows, and that nothing is made or lost."""

import numpy as np
import pytest

from sim.population import tiny_world as artificial
from sim.population.spare import with_spare
from sim.processes import division, members, roster
from sim.state.settlement import settle

ALL = {"division.with_child": 1.0, "division.childless": 1.0}


@pytest.fixture
def world(world_at):
    """The artificial households with two spare rows a village; those of the second village come after the spare rows of the first."""
    return world_at(2017, 1, ALL, with_spare(artificial()))


def test_spare_rows_belong_to_nobody(world):
    h = world.households
    assert h.founded.tolist() == [2015 * 12] * 6 + [-1] * 2 + [2015 * 12] * 6 + [-1] * 2
    assert h.size[[6, 7, 14, 15]].tolist() == [0, 0, 0, 0]
    assert h.id[6] == h.id[5] + 1 and h.id[14] == h.id[13] + 1
    assert world.household_share.sum() == 2.0  # both counties whole: spare rows count nowhere


def test_the_household_with_grandchildren_divides_by_hand(world):
    # grandparents of 64 and 62, a couple of 36 and 34, two children: four of six members leave with two thirds of 5 mu, 12 mu and 90,000 yuan
    q, h = world.persons, world.households
    h.cash[2], h.welfare[2], h.debt[2], world.ring[3, 2] = 9_000_000.0, 30_000.0, 100_000.0, 600.0
    division.step(world)
    rows, homes = world.moves.movers()
    assert ((world.month - q.birth[rows]) // 12).tolist() == [37, 35, 10, 6] and (homes == 6).all()
    assert world.payments.total("division_share")[6] == 6_000_000.0
    assert h.land[[2, 6]].tolist() == [1.67, 3.33] and h.forest[[2, 6]].tolist() == [4.0, 8.0]
    assert h.founded[6] == world.month and h.lineage[6] == h.lineage[2] and h.hamlet[6] == h.hamlet[2]
    assert (h.jiandang[6], h.on_list[6], h.car[6]) == (0, 0, 0)
    roster.step(world)
    members.step(world)
    assert h.size[[2, 6]].tolist() == [2, 4]
    settle(world)
    built = world.payments.total("house_cost")[6]
    assert h.cash[2] == 3_000_000.0 and h.cash[6] == 6_000_000.0 - built
    assert h.welfare[[2, 6]] == pytest.approx([10_000.0, 20_000.0]) and world.ring[3, [2, 6]] == pytest.approx([200.0, 400.0])
    assert h.debt[2] == 100_000.0 and h.debt[6] == 0.0


def test_only_who_can_raise_the_deposit_builds(world_at):
    paid = []
    for savings in (20_000.0, 200_000.0):
        world = world_at(2017, 1, ALL, with_spare(artificial()))
        world.households.cash[2], world.households.house[2] = savings * 100.0, 0
        division.step(world)
        paid.append((world.payments.total("house_cost")[6] / 100.0, int(world.households.house[6])))
    assert paid == [(0.0, 0), (110_000.0, 2)]


def test_without_a_spare_row_or_with_parents_who_need_them_nobody_leaves(world_at):
    full = world_at(2017, 1, ALL)
    division.step(full)
    assert not full.moves.moved or not len(full.moves.movers()[0])
    ill = world_at(2017, 1, ALL, with_spare(artificial()))
    ill.persons.health[(ill.persons.household == 2) & (ill.month - ill.persons.birth > 60 * 12)] = 2
    division.step(ill)
    assert not len(ill.moves.movers()[0])


def test_others_can_ask_for_a_division(world):
    # the elder couple of household 0 separates: one of two members, half of 4 mu
    new = division.divide(world, np.array([0]), np.array([1]))
    assert new.tolist() == [6] and world.households.land[[0, 6]].tolist() == [2.0, 2.0]
    assert division.divide(world, np.array([1]), np.array([2])).tolist() == [-1]  # the only member cannot leave


def test_rows_run_out_in_order(world):
    new = division.divide(world, np.array([0, 2, 3]), np.array([1, 5, 9]))
    assert new.tolist() == [6, 7, -1]
    assert (world.households.founded == -1).sum() == 2  # those of the other village


def test_a_year_of_divisions_keeps_land_and_people(world_at, small_sample):
    world = world_at(2017, 1, ALL, small_sample)
    h, q = world.households, world.persons
    h.cash[:] = 1e6
    land, forest, people, spare = h.land.sum(), h.forest.sum(), np.sort(q.id), (h.founded == -1).sum()
    before = np.bincount(h.village, h.size)
    division.step(world)
    roster.step(world)
    members.step(world)
    made = (h.founded == world.month).sum()
    assert 20 < made == spare - (h.founded == -1).sum()
    assert h.land.sum() == pytest.approx(land) and h.forest.sum() == pytest.approx(forest) and h.land.min() >= 0.0
    assert np.array_equal(np.sort(q.id), people) and np.array_equal(np.bincount(h.village, h.size), before)
    new = h.founded == world.month
    assert (h.size[new] >= 2).all() and not h.size[h.founded == -1].any()
    old, founded, _ = world.moves.split[0]
    assert 0.3 < np.corrcoef(h.ability[old], h.ability[founded])[0, 1] < 0.9


def test_money_of_divisions_adds_up(world_at, small_sample):
    world = world_at(2017, 1, ALL, small_sample)
    world.households.cash[:] = 12_345.0
    total = world.households.cash.sum()
    division.step(world)
    spent = world.payments.total("house_cost").sum()
    settle(world)
    assert world.households.cash.sum() == total - spent
