"""Prices of products: no answer where the market is wide, the elasticity of the table where it is thin."""

import numpy as np
import pytest

from sim.processes import product_prices
from sim.processes.crop_table import GRAIN, SIDE, crop_table

VEGETABLES = crop_table().code("vegetables")


@pytest.fixture
def first_year(world_at):
    """The world of the first month after the prices of a normal year: everybody 2 mu of vegetables and 1 of grain, half a farm worker."""

    def make(values=None):
        world = world_at(2015, 1, values)
        h = world.households
        h.crop[:], h.tree[:], h.crop_area[:], h.grain_area[:], h.orchard[:], h.pond[:], h.forest[:] = VEGETABLES, -1, 2.0, 1.0, 0.0, 0, 0.0
        h.farm_rate[:], h.farm_labour[:], world.villages.weather[:], world.counties.weather[:] = 1.0, 0.5, 1.0, 1.0
        product_prices.step(world)
        world.month += 13
        return world

    return make


def price(world, product: int) -> np.ndarray:
    return world.products.price[world.products.product == product]


def test_supply_is_the_weighted_output_at_base_prices(first_year):
    world = first_year()
    h, g = world.households, world.products
    row = h.county[0]
    weight = h.weight[h.county == row].sum()
    at = (g.county == row) & (g.product == VEGETABLES)
    assert g.supply[at][0] == pytest.approx(weight * 2.0 * crop_table().sales[VEGETABLES])
    at = (g.county == row) & (g.product == SIDE)
    assert g.supply[at][0] == pytest.approx(weight * 0.5 * crop_table().sales[SIDE])
    assert np.array_equal(g.supply, g.base_supply) and (g.price == 1.0).all()


def test_twice_the_supply_by_hand(first_year):
    # elasticity 0.35: 2^-0.35 = 0.784584; with a response of half of it 2^-0.175 = 0.885768; grain has a national price
    for response, expected in ((1.0, 0.784584), (0.5, 0.885768), (0.0, 1.0)):
        world = first_year({"product_prices.response": response})
        world.households.crop_area[:], world.households.grain_area[:] = 4.0, 2.0
        product_prices.step(world)
        there = np.unique(world.households.county)
        assert price(world, VEGETABLES)[there] == pytest.approx(expected, abs=1e-6) and (price(world, GRAIN) == 1.0).all()


def test_a_bad_year_makes_local_produce_dearer(first_year):
    world = first_year()
    world.villages.weather[:] = 0.7
    product_prices.step(world)
    there = np.unique(world.households.county)
    assert price(world, VEGETABLES)[there] == pytest.approx(0.7**-0.35) and (price(world, GRAIN) == 1.0).all()


def test_one_county_does_not_move_the_prices_of_another(first_year):
    world = first_year()
    h = world.households
    one, other = np.unique(h.county)[:2]
    h.crop_area[h.county == one] = 8.0
    product_prices.step(world)
    assert price(world, VEGETABLES)[one] < 1.0 and price(world, VEGETABLES)[other] == 1.0


def test_without_supply_the_price_stays(first_year):
    world = first_year()
    world.households.crop_area[:] = 0.0
    product_prices.step(world)
    assert np.isfinite(world.products.price).all() and (price(world, VEGETABLES) == 1.0).all()


def test_the_answer_is_bounded(first_year):
    world = first_year()
    world.households.crop_area[:] = 2000.0
    product_prices.step(world)
    there = np.unique(world.households.county)
    assert price(world, VEGETABLES)[there] == pytest.approx(4.0**-0.35)


def test_leaf_tax_by_hand(first_year):
    # 22 % of the leaf, three quarters of what tobacco land sells: the rice after it is not leaf
    world = first_year({"product_prices.leaf_tax": 0.22})
    h, tobacco = world.households, crop_table().code("tobacco")
    h.crop[:] = tobacco
    product_prices.step(world)
    row = h.county[0]
    mu = 2.0 * h.weight[h.county == row].sum()
    expected = 0.22 * 0.75 * mu * crop_table().sales[tobacco] * world.drivers.at("farm_price", world.month)
    assert world.counties.leaf_tax[row] == pytest.approx(expected)
    h.crop[:] = VEGETABLES
    product_prices.step(world)
    assert not world.counties.leaf_tax.any()
