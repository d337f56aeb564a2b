"""Harvest and rent of a month: a year of normal luck brings the planned value, luck and weather multiply it, rents are twelfths."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import farm
from sim.processes.places import harvest_by_product


@pytest.fixture
def normal(world_at):
    """A world of a normal year: value 12,000 yuan everywhere, luck and weather 1, no epidemic."""

    def make(year=2016, month=1):
        world = world_at(year, month, {"epidemic.on": False, "labour.theta": 0.6})
        h = world.households
        h.farm_value[:], h.farm_labour[:], h.luck_farm[:] = 12000.0, 0.5, 1.0
        world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
        return world

    return make


def test_a_normal_year_brings_the_planned_value(normal):
    world, total = normal(), 0.0
    for month in range(12):
        world.month = month_index(2016, 1) + month
        farm.step(world)
        total = total + world.households.farm_net
    assert np.abs(total / 100 - 12000.0).max() <= 0.06  # twelve roundings of half a fen


def test_the_month_has_its_share_of_the_year(normal):
    for month in (1, 7, 10):
        world = normal(month=month)
        farm.step(world)
        share = harvest_by_product().sum(axis=1)[world.households.county, month - 1]
        assert np.array_equal(world.households.farm_net, np.rint(1200000.0 * share))


def test_luck_and_weather_multiply(normal):
    world = normal(month=7)
    farm.step(world)
    full = world.households.farm_net.copy()
    world.households.luck_farm[3], world.villages.weather[1] = 0.5, 0.7
    world.counties.weather[world.villages.county[1]] = 1.1
    farm.step(world)
    assert world.households.farm_net[3] == pytest.approx(0.5 * full[3], abs=1)
    assert np.allclose(world.households.farm_net[6:], 0.77 * full[6:], atol=1)
    assert np.array_equal(world.households.farm_net[[0, 1, 2, 4, 5]], full[[0, 1, 2, 4, 5]])


def test_labour_given_to_a_post_by_hand(normal):
    # one worker is needed, elasticity 0.6 at half of that: a = 0.75. 0.3 instead of 0.5 stay: (0.3 / 1.05) / (0.5 / 1.25) = 0.714286 of the harvest
    world = normal(month=7)
    farm.step(world)
    full = world.households.farm_net[3]
    world.households.post_farm[3], world.households.farm_need[3] = 0.2, 1.0
    farm.step(world)
    assert world.households.farm_net[3] == pytest.approx(0.714286 * full, abs=1.5)
