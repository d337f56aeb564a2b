"""Contracts from offer to harvest: both sides gain, the capable are preferred, who breaks pays for it, and money is neither made nor lost."""

import numpy as np
import pytest

from sim.processes import contracts, product_output
from sim.processes.harvest_day import COOPERATIVE, NONE, ORDER
from tests.processes.conftest import TEA, grow

EAGER = {"orders.constant": 20.0}  # so attractive that a refusal has a chance of 1 in 10^8


def offers_and_pairs(world):
    """What is offered and all pairs that both sides want."""
    offers = contracts.providers(world, np.zeros(0, int), np.zeros(0))
    return offers, contracts.pairs(world, offers, world.month)


def under_contract(world, rows, firm: int, fen: float = 100000.0) -> None:
    """Households `rows` have an order contract with `firm` and deliver produce of `fen` at the market price this month."""
    h = world.households
    contracts.sign(world, np.asarray(rows), np.full(len(rows), ORDER), np.full(len(rows), firm), np.full(len(rows), TEA), world.year)
    world.linked["contract"] = np.flatnonzero(h.contract)
    h.contract_value[:] = 0.0
    h.contract_value[rows] = fen


def test_nobody_takes_part_at_a_loss(market_world):
    world = market_world(EAGER)
    offers, (row, provider, value, utility, gain) = offers_and_pairs(world)
    assert len(row) and (gain > 0).all() and (utility > 0).all()
    # by hand, enterprise 0 in village A (remoteness 0.7): 22,800 of output (0.8 x 28,500), 6 % x 1.7 turned away
    at = np.flatnonzero((offers["partner"][provider] == 0) & (offers["kind"][provider] == ORDER) & (world.households.village[row] == 0))[0]
    margin = offers["margin"][provider[at]]
    assert gain[at] == pytest.approx(22800 * margin * (1 - 0.06 * 1.7) - 500 * (1 + 0.8 * 0.7))
    world.enterprises.advantage[:], world.cooperatives.active[:] = 0.0, 0
    contracts.step(world)
    assert (world.households.contract == NONE).all()  # without an advantage every contract is a loss on expectation


def test_small_and_far_partners_are_not_wanted(market_world):
    world = market_world(EAGER)
    world.cooperatives.active[:] = 0
    grow(world, 2000.0, slice(0, 6))
    _, (row, *_) = offers_and_pairs(world)
    assert set(row) == set(range(6, len(world.households)))
    world.villages.remoteness[:] = [0.7, 30.0]
    assert not len(offers_and_pairs(world)[1][0])


def test_public_money_for_a_poor_partner_changes_who_is_wanted(market_world):
    world = market_world(EAGER)
    world.cooperatives.active[:] = 0
    world.households.on_list[:], world.households.jiandang[:] = 0, 0
    grow(world, 2000.0)
    world.households.on_list[3] = 1
    world.enterprises.poor_bonus[:] = 5000.0
    assert set(offers_and_pairs(world)[1][0]) == {3}


def test_without_room_without_price_or_name_there_are_no_contracts(market_world):
    for change in ("room", "output", "distrust"):
        world = market_world({"orders.constant": 0.0, "orders.distrust": 1000.0 if change == "distrust" else 2.5})
        world.cooperatives.active[:] = 0
        if change == "room":
            world.enterprises.capacity[:] = 0.0
        if change == "output":
            grow(world, 0.0)
        if change == "distrust":
            world.enterprises.reputation[:] = 0.0
            world.enterprises.reliability[:] = 0.0
        contracts.step(world)
        assert (world.households.contract == NONE).all(), change


def test_capacity_binds_and_goes_to_the_larger_output(market_world):
    world = market_world(EAGER)
    world.cooperatives.active[:], world.enterprises.alive[1] = 0, 0
    grow(world, 17500.0 + 1750.0 * np.arange(len(world.households)))
    world.enterprises.capacity[0] = 2 * 30000.0  # 30,000 yuan in each village: one of about 21,000 and no second
    contracts.step(world)
    h = world.households
    held = np.flatnonzero(h.contract == ORDER)
    assert (h.contract_share[held] * product_output.usual(world, held, h.contract_product[held])).sum() <= 60000.0
    assert held.tolist() == [np.flatnonzero(h.village == v)[-1] for v in range(2)]


def test_the_harvest_is_paid_by_the_contract_and_money_is_conserved(market_world):
    world = market_world({"orders.quality": 0.0})
    under_contract(world, [0, 1], 0)
    price = 1.0 + world.enterprises.price_premium[0]
    before = world.free("enterprises").copy()
    contracts.deliver(world)
    paid = world.payments.total("contract_sale")
    assert paid[:2].tolist() == [np.rint(100000 * price)] * 2 and not paid[2:].any()
    assert (before - world.free("enterprises")).tolist() == [paid.sum(), 0.0]
    assert world.enterprises.supplied[0] == pytest.approx(200000 * 1.3)


def test_a_high_market_makes_households_sell_elsewhere_and_ends_the_contract(market_world):
    world = market_world()
    world.tea_price = 3.0
    world.enterprises.price_follow[:] = 0.0
    under_contract(world, [0, 1], 0, 300000.0)
    contracts.deliver(world)
    h = world.households
    assert world.payments.total("contract_market")[:2].tolist() == [300000.0] * 2 and not world.payments.total("contract_sale").any()
    assert world.payments.total("contract_penalty")[:2].tolist() == [np.floor(0.05 * 300000 * (1 + world.enterprises.price_premium[0]) / 3.0)] * 2
    assert (h.contract[:2] == NONE).all() and h.breaches[:2].tolist() == [1, 1]


def test_a_price_below_what_its_name_is_worth_makes_the_enterprise_break(market_world):
    world = market_world()
    world.tea_price = 0.4
    world.enterprises.price_follow[:] = 0.0
    under_contract(world, [0, 1], 0)
    contracts.deliver(world)
    assert not world.payments.total("contract_sale").any()
    assert world.payments.total("contract_market")[:2].tolist() == [85000.0] * 2  # sold late, 15 % below the market
    assert world.enterprises.reputation.tolist() == [0.5, 0.8] and (world.households.contract[:2] == NONE).all()


def test_an_enterprise_without_money_pays_what_it_has_and_a_guarantee_pays_its_part(market_world):
    world = market_world({"orders.quality": 0.0, "enterprises.debt_cap": 0.0})
    under_contract(world, [0, 1], 0)
    world.enterprises.cash[0], world.enterprises.guarantee[0] = 100000.0, 0.5
    contracts.deliver(world)
    owed, paid = 2 * np.rint(100000 * (1 + world.enterprises.price_premium[0])), world.payments.total("contract_sale").sum()
    assert 99998 <= paid <= 100000 and world.free("enterprises")[0] >= 0.0
    assert world.payments.total("contract_guarantee").sum() == pytest.approx((owed - paid) / 2, abs=1.0)


def test_when_an_enterprise_closes_its_contracts_are_over(market_world):
    world = market_world()
    under_contract(world, [0, 1], 0)
    under_contract(world, [2], 1, 70000.0)
    world.households.contract_value[:2] = [100000.0, 0.0]  # row 1 has nothing to deliver this month and learns of it in February
    world.enterprises.alive[0] = 0
    contracts.deliver(world)
    assert world.households.contract[:3].tolist() == [NONE, ORDER, ORDER]
    assert world.payments.total("contract_market")[:2].tolist() == [85000.0, 0.0]  # another buyer is found late
    contracts.step(world)
    held = world.households.contract[:3] == ORDER
    assert not held[:2][world.households.contract_partner[:2] == 0].any() and held[2]


def test_a_floor_lowers_the_variance_of_what_contract_households_get(market_world):
    got = {}
    for floor in (0.0, 1.0):
        world = market_world({"orders.quality": 0.0, "orders.name": 5.0})
        world.enterprises.price_floor[:], world.enterprises.price_follow[:] = floor, 1.0
        income = []
        for world.tea_price in (0.7, 1.0, 1.3):
            under_contract(world, [0], 0, 100000.0 * world.tea_price)
            world.payments.clear()
            contracts.deliver(world)
            income.append(world.payments.total("contract_sale")[0])
        got[floor] = np.var(income)
    assert got[1.0] < got[0.0]


def test_members_of_a_cooperative_get_the_market_price_at_once(market_world):
    world = market_world()
    h = world.households
    contracts.sign(world, np.array([0, 1]), np.full(2, COOPERATIVE), np.zeros(2, int), np.full(2, TEA), world.year)
    world.linked["contract"] = np.array([0, 1])
    h.contract_value[:] = 0.0
    h.contract_value[:2] = 50000.0
    world.cooperatives.bulk[:] = 0.08
    contracts.deliver(world)
    assert world.payments.total("coop_sale")[:2].tolist() == [50000.0] * 2
    assert world.payments.total("coop_revenue").tolist() == [108000.0, 0.0]
    assert world.cooperatives.traded[0] == 100000.0 and world.cooperatives.earned[0] == 8000.0


def test_somebody_with_two_products_sells_each_to_who_deals_in_it(market_world):
    world = market_world(EAGER)
    h, e = world.households, world.enterprises
    e.product[1], h.grain_area[:], h.farm_rate[:] = 0, 20.0, 1.0
    h.orchard[:] = 20.0
    _, (row, provider, value, *_) = offers_and_pairs(world)
    offers = contracts.providers(world, np.zeros(0, int), np.zeros(0))
    product = offers["product"][provider]
    assert set(product[offers["kind"][provider] == ORDER]) == {0, TEA}
    assert value == pytest.approx(0.8 * product_output.usual(world, row, product))


def test_who_does_not_grow_the_product_any_more_has_no_contract(market_world):
    world = market_world()
    under_contract(world, [0, 1], 0)
    world.cooperatives.active[:], world.enterprises.capacity[:] = 0, 0.0
    world.households.orchard[1] = 0.0
    contracts.step(world)
    assert world.households.contract[:2].tolist() == [ORDER, NONE]


def test_at_the_start_contracts_of_the_years_before_run_out_one_after_the_other(market_world):
    world = market_world({"orders.constant": 0.0, "orders.years": 3})
    world.start = world.month - 1
    contracts.step(world)
    under = np.flatnonzero(world.households.contract)
    assert set(world.households.contract_until[under]) <= {2017, 2018, 2019} and len(set(world.households.contract_until[under])) > 1
