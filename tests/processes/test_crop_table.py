"""The table of products as arrays, its groups, and the constants that make the start mix that of the table."""

import numpy as np
import pytest

from sim.data import load
from sim.processes import crop_sites
from sim.processes.crop_table import CONTRACT, FIELD, FISH, FOREST, GRAIN, SIDE, TREES, crop_table, harvest, mix


def code(*names: str) -> tuple[int, ...]:
    return tuple(crop_table().code(name) for name in names)


def test_groups_by_hand():
    assert FIELD == code("tobacco", "seed_rice", "lotus", "vegetables") and CONTRACT == code("tobacco", "seed_rice")
    assert TREES == code("tea", "fruit") and (GRAIN, FOREST, FISH, SIDE) == code("grain", "forest", "fishery", "side")


def test_every_product_is_sold_within_a_year():
    season = crop_table().season
    assert np.allclose(season.sum(axis=1), 1.0) and (season >= 0.0).all()


def test_a_harvest_by_hand():
    # grain: 35 % in July, 65 % in October
    months = harvest("7:0.35;10:0.65")
    assert np.flatnonzero(months).tolist() == [6, 9] and months[[6, 9]].tolist() == [0.35, 0.65]
    assert np.array_equal(crop_table().season[GRAIN], months)


def test_sales_less_inputs_are_the_margin():
    t = crop_table()
    assert np.allclose(t.sales - t.inputs, load("products")["margin"])
    assert np.allclose(t.inputs / t.sales, load("products")["input_share"])


def test_the_mix_is_that_of_the_table_in_code_order():
    table = load("product_mix").sort_values("adcode")
    assert np.allclose(mix().sum(axis=1), 1.0)
    for name in ("grain", "tobacco", "tea", "vegetables"):
        assert np.array_equal(mix()[:, crop_table().code(name)], table[name])


def test_what_needs_a_buyer_is_grown_in_some_villages_only():
    share = crop_sites.open_share(2.5)
    assert np.allclose(share[:, :2], np.minimum(2.5 * crop_sites.growers()[:, :2], 1.0))
    assert (share[:, 2:] == 1.0).all()


@pytest.mark.parametrize("spread", [0.0, 1.0, 1.5])
def test_constants_give_the_shares_that_they_are_solved_for(spread):
    # without differences between villages the constant is the log odds: 0.2 and 0.3 against 0.5
    site = spread * np.random.default_rng(1).standard_normal((400, 2))
    target = np.array([0.2, 0.3])
    constant = crop_sites.solve(target, site)
    weight = np.exp(constant + site)
    assert np.allclose((weight / (1.0 + weight.sum(axis=1, keepdims=True))).mean(axis=0), target, rtol=1e-6)
    if spread == 0.0:
        assert np.allclose(constant, np.log([0.4, 0.6]))


def test_what_the_county_does_not_grow_is_closed():
    constants = crop_sites.field_constants(2.0, 0.6, 2.0, 0.1, 1.0, 1.0, 2.5)
    assert ((constants < -1e8) == (mix()[:, FIELD] == 0.0)).all()


def test_a_village_keeps_its_suitability_whatever_stands_beside_it():
    codes = np.array([350402001001, 350430100200, 350481001003])
    together = crop_sites.suitability(7, codes, FIELD)
    alone = crop_sites.suitability(7, codes[1:2], FIELD)
    assert np.array_equal(together[1:2], alone) and together.shape == (3, 4)
