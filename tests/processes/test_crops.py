"""The choice of crops: the mix of the start, limits by land, hands, money and buyers, and one farm by hand."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.population import tiny_world as artificial
from sim.population.spare import with_spare
from sim.processes import crops, division, land, members, roster, shocks
from sim.processes.crop_rules import field_utility, main_area, share_of_field
from sim.processes.crop_table import CONTRACT, FIELD, GRAIN, TREES, crop_table, mix

VEGETABLES, TOBACCO = crop_table().code("vegetables"), crop_table().code("tobacco")


@pytest.fixture
def planted(world_at, small_sample):
    """A sample after the choice of crops in the first month of a run (nothing grown before, money not asked)."""

    def make(values=None, population=small_sample, change=lambda world: None, **drivers):
        world = world_at(2015, 1, values, population, **drivers)
        change(world)
        land.step(world)
        crops.step(world)
        return world

    return make


def areas(world) -> np.ndarray:
    """float64[counties, products]: mu of farmland and of tended gardens by product, weighted."""
    h, n = world.households, len(crop_table().names)
    tended, at = (h.tree >= 0) & (h.farm_labour > 0.0), h.county.astype(int) * n
    out = np.bincount(at + h.crop, h.weight * h.crop_area, 12 * n) + np.bincount(at + GRAIN, h.weight * h.grain_area, 12 * n)
    out += np.bincount((at + h.tree)[tended], (h.weight * h.orchard)[tended], 12 * n)
    return out.reshape(12, n)


def test_the_start_mix_is_that_of_the_table(start, whole):
    world = start(population=whole).world
    shocks.step(world), land.step(world), crops.step(world)
    found = areas(world)
    expected = (mix() * found.sum(axis=1, keepdims=True)).sum(axis=0) / found.sum()
    city = found.sum(axis=0) / found.sum()
    assert np.allclose(city, expected, atol=0.012)
    assert np.allclose(city[expected > 0.01] / expected[expected > 0.01], 1.0, atol=0.10)
    assert np.abs(found / found.sum(axis=1, keepdims=True) - mix()).mean() < 0.02  # a county has 23 to 270 villages, which scatter


def test_areas_add_up_to_the_land_worked(planted):
    h = planted().households
    assert np.allclose(h.crop_area + h.grain_area, h.operated, atol=1e-4)
    assert (h.crop_area >= 0).all() and (h.grain_area >= -1e-6).all() and (h.crop_area <= 0.8 * h.operated + 1e-5).all()
    assert (h.crop_area[h.crop == GRAIN] == 0).all() and set(h.crop.tolist()) <= {GRAIN, *FIELD} and set(h.tree.tolist()) <= {-1, *TREES}


def test_crops_cluster_in_villages(planted):
    # with equal suitability and buyers everywhere growers are spread by chance: the variance of village shares is that of a binomial draw
    def excess(values):
        world = planted(values)
        h, n = world.households, len(world.villages)
        households = np.bincount(h.village, minlength=n)
        share = np.bincount(h.village, h.crop == VEGETABLES, n) / households
        within = share[h.village].mean()
        return share.var() / (within * (1 - within) / households.mean())

    assert excess({"crops.spread": 1.5}) > 3.0 * excess({"crops.spread": 0.0})


def test_no_buyer_no_contract_crop(planted):
    world = planted({"crops.quota": 0.0})
    assert not np.isin(world.households.crop, CONTRACT).any() and (world.households.crop == VEGETABLES).any()


def test_a_quota_is_kept_in_every_village(planted):
    world = planted({"crops.quota": 0.3})
    h, n = world.households, len(world.villages)
    owned = np.bincount(h.village, h.land, n)
    for crop in CONTRACT:
        share = crops.open_share(world.parameters["crops.cluster"])[:, FIELD.index(crop)]
        quota = 0.3 * (mix()[:, crop] / np.maximum(share, 1e-9))[world.villages.county] * owned
        assert (np.bincount(h.village, h.crop_area * (h.crop == crop), n) <= quota + 1e-3).all()
    assert np.isin(h.crop, CONTRACT).any()


def test_last_years_growers_come_first(planted):
    world = planted({"crops.quota": 0.6})
    h = world.households
    grew = h.crop == TOBACCO
    world.month = month_index(2016, 2)
    h.cash[:] = 1e9
    crops.step(world)
    assert (h.crop[grew & (h.operated > 0)] == TOBACCO).mean() > 0.8


def test_no_land_no_crops(planted):
    def change(world):
        world.households.land[:], world.households.forest[:], world.households.pond[:] = 0.0, 0.0, 0

    h = planted(population=None, change=change).households
    assert not h.farm_need.any() and not h.farm_full.any() and not h.crop.any() and not h.equipment.any()


def test_a_price_of_nothing_gives_nothing(planted):
    h = planted(change=lambda world: world.products.price.fill(0.0)).households
    assert not h.farm_full.any() and h.farm_need.sum() > 0


def test_a_dearer_crop_draws_growers(planted):
    def change(factor):
        return lambda world: world.products.price.__setitem__(world.products.product == VEGETABLES, factor)

    few, many = (planted(change=change(f)).households for f in (0.8, 1.2))
    assert (few.crop == VEGETABLES).sum() < (many.crop == VEGETABLES).sum()


def test_without_money_no_crop_with_dear_inputs_unless_the_buyer_advances_them(planted):
    world = planted()
    h = world.households
    world.month = month_index(2016, 2)
    h.cash[:], h.crop[:] = 0.0, -1
    crops.step(world)
    dear = [p for p in FIELD if p not in CONTRACT and crop_table().inputs[p] > crop_table().inputs[GRAIN]]
    assert VEGETABLES in dear and not np.isin(h.crop, dear).any() and np.isin(h.crop, CONTRACT).any()


def test_who_does_not_think_again_keeps_the_crop(planted):
    world = planted()
    h = world.households
    before = h.crop.copy()
    world.month, h.cash[:] = month_index(2016, 2), 1e9
    (
        world.parameters.set("crops.reconsider", 0.0, "test"),
        world.parameters.set("crops.replant", 0.0, "test"),
        world.parameters.set("crops.quota", 20.0, "test"),
    )
    world.products.price[:] = np.where(world.products.product == VEGETABLES, 3.0, 1.0)
    crops.step(world)
    assert np.array_equal(h.crop, before)


def test_far_from_the_market_the_same_farm_is_worth_less(planted):
    near, far = (planted(population=None, change=lambda w, x=x: w.villages.road.fill(x)).households for x in (1.0, 0.0))
    same = near.farm_full > 0
    assert same.any() and (far.farm_full[same] < near.farm_full[same]).all()


def test_one_farm_by_hand(world_at):
    # 5 mu, 4 under vegetables (1800 a mu net of half of sales 3600), 1 grain (580); near; rate of ability 0, no equipment known: 1 - 0.3 * 0.35 = 0.895.
    # Work 4 * 2.0 + 1 * 0.9 = 8.9 months; equipment 4 * 2200 + 700 = 9500 yuan.
    world = world_at(
        2016, 2, {"capital.gain": 0.3, "capital.reference": 0.35, "crops.reconsider": 0.0, "crops.replant": 0.0}, farm_price=1.0, price=1.0
    )
    h = world.households
    h.operated[3], h.crop[3], h.tree[3], h.pond[3], h.forest[3], h.farm_labour[3], h.cash[3] = 5.0, VEGETABLES, -1, 0, 0.0, 1.0, 1e8
    h.ability[3], h.persistent[3], h.advised[3] = 0.0, 0.0, 0
    world.villages.road[:], world.counties.productivity[:] = 1.0, 1.0
    crops.step(world)
    assert h.crop_area[3] == pytest.approx(4.0) and h.grain_area[3] == pytest.approx(1.0)
    assert h.farm_need[3] == pytest.approx(8.9 / 12.0) and h.equipment[3] == pytest.approx(9500.0)
    assert h.farm_full[3] == pytest.approx(0.895 * (4 * 1800 + 580), rel=1e-6)


def test_rules_by_hand():
    # 1.5 * 1.2 = 1.8 months a mu, 0.9 for grain, 1.7 more for tobacco: (1.8 - 0.9) / 1.7
    assert share_of_field(0.8, 2.6, 0.9, 1.2) == pytest.approx(0.9 / 1.7)
    assert share_of_field(0.8, 2.6, 0.9, 9.0) == 0.8 and share_of_field(0.8, 2.6, 0.9, 0.1) == 0.0
    # 600 yuan buy the additional inputs (1700 - 500) of half a mu; a buyer's advance needs no money
    assert main_area(5.0, 0.8, 2.0, 0.9, 20.0, 1700.0, 500.0, 600.0, 0, 0.2) == pytest.approx(0.5)
    assert main_area(5.0, 0.8, 2.0, 0.9, 20.0, 1700.0, 500.0, 600.0, 1, 0.2) == pytest.approx(4.0)
    assert main_area(5.0, 0.8, 2.0, 0.9, 20.0, 1700.0, 500.0, 120.0, 0, 0.2) == 0.0
    # half the hands: a = 0.75, 1.75 * 0.5 / 1.25 = 0.7 of 5000 are expected; 2 * ln 3500 less 0.5 * 2 * 0.2^2
    assert field_utility(5000.0, 8.0, 4.0, 1000.0, 2.0, 0.6, 2.0) == pytest.approx(2 * np.log(3500) - 0.04)
    assert np.isfinite(field_utility(5000.0, 8.0, 0.0, 1000.0, 2.0, 0.6, 2.0))


@pytest.fixture
def divided(world_at):
    """Household 2 of 5 mu, a tea garden of 3 and a pond of 2 mu has divided into row 6: four of six members, two thirds of the land."""
    world = world_at(2017, 1, {"division.with_child": 1.0, "division.childless": 1.0}, with_spare(artificial()))
    h = world.households
    h.crop[2], h.tree[2], h.orchard[2], h.pond[2] = VEGETABLES, TREES[0], 3.0, 2
    division.step(world)
    crops.inherit(world)
    roster.step(world), members.step(world)
    return world


def test_who_divides_takes_over_crop_and_garden_and_the_pond_stays(divided):
    h = divided.households
    assert h.land[[2, 6]].tolist() == [1.67, 3.33]
    assert h.crop[[2, 6]].tolist() == [VEGETABLES] * 2 and h.tree[[2, 6]].tolist() == [TREES[0]] * 2
    assert np.allclose(h.orchard[[2, 6]], [0.6 * 1.67, 0.6 * 3.33]) and h.pond[[2, 6]].tolist() == [2, 0]


def test_who_divided_works_with_half_its_labour_until_the_plan(divided):
    h = divided.households
    divided.month += 1
    h.farm_labour[:], h.labour[:] = 0.3, 3.0
    assert crops.hands(divided).tolist() == [0.3] * 6 + [1.5] + [0.3] * 9
    h.cash[:] = 1e9
    land.step(divided), crops.step(divided)
    assert h.operated[6] > 0.0 and h.farm_need[6] > 0.0 and h.farm_full[6] > 0.0


def test_spare_rows_grow_nothing(divided):
    h, spare = divided.households, divided.households.founded < 0
    for month in range(2):
        divided.month += 1 + 12 * month
        land.step(divided), crops.step(divided)
    assert spare.sum() == 3 and (h.tree[spare] == -1).all()
    for name in ("crop", "crop_area", "grain_area", "orchard", "pond", "equipment", "farm_need", "farm_full", "operated"):
        assert not h.columns[name][spare].any(), name
