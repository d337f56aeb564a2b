"""What counties offer, from the tables: job access; and the outside paths."""

import numpy as np
import pytest

from sim.core.parameters import ParameterSet
from sim.model import parameters
from sim.processes import crops, land, outside, places


def test_access_is_one_in_the_mean_over_households_and_rises_with_jobs(start, small_sample):
    world = start(population=small_sample, values={"places.access_power": 0.5}).world
    weight = np.bincount(world.households.county, world.households.weight * (world.households.founded >= 0), 12)
    assert np.average(world.counties.access, weights=weight) == pytest.approx(1.0)
    assert np.array_equal(np.argsort(world.counties.access), np.argsort(places.off_farm_share()))
    ratio = world.counties.access / np.sqrt(places.off_farm_share())
    assert np.allclose(ratio, ratio[0])
    assert np.allclose(start(population=small_sample, values={"places.access_power": 0.0}).world.counties.access, 1.0)


def test_roads_and_distances_follow_remoteness_and_the_town(start, whole):
    v = start(population=whole).world.villages
    assert ((v.road >= 0) & (v.road <= 1)).all() and np.corrcoef(v.road, v.remoteness)[0, 1] < -0.8
    assert v.road[v.poor_village == 1].mean() < v.road[v.poor_village == 0].mean()
    near, far = v.remoteness < 0.3, v.remoteness > 0.7
    assert v.clinic[near].mean() > v.clinic[far].mean() > 0.6
    assert (v.school_km > 0).all() and v.hospital_km[far].mean() > v.hospital_km[near].mean() and (v.hospital_km > v.school_km).mean() > 0.9


def test_without_noise_the_road_is_what_remoteness_leaves(start, small_sample):
    v = start(population=small_sample, values={"places.road_spread": 0.0, "places.road_poor": 0.0}).world.villages
    assert v.road == pytest.approx(1.0 - v.remoteness)


def test_price_index_by_hand():
    # 2 % in 2018, 3 % in 2019, 1 % in 2020: 1 / 1.03, 1, 1.01
    found = outside.price_index({2018: 2.0, 2019: 3.0, 2020: 1.0})
    assert found == pytest.approx({2018: 1 / 1.03, 2019: 1.0, 2020: 1.01})


def test_drivers_follow_the_published_paths_and_their_ratios():
    values = ParameterSet(parameters())
    plain = outside.drivers(values, "central")
    values.set("outside.local_wage_ratio", 0.9 * values["outside.local_wage_ratio"], "test")
    values.set("outside.pension_city_share", 2.0 * values["outside.pension_city_share"], "test")
    other = outside.drivers(values, "central")
    month = 2018 * 12
    assert other.at("wage_local", month) == pytest.approx(0.9 * plain.at("wage_local", month))
    assert other.at("pension", month) == pytest.approx(2.0 * plain.at("pension", month))
    assert other.at("wage_away", month) == plain.at("wage_away", month)
    assert plain.price(2019 * 12) == 1.0


def test_variants_of_growth_differ_only_beyond_the_published_years():
    values = ParameterSet(parameters())
    low, high = (outside.drivers(values, growth) for growth in ("low", "high"))
    for name, path in low.paths.items():
        last = max(path.values)
        assert all(low.paths[name].at(y) == high.paths[name].at(y) for y in path.values)
        if name not in ("farm_price", "lending_rate"):  # the base rate stays as it is
            assert low.paths[name].at(last + 5) < high.paths[name].at(last + 5), name


def test_primary_value_added_raises_the_yield_of_a_county_and_unknown_ones_stay_as_they_are(world_at):
    ratio = places.primary_ratio()
    assert (ratio[:2] == 1.0).all() and ratio[7] > 1.2 and ratio[4] < 0.7  # Meilie and Sanyuan without a value; Sha above, Ninghua below
    for power in (0.0, 0.5):
        world = world_at(2016, 1, {"places.primary_power": power})
        assert world.counties.productivity == pytest.approx(ratio**power)


def test_farms_of_a_county_give_what_its_yield_says(world_at):
    full = []
    for factor in (1.0, 1.2):
        world = world_at(2016, 2)
        world.counties.productivity[:] = factor
        land.step(world)
        crops.step(world)
        full.append(world.households.farm_full.copy())
    assert full[0].any() and full[1] == pytest.approx(1.2 * full[0], rel=1e-6)
