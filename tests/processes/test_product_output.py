"""What a farm brings of each product: by hand, and in sum the same as what the supply of the county counts."""

import numpy as np
import pytest

from sim.processes import product_output, product_prices
from sim.processes.crop_table import FISH, FOREST, GRAIN, SIDE, crop_table

T = crop_table()
TEA, LOTUS = T.code("tea"), T.code("lotus")


@pytest.fixture
def farm_world(world_at):
    """February 2016, prices and roads of a normal year: the first household has one of everything."""
    world = world_at(2016, 2, {"crops.haul": 0.0})
    h = world.households
    h.crop[:], h.crop_area[:], h.grain_area[:], h.tree[:], h.orchard[:], h.pond[:], h.forest[:] = LOTUS, 3.0, 5.0, TEA, 0.5, 2, 10.0
    h.farm_rate[:], h.farm_labour[:], h.inputs_paid[:] = 1.2, 1.5, 0.5
    return world


def test_mu_of_each_product_by_hand(farm_world):
    rows = np.zeros(7, int)
    product = np.array([LOTUS, GRAIN, TEA, FISH, FOREST, SIDE, T.code("fruit")])
    assert product_output.units(farm_world, rows, product) == pytest.approx([3.6, 6.0, 0.6, 2.4, 12.0, 1.5, 0.0])


def test_worth_at_the_sale_counts_what_was_paid_before(farm_world):
    # half of the inputs of lotus are paid in spring and come back at the harvest, those of forest go off at the sale
    lotus, forest = product_output.usual(farm_world, np.zeros(2, int), np.array([LOTUS, FOREST]))
    assert lotus == pytest.approx(3.6 * (T.sales[LOTUS] - 0.5 * T.inputs[LOTUS]))
    assert forest == pytest.approx(12.0 * (T.sales[FOREST] - T.inputs[FOREST]))


def test_all_products_together_are_the_supply_of_the_county(farm_world):
    h = farm_world.households
    supply = product_prices.planned(farm_world, np.ones(len(farm_world.villages))).reshape(12, -1)
    for p in range(len(T.names)):
        mine = np.bincount(h.county, h.weight * product_output.units(farm_world, np.arange(len(h)), np.full(len(h), p)) * T.sales[p], 12)
        assert mine == pytest.approx(supply[:, p]), T.names[p]


def test_sales_of_a_village_leave_out_who_sells_little(farm_world):
    h, mark = farm_world.households, np.array([1, 0], np.int8)
    sold = product_output.by_village(farm_world, mark, 0.0)
    rows = np.flatnonzero(h.village == 0)
    assert sold[0, LOTUS] == pytest.approx(product_output.usual(farm_world, rows, np.full(len(rows), LOTUS)).sum()) and not sold[1].any()
    assert not product_output.by_village(farm_world, mark, 1e9).any()
