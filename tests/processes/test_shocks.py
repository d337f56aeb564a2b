"""Luck of the year against its closed forms: spread, persistence, mean one, disasters; measurement error is not in it."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import shocks
from sim.processes.crop_table import crop_table

RULES = {"shocks.persistence": 0.7, "shocks.persistent_sd": 0.16, "shocks.farm_sd": 0.28, "shocks.work_sd": 0.20, "shocks.weather_sd": 0.06,
         "shocks.disaster_chance": 0.1, "shocks.disaster_loss": 0.3}  # fmt: skip


@pytest.fixture
def years(world_at, small_sample):
    """Persistent shock of all households in the first month and in the Februaries that follow."""

    def run(n: int, **values):
        world = world_at(2015, 1, RULES | {f"shocks.{k}": v for k, v in values.items()}, small_sample)
        out = []
        for year in range(n):
            world.month = month_index(2015 + year, 2) if year else world.start
            shocks.step(world)
            out.append(world.households.persistent.copy())
        return np.array(out)

    return run


def near(value: float, expected: float, error: float) -> bool:
    return abs(value - expected) < 5 * error


def test_the_persistent_shock_starts_and_stays_in_its_long_run_spread(years):
    # 0.16 / sqrt(1 - 0.49) = 0.22404
    drawn = years(12)
    n = drawn.shape[1]
    for row in drawn:
        assert near(row.mean(), 0.0, 0.22404 / np.sqrt(n)) and near(row.std(), 0.22404, 0.22404 / np.sqrt(2 * n))


def test_it_fades_by_its_persistence(years):
    drawn = years(4)
    n = drawn.shape[1]
    for lag, expected in ((1, 0.7), (2, 0.49), (3, 0.343)):
        assert near(np.corrcoef(drawn[0], drawn[lag])[0, 1], expected, 1 / np.sqrt(n))


def test_without_innovations_it_only_fades(years):
    drawn = years(2, persistent_sd=0.0)
    assert not drawn.any()


@pytest.mark.parametrize("name,sd", [("luck_farm", 0.28), ("luck_work", 0.20)])
def test_transitory_factors_are_one_in_the_mean(world_at, small_sample, name, sd):
    world = world_at(2016, 2, RULES, small_sample)
    shocks.step(world)
    luck = world.households.columns[name]
    n = len(luck)
    assert near(luck.mean(), 1.0, np.sqrt((np.exp(sd * sd) - 1) / n))
    assert near(np.log(luck).std(), sd, sd / np.sqrt(2 * n))


def test_the_three_kinds_are_independent(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    shocks.step(world)
    h = world.households
    found = np.corrcoef([h.persistent, h.luck_farm, h.luck_work])
    assert (np.abs(found[np.triu_indices(3, 1)]) < 5 / np.sqrt(len(h))).all()


def test_weather_of_the_county_and_disasters_of_villages(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    county, struck = [], []
    for month in range(400):
        world.month = 24192 + month
        shocks.weather(world)
        county.append(world.counties.weather.copy())
        struck.append(world.villages.weather == 0.7)
        assert np.isin(world.villages.weather, (0.7, 1.0)).all()
    n = np.size(county)
    assert near(np.mean(county), 1.0, 0.06 / np.sqrt(n)) and near(np.log(county).std(), 0.06, 0.06 / np.sqrt(2 * n))
    assert near(np.mean(struck), 0.1, np.sqrt(0.09 / np.size(struck)))


def test_prices_of_products_are_one_in_the_mean_and_the_same_in_all_counties(world_at):
    world, drawn = world_at(2016, 2, RULES | {"shocks.product_spread": 1.0}), []
    for year in range(400):
        world.month = month_index(2016 + year, 2)
        shocks.slump(world)
        drawn.append(world.products.slump.reshape(12, -1).copy())
        assert (drawn[-1] == drawn[-1][0]).all()
    drawn, sd = np.array(drawn)[:, 0], crop_table().volatility
    for product, spread in enumerate(sd):
        assert near(np.log(drawn[:, product]).std(), spread, spread / np.sqrt(800))
        assert near(drawn[:, product].mean(), 1.0, np.sqrt((np.exp(spread**2) - 1) / 400))


def test_products_meet_the_weather_of_their_county(world_at):
    world = world_at(2016, 2, RULES | {"shocks.product_spread": 0.0})
    shocks.step(world)
    assert np.array_equal(world.products.weather, world.counties.weather[world.products.county]) and (world.products.slump == 1.0).all()
