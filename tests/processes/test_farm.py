"""Harvests: a normal year brings the margin of the areas; luck, weather and prices move it with inputs spent; inputs before the season or on account; contracts."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import farm
from sim.processes.crop_table import FISH, FOREST, GRAIN, SIDE, TREES, crop_table
from sim.state.columns import sparse

T = crop_table()
VEGETABLES, TOBACCO, TEA = T.code("vegetables"), T.code("tobacco"), TREES[0]


@pytest.fixture
def normal(world_at):
    """A world of a normal year near the market: everybody has 3 mu of vegetables, 2 of grain, 1 of tea, 10 of forest, half a farm worker; nothing paid before."""

    def make(year=2016, month=1, values=None):
        world = world_at(year, month, {"epidemic.on": False, "labour.theta": 0.6, "crops.haul": 0.0} | (values or {}))
        h = world.households
        h.crop[:], h.crop_area[:], h.grain_area[:], h.tree[:], h.orchard[:], h.pond[:], h.forest[:] = VEGETABLES, 3.0, 2.0, TEA, 1.0, 0, 10.0
        h.farm_rate[:], h.farm_labour[:], h.luck_farm[:], h.inputs_paid[:] = 1.0, 0.5, 1.0, 1.0
        world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
        return world

    return make


def year_of(world) -> np.ndarray:
    """float64[households]: sales of a year less inputs paid in March, fen."""
    total = 0.0
    for month in range(12):
        world.month = world.year * 12 + month
        world.payments.clear()
        farm.step(world)
        total = total + world.households.farm_net - world.payments.total("farm_inputs")
    return total


def margin(product: int) -> float:
    return T.sales[product] - T.inputs[product]


def test_a_normal_year_brings_the_margin_of_the_areas(normal):
    world = normal()
    world.households.cash[:] = 1e9
    expected = 3 * margin(VEGETABLES) + 2 * margin(GRAIN) + margin(TEA) + 10 * margin(FOREST) + 0.5 * margin(SIDE)
    assert np.abs(year_of(world) / 100 - expected).max() <= 0.08  # thirteen roundings


def test_the_month_has_its_share_of_each_product(normal):
    for month in (1, 4, 7, 10):
        world = normal(month=month)
        farm.step(world)
        season = T.season[:, month - 1]
        sold = 3 * T.sales[VEGETABLES] * season[VEGETABLES] + 2 * T.sales[GRAIN] * season[GRAIN] + T.sales[TEA] * season[TEA]
        sold += 10 * margin(FOREST) * season[FOREST] + 0.5 * margin(SIDE) * season[SIDE]
        assert np.allclose(world.households.farm_net, 100 * sold, atol=1.0)


def test_fish_is_sold_by_who_has_a_pond(normal):
    world = normal(month=12)
    farm.step(world)
    before = world.households.farm_net[3]
    world.households.pond[3] = 2
    farm.step(world)
    assert world.households.farm_net[3] - before == pytest.approx(200 * T.sales[FISH] * T.season[FISH, 11], abs=1.0)


def test_luck_moves_the_margin_and_not_the_inputs_spent(normal):
    world = normal(month=7)
    farm.step(world)
    full = world.households.farm_net[3]
    world.households.luck_farm[3] = 0.5
    farm.step(world)
    season = T.season[:, 6]
    own = 3 * margin(VEGETABLES) * season[VEGETABLES] + 2 * margin(GRAIN) * season[GRAIN] + margin(TEA) * season[TEA]
    home = 10 * margin(FOREST) * season[FOREST] + 0.5 * margin(SIDE) * season[SIDE]
    assert full - world.households.farm_net[3] == pytest.approx(50 * (own + home), abs=1.0)


def test_a_bad_year_or_price_takes_from_sales(normal):
    # 30 % of the sales are lost where disaster struck, whatever was spent
    world = normal(month=10)
    h = world.households
    h.farm_labour[:], h.forest[:] = 0.0, 0.0
    farm.step(world)
    full = h.farm_net.copy()
    world.villages.weather[1] = 0.7
    farm.step(world)
    assert np.allclose(h.farm_net[6:], 0.7 * full[6:], atol=1.0) and np.array_equal(h.farm_net[:6], full[:6])
    world.products.slump[:], world.villages.weather[:] = 0.8, 1.0
    farm.step(world)
    assert np.allclose(h.farm_net, 0.8 * full, atol=1.0)


def test_a_price_of_nothing_brings_nothing(normal):
    world = normal(month=10)
    world.products.price[:] = 0.0
    farm.step(world)
    assert not world.households.farm_net.any()


def test_labour_given_to_a_post_by_hand(normal):
    # one worker is needed, elasticity 0.6 at half of that: a = 0.75. 0.3 instead of 0.5 stay: (0.3 / 1.05) / (0.5 / 1.25) = 0.714286 of the harvest
    world = normal(month=7)
    farm.step(world)
    full = world.households.farm_net[3]
    world.households.post_farm[3], world.households.farm_need[3] = 0.2, 1.0
    farm.step(world)
    assert world.households.farm_net[3] == pytest.approx(0.714286 * full, abs=1.5)


def test_inputs_are_paid_as_far_as_money_reaches(normal):
    # due: 3 * 1800 of vegetables, 2 * 580 of grain, 1 of tea; a month of 12,000 yuan a year, 1,000, is kept
    world = normal(month=3, values={"farm.keep": 1.0})
    h = world.households
    due = 100 * (3 * T.inputs[VEGETABLES] + 2 * T.inputs[GRAIN] + T.inputs[TEA])
    h.welfare[:3], h.cash[:3] = 12000.0, [0.0, 100_000.0 + 0.25 * due, 1e9]
    farm.step(world)
    paid = world.payments.total("farm_inputs")
    assert np.allclose(paid[:3], [0.0, 0.25 * due, due], atol=1.0)
    assert np.allclose(h.inputs_paid[:3], [0.0, 0.25, 1.0], atol=1e-4)


def test_inputs_on_account_cost_the_surcharge(normal):
    world = normal(values={"farm.on_account": 0.1})
    h = world.households
    h.inputs_paid[:], h.cash[:] = 0.0, 0.0
    h.cash[0], h.inputs_paid[0] = 1e9, 1.0
    total = year_of(world)
    lent = 3 * T.inputs[VEGETABLES] + 2 * T.inputs[GRAIN] + T.inputs[TEA]
    assert total[0] - total[1] == pytest.approx(100 * 0.1 * lent, abs=3.0)


def test_a_buyer_advances_inputs_without_a_surcharge(normal):
    world = normal(values={"farm.on_account": 0.1})
    h = world.households
    h.crop[:], h.grain_area[:], h.orchard[:], h.forest[:], h.farm_labour[:], h.inputs_paid[:] = TOBACCO, 0.0, 0.0, 0.0, 0.0, 0.0
    assert np.allclose(year_of(world) / 100, 3 * margin(TOBACCO), atol=0.1)


def test_the_rate_is_the_share_of_the_plan_that_labour_reaches(world_at):
    # value 8,000 without the side production of 0.5 workers, of a full 10,000 on a farm of 1.5 times the table: 1.2
    world = world_at(2016, 2)
    h = world.households
    h.farm_full[:2], h.farm_scale[:2], h.farm_labour[:2], h.farm_value[:2] = [10000.0, 0.0], 1.5, 0.5, 8000.0 + 0.5 * margin(SIDE)
    farm.plan(world)
    assert h.farm_rate[0] == pytest.approx(1.2) and h.farm_rate[1] == 0.0


def test_what_goes_to_a_contract_is_left_out_of_the_sales(normal):
    world = normal(month=7)
    h = world.households
    farm.step(world)
    free = h.farm_net.copy()
    h.contract[4], h.contract_product[4], h.contract_share[4] = 1, VEGETABLES, 0.75
    world.linked["contract"] = np.array([4])
    farm.step(world)
    crop = 100 * 3 * T.sales[VEGETABLES] * T.season[VEGETABLES, 6]
    assert h.contract_value[4] == pytest.approx(0.75 * crop, abs=1.0) and np.count_nonzero(h.contract_value) == 1
    assert np.array_equal(h.farm_net + h.contract_value, free)
    h.contract[4] = 0
    farm.step(world)
    assert np.array_equal(h.farm_net, free) and not h.contract_value.any()


def test_inputs_are_a_payment_of_business_in_both_concepts():
    column = sparse()["farm_inputs"]
    assert (column.payer, column.payee, column.source, column.survey, column.hukou) == ("household", "outside", "business", 1, 1)


def test_months_are_those_of_the_season(normal):
    world = normal(month=1)
    assert world.month == month_index(2016, 1)
    sales, inputs, yields = farm.month_terms(world)
    assert sales.shape == (12, len(T.names)) and (yields == 1.0).all()
    assert np.allclose(sales[0], T.sales * T.season[:, 0]) and np.allclose(inputs, T.inputs * T.season[:, 0])
