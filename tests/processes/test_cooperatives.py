"""Cooperatives, shares and services: nothing is given that was not earned, and who stops pays back what is left."""

import numpy as np
import pytest

from sim.processes import contracts, cooperatives, shares, trusteeship
from sim.processes.harvest_day import COOPERATIVE
from sim.state.settlement import settle
from tests.processes.conftest import TEA, grow

RULES = {"cooperatives.costs": 5000.0, "cooperatives.member_cost": 250.0, "cooperatives.reserve": 0.2, "cooperatives.by_trade": 0.6}


@pytest.fixture
def traded(market_world):
    """December: households 0 and 1 are members of cooperative 0, which has earned `yuan` on 400,000 of trade; 1 holds shares of 10,000 yuan."""

    def make(yuan: float, values: dict | None = None):
        world = market_world(RULES | (values or {}), month=12)
        h, c = world.households, world.cooperatives
        contracts.sign(world, np.array([0, 1]), np.full(2, COOPERATIVE), np.zeros(2, int), np.full(2, TEA), world.year)
        grow(world, np.array([30000.0, 10000.0]), slice(0, 2))
        h.share_coop[1], h.coop_share[1] = 0, 1_000_000.0
        c.members[0], c.traded[0], c.earned[0], c.cash[0] = 2, 40_000_000.0, yuan * 100.0, yuan * 100.0
        return world

    return make


def test_a_surplus_goes_back_by_trade_and_on_shares(traded):
    world = traded(15500.0)
    cooperatives.close_year(world)
    shares.close_year(world)
    # 15,500 - 5,000 - 2 x 250 = 10,000; 2,000 kept; 60 % of 8,000 by trade, three to one; 3,200 on the only shares
    assert world.cooperatives.surplus[0] == 10000.0
    assert world.payments.total("coop_refund")[:2] == pytest.approx([360000.0, 120000.0], abs=1.0)
    assert world.payments.total("coop_dividend")[:2].tolist() == [0.0, 320000.0]
    assert world.free("cooperatives")[0] == pytest.approx(200000.0, abs=1.0)
    assert world.cooperatives.dividend_rate[0] == pytest.approx(0.5 * 0.065 + 0.5 * 0.32)
    assert world.cooperatives.refund_rate[0] == pytest.approx(0.5 * 0.04 + 0.5 * 0.012)


def test_without_a_surplus_nothing_is_given_and_patience_ends(traded):
    world = traded(5500.0, {"cooperatives.patience": 2})
    cooperatives.close_year(world)
    shares.close_year(world)
    assert not world.payments.total("coop_refund").any() and not world.payments.total("coop_dividend").any()
    assert world.cooperatives.bad_years[0] == 1 and world.cooperatives.active[0] == 1
    world.payments.net["cooperatives"][:], world.cooperatives.cash[0] = 0.0, 1e6
    world.payments.batches.clear()
    cooperatives.close_year(world)
    assert world.cooperatives.active[0] == 0


def test_who_cannot_pay_its_costs_stops_and_has_nothing_below_zero(traded):
    world = traded(1000.0)
    cooperatives.close_year(world)
    assert world.cooperatives.active[0] == 0 and world.free("cooperatives")[0] == 0.0


def test_shares_of_a_cooperative_that_stopped_are_paid_back_as_far_as_it_can_and_lost_beyond(traded):
    world = traded(0.0)
    world.cooperatives.active[0], world.cooperatives.cash[0] = 0, 250_000.0
    shares.step(world)
    assert world.payments.total("share_back")[1] == 250_000.0 and world.payments.total("share_lost")[1] == 750_000.0
    settle(world)
    assert world.households.coop_share[1] == 0.0 and world.households.share_coop[1] == -1 and world.cooperatives.cash[0] == 0.0


def test_members_put_in_whole_shares_from_spare_savings_while_there_is_room(traded):
    world = traded(0.0, {"shares.constant": 50.0, "shares.wish": 25000.0, "shares.part": 0.2, "consumption.buffer": 6.0})
    h = world.households
    h.cash[:2] = [10_000_000.0, 0.0]  # 30,000 yuan of income: a buffer of 15,000, so that 20 % of 85,000 = 17,000 are spare
    world.drivers.paths["price"].values.update({2015: 1.0})
    shares.step(world)
    settled = world.payments.total("share_in")
    assert settled[0] in (0.0, 1_500_000.0, 1_700_000.0) and settled[0] % 100_000 == 0.0 and not settled[1:].any()
    assert shares.total(world)[0] + settled.sum() <= 2_500_000.0 + 1.0


def test_nobody_puts_money_in_where_the_dividend_is_below_interest_and_risk(traded):
    world = traded(0.0, {"shares.weight": 1000.0})
    world.cooperatives.dividend_rate[:], world.households.cash[:] = 0.0, 1e8
    shares.step(world)
    assert not world.payments.total("share_in").any()


def test_the_gain_of_a_service_by_hand():
    # half of the work done by others: one worker for two workers' land tends all of it instead of half; with a = 0.75 half is worth 0.5 x 1.75 / 1.25 = 0.7
    assert trusteeship.gain(1.0, 2.0, 10000.0, 0.5, 0.6) == pytest.approx(3000.0)
    assert trusteeship.gain(4.0, 2.0, 10000.0, 0.5, 0.6) == 0.0  # more hands than the land needs


def test_who_lacks_hands_is_served_for_a_fee_and_both_gain(market_world):
    world = market_world({"trusteeship.constant": 20.0, "labour.theta": 0.6, "trusteeship.saved": 0.5, "trusteeship.fee": 280.0})
    h = world.households
    h.operated[:], h.farm_need[:], h.farm_full[:], h.farm_labour[:], h.tended[:], h.cash[:] = 5.0, 2.0, 10000.0, 2.0, 0.0, 1e7
    near = np.flatnonzero(h.village == 1)[:3]
    h.farm_labour[near], h.farm_full[near[2]] = 1.0, 3000.0  # the first two gain 3,000 for 1,400; the third 900 and declines
    h.farm_labour[0] = 1.0  # in village A the service costs 280 x 0.8 x (1 + 0.4 x 0.7), more than the fee: nobody is served there
    trusteeship.step(world)
    assert np.flatnonzero(h.tended).tolist() == near[:2].tolist()
    assert world.payments.total("trust_fee")[near[:2]].tolist() == [140000.0] * 2
    cost = np.rint(140000 * 0.8 * (1 + 0.4 * 0.4))
    assert world.cooperatives.service_earned[1] == 2 * (140000 - cost) and world.payments.total("service_costs").tolist() == [0.0, 2 * cost]


def test_nobody_is_served_without_cash_without_a_provider_or_below_cost(market_world):
    for change in ("cash", "provider", "cost"):
        world = market_world({"trusteeship.constant": 20.0, "trusteeship.cost": 1.5 if change == "cost" else 0.8})
        h = world.households
        h.operated[:], h.farm_need[:], h.farm_full[:], h.farm_labour[:], h.cash[:] = 5.0, 2.0, 10000.0, 1.0, 0.0 if change == "cash" else 1e7
        if change == "provider":
            world.cooperatives.service[:] = 0
        trusteeship.step(world)
        assert not h.tended.any() and not world.payments.total("trust_fee").any(), change


def test_a_cooperative_takes_up_what_its_village_sells(market_world):
    world = market_world()
    world.cooperatives.product[:] = cooperatives.NONE
    cooperatives.choose(world)
    assert world.cooperatives.product.tolist() == [TEA, TEA]
    world.cooperatives.product[0] = cooperatives.NONE
    grow(world, 100.0)  # so little that no member would be worth its cost
    cooperatives.choose(world)
    assert world.cooperatives.product.tolist() == [cooperatives.NONE, TEA]


def test_nobody_joins_a_cooperative_without_a_product(market_world):
    world = market_world({"orders.constant": 20.0})
    world.cooperatives.product[:], world.enterprises.capacity[:] = cooperatives.NONE, 0.0
    contracts.step(world)
    assert not world.households.contract.any()
