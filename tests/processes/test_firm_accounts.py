"""The money of an enterprise by hand: a gain from households is lower costs; who cannot pay closes with nothing below zero."""

import numpy as np
import pytest

from sim.processes import enterprises, firm_accounts, firm_credit
from sim.state.settlement import settle

STILL = {
    "enterprises.variable": 0.85,
    "enterprises.fixed": 0.10,
    "enterprises.buffer": 3.0,
    "enterprises.closure": 0.0,
    "enterprises.entry": 0.0,
    "enterprises.demand_sd": 0.0,
}


def month(world) -> None:
    """One month of the accounts alone, settled."""
    world.open_month()
    firm_accounts.step(world)
    firm_accounts.close_month(world)
    settle(world)


def test_a_month_by_hand(market_world):
    world = market_world(STILL)
    e = world.enterprises
    cash = e.cash.copy()
    month(world)
    # 12 m and 1.2 m yuan a year: 1,000,000 and 100,000 a month, of which 85 % + 10 % are costs; prices stand still in this world
    assert (e.cash - cash).tolist() == [5_000_000.0, 500_000.0]
    assert e.sales.tolist() == [1e6, 1e5] and e.profit == pytest.approx([50_000, 5_000])


def test_what_households_deliver_replaces_outside_costs_by_its_worth(market_world):
    world = market_world(STILL)
    e = world.enterprises
    world.open_month()
    firm_accounts.step(world)
    world.pay("contract_sale", np.array([0]), np.array([1_000_000.0]), np.array([1]))
    e.supplied[1] = 1_200_000.0
    firm_accounts.close_month(world)
    assert e.profit[1] == pytest.approx(5_000 + 2_000)  # 12,000 yuan of worth for 10,000 paid


def test_more_than_the_month_needs_is_kept_for_later(market_world):
    world = market_world(STILL)
    e = world.enterprises
    e.supplied[1] = 9_500_000.0 + 700_000.0
    month(world)
    assert e.bought_ahead[1] == pytest.approx(700_000.0)
    e.supplied[:] = 0.0
    cash = e.cash[1]
    month(world)
    assert e.cash[1] - cash == pytest.approx(500_000.0 + 700_000.0) and e.bought_ahead[1] == 0.0


def test_bad_demand_is_bridged_by_a_loan_up_to_the_cap_and_then_the_firm_closes(market_world):
    world = market_world(STILL | {"enterprises.debt_cap": 0.5})
    e = world.enterprises
    e.demand[1], e.cash[1] = 0.2, 0.0  # a loss of 7,000 a month: sales of 20,000 against costs of 17,000 and 10,000
    for _ in range(7):
        month(world)
        assert (e.cash >= 0).all() and (e.debt >= 0).all()
        assert e.debt[1] <= 0.5 * 10_000_000 + 1
    assert e.alive.tolist() == [1, 1] and e.debt[1] > 4_900_000
    month(world)
    assert e.alive.tolist() == [1, 0] and e.cash[1] == 0.0 and e.debt[1] == 0.0  # the bank has written it off
    assert world.payments.total("firm_write_off")[1] > 0.0
    month(world)
    assert not world.payments.total("firm_sales")[1] and e.cash[1] == 0.0


def test_loans_go_back_before_profit(market_world):
    world = market_world(STILL, month=12)
    e = world.enterprises
    e.debt[:] = [100_000.0, 0.0]
    month(world)
    assert e.debt[0] == 0.0 and world.payments.total("firm_profit")[0] == 5_000_000.0 - 500.0 - 100_000.0
    assert e.cash[0] == 300_000_000.0  # the buffer of three months


def test_closed_works_are_taken_over_when_that_pays(market_world):
    world = market_world(STILL | {"enterprises.entry": 1.0}, month=1)
    e = world.enterprises
    e.alive[1], e.cash[1], e.profit_rate[:] = 0, 0.0, 0.05
    firm_accounts.step(world)
    assert e.alive.tolist() == [1, 0]  # nobody else in the county earns anything
    e.county[1] = e.county[0]
    world.payments.clear()
    firm_accounts.step(world)
    assert e.alive.tolist() == [1, 1] and world.payments.total("firm_equity")[1] == 30_000_000.0


def test_credit_lends_what_is_missing_and_no_more(market_world):
    world = market_world()
    world.enterprises.cash[:] = 1000.0
    assert firm_credit.fund(world, np.array([500.0, 1500.0])).tolist() == [500.0, 1500.0]
    assert world.payments.total("firm_loan").tolist() == [0.0, 500.0]
    assert firm_credit.fund(world, np.array([0.0, 1500.0])).tolist() == [0.0, 1500.0]
    assert world.payments.total("firm_loan").tolist() == [0.0, 500.0]


def test_an_enterprise_leases_only_land_that_is_worth_its_rent(market_world):
    world = market_world({"enterprises.yield": 10.0, "enterprises.machines": 1.0})
    enterprises.step(world)
    v = world.villages
    assert (world.enterprises.lease_worth > 1.0).all() and (v.lease_firm == 0).all() and (v.lease_wanted > 0).all() and (v.lease_rent > 0).all()
    world = market_world({"enterprises.yield": 1.0, "enterprises.machines": 0.0})  # hired hands at the local wage cost more than the land yields
    enterprises.step(world)
    assert (world.villages.lease_firm == -1).all() and not world.villages.lease_wanted.any() and not world.villages.lease_rent.any()


def test_closed_enterprises_want_nothing(market_world):
    world = market_world({"enterprises.yield": 10.0, "enterprises.machines": 1.0})
    world.enterprises.alive[:] = 0
    enterprises.step(world)
    assert not world.enterprises.capacity.any() and not world.enterprises.vacancies.any() and (world.villages.lease_firm == -1).all()
