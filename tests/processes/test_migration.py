"""What a move costs, who can pay it, and who pays when."""

import numpy as np
import pytest

from sim.processes import crops, labour, land, markets, migration
from sim.processes.labour_choice import AWAY, HOME, SEASONAL

COSTS = {"migration.travel": 700.0, "migration.search": 1500.0, "migration.remote": 0.6, "migration.contacts": 0.8}
GO = COSTS | {"labour.constant_away": 1e9}


@pytest.fixture
def planned(world_at):
    """World of the artificial households after the plan of February 2016, all at home before, with fen of cash and debt for everybody."""

    def make(values=GO, cash=0.0, debt=0.0, welfare=0.0, **drivers):
        world = world_at(2016, 2, values, **drivers)
        h, q = world.households, world.persons
        h.cash[:], h.debt[:], h.welfare[:] = cash, debt, welfare
        q.activity[:], q.resident[:], world.villages.road[:] = HOME, 1, 1.0 - world.villages.remoteness
        for step in (markets.step, land.step, crops.step, labour.step):
            step(world)
        return world

    return make


def test_the_cost_of_a_move_by_hand(world_at):
    world = world_at(2016, 2, COSTS, price=1.1)
    world.villages.migrants[:], world.villages.road[:] = (0.0, 0.5), (0.3, 0.6)
    # A, road 0.3: 700 x 1.42 + 1,500 = 2,494; B, road 0.6, half away: 700 x 1.24 + 1,500 x 0.6 = 1,768; at prices of 1.1
    assert migration.cost(world) == pytest.approx([2743.4, 1944.8])


def test_means_are_savings_and_what_kin_still_lend(world_at):
    world = world_at(2017, 2, {"consumption.kin_cap": 6.0})
    h = world.households
    h.welfare[:], h.cash[:], h.debt[:] = 12000.0, 50000.0, 100000.0
    h.debt[3] = 9e5
    # 500 + 6 months of 1,000 - 1,000 of debt; deep in debt there is the cash only
    assert migration.means(world)[2:4] == pytest.approx([5500.0, 500.0])
    world.month = world.start
    assert np.isinf(migration.means(world)).all()


def test_who_can_neither_pay_nor_borrow_stays(planned):
    poor, rich, trusted = planned(), planned(cash=1e6), planned(welfare=12000.0)
    assert not (poor.persons.activity == AWAY).any() and not poor.payments.total("moving_cost").any()
    for world in (rich, trusted):
        assert (world.households.migrants > 0).sum() >= 11


def test_each_mover_pays_once_from_the_same_purse(planned):
    # B: 700 x 1.24 + 1,500 = 2,368 a head. With 5,000 two of the three workers of row 8 can go, with 4,000 one.
    for cash, movers in ((5000.0, 2), (4000.0, 1), (2367.0, 0), (2368.0, 1)):
        world = planned(cash=cash * 100.0)
        assert world.households.migrants[8] == movers
        assert world.payments.total("moving_cost")[8] == 236800.0 * movers


def test_who_is_away_pays_no_more(planned):
    world = planned(cash=1e7)
    world.open_month()
    world.month += 1
    world.villages.migrants[:] = 0.0
    labour.step(world)
    assert not world.payments.total("moving_cost").any() and (world.households.migrants > 0).any()


def test_a_season_away_costs_the_same_journey(planned):
    world = planned(COSTS | {"labour.constant_seasonal": 1e9}, cash=236799.0)
    assert not (world.persons.activity == SEASONAL).any()
    world = planned(COSTS | {"labour.constant_seasonal": 1e9}, cash=1e7)
    assert (world.persons.activity == SEASONAL).sum() > 10 and not world.households.migrants.any()


@pytest.mark.parametrize("name,change", [("travel", 6000.0), ("search", 9000.0)])
def test_dearer_moves_fewer_migrants(world_at, small_sample, name, change):
    # S-03: migration cost lowers the share of persons in migrant work
    def away(values):
        world = world_at(2016, 2, values, small_sample)
        world.households.cash[:], world.persons.activity[:] = 1e7, HOME
        for step in (markets.step, land.step, crops.step, labour.step):
            step(world)
        return int((world.persons.activity == AWAY).sum())

    assert 0 < away({f"migration.{name}": change}) < away({f"migration.{name}": 0.0})


def test_a_relative_who_left_draws_others(world_at, small_sample):
    def followers(pull):
        world = world_at(2016, 2, {"labour.kin_away": pull}, small_sample)
        q, h = world.persons, world.households
        h.cash[:] = 1e7
        was = q.activity == AWAY
        some = (np.bincount(q.household, was, len(h)) > 0)[q.household] & ~was
        for step in (markets.step, land.step, crops.step, labour.step):
            step(world)
        return (q.activity[some] == AWAY).sum(), (q.activity[~some & ~was] == AWAY).sum()

    (none, others), (pulled, same) = followers(0.0), followers(2.0)
    assert pulled > none and others == same
