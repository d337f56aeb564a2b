"""Homes and lasting goods: bought in lumps from savings beyond the buffer, by hand; who cannot pay waits or asks for a part."""

import numpy as np
import pytest

from sim.processes import homes
from sim.state.settlement import receive, settle

RULES = {"homes.wish": 1.0, "homes.wish_poor": 1.0, "homes.years": 2.0, "homes.least": 60000.0, "homes.most": 400000.0, "homes.own_share": 0.5,
         "homes.durable": 1.0, "homes.durable_share": 0.5, "homes.durable_most": 30000.0, "consumption.buffer": 6.0}  # fmt: skip


@pytest.fixture
def spring(world_at):
    """March of a family that earns 50,000 a year and has `cash` yuan; returns the world after it built or not."""

    def live(cash, income=50000.0, values=None, price=1.0):
        world = world_at(2019, 3, RULES | (values or {}), price=price)
        world.start = world.month - 36
        world.households.welfare[0], world.households.cash[0] = income, cash * 100.0
        receive(world)
        homes.ask(world)
        homes.build(world)
        return world

    return live


def spent(world, name):
    """Yuan of household 0."""
    return world.paid(name)[0] / 100.0


def test_a_home_of_two_years_income_from_savings_beyond_the_buffer(spring):
    world = spring(130000.0)  # the buffer is 25,000; 100,000 of the other 105,000 are built
    assert spent(world, "home_building") == 100000 and world.households.house_built[0] == world.month and spent(world, "durable") == 0
    settle(world)
    assert world.households.cash[0] == 3e6


def test_who_has_half_builds_as_far_as_the_money_goes(spring):
    assert spent(spring(95000.0), "home_building") == 70000


def test_who_has_less_than_half_or_than_a_modest_home_waits_and_may_buy_goods(spring):
    world = spring(74000.0)  # 49,000 beyond the buffer
    assert spent(world, "home_building") == 0 and spent(world, "durable") == 24500 and world.households.house_built[0] == 0
    assert spent(spring(95000.0, income=100000.0), "home_building") == 0


def test_the_rest_is_asked_for_as_a_loan(spring):
    rows, fen, months, purpose = spring(95000.0).offers.of("loan")[0]
    assert rows.tolist() == [0] and fen.tolist() == [3e6] and months.tolist() == [homes.TERM] and purpose == "home"
    assert not spring(60000.0).offers.of("loan")[0][0].size and not spring(130000.0).offers.of("loan")[0][0].size


def test_bounds_of_the_cost(spring):
    assert spent(spring(2e6, income=1e6), "home_building") == 400000
    assert spent(spring(200000.0, income=1000.0), "home_building") == 60000
    assert spent(spring(200000.0, income=1000.0, price=1.5), "home_building") == 90000


def test_a_home_is_not_built_again_soon(world_at):
    world = world_at(2019, 3, RULES)
    world.households.house_built[:6] = world.month - homes.AGAIN + 1
    homes.wish(world)
    assert np.flatnonzero(world.households.wish_home).tolist() == list(range(6, 12))


def test_limits(spring):
    world = spring(130000.0, values={"homes.wish": 0.0, "homes.durable": 0.0})
    assert not world.paid("home_building").any() and not world.paid("durable").any()
    assert spent(spring(130000.0, values={"homes.wish": 0.0}), "durable") == 30000  # the most
    assert not spring(20000.0).paid("durable").any()  # nothing beyond the buffer


def test_neither_a_home_nor_goods_bring_cash_below_zero(start, small_sample):
    model = start(population=small_sample, values={"homes.wish": 0.8, "homes.durable": 1.0})
    for _ in range(39):
        model.step()
    assert (model.world.households.cash >= 0).all() and np.count_nonzero(model.world.households.house_built) > 100
