"""What happens to a village by chance does not depend on which other villages are in the sample; lines, quotas and purses do."""

from dataclasses import replace

import numpy as np
import pytest

from sim.population import sample

MONTHS = 27
CHANCE = ("persistent", "luck_farm", "luck_work", "sick_left", "care_left", "absent", "case_next", "medical", "insured", "water", "hazard", "size", "elders", "labour")  # fmt: skip
APART = {"markets.on": False, "consumption.norm": 0.0, "product_prices.response": 0.0}
STATIC = ("id", "pond", "land", "forest", "house", "car", "jiandang", "lineage", "ability")


@pytest.fixture(scope="module")
def runs(start, scenarios, whole, small_sample):
    """The same seed on a sample of 1 % and on one of 3 % that holds it, without what compares or joins the households of a county."""
    parts = small_sample, sample(whole, 0.03)
    alone = replace(scenarios["no_pilots"], levers={}, stand_ins=())
    models = [start(alone, part, values=APART) for part in parts]
    for model in models:
        for _ in range(MONTHS):
            model.step()
    return models


def rows_of(small, large) -> np.ndarray:
    """Rows of the households of the smaller world in the larger one."""
    where = np.searchsorted(large.world.households.id, small.world.households.id)
    assert np.array_equal(large.world.households.id[where], small.world.households.id)
    return where


@pytest.mark.parametrize("name", STATIC + CHANCE)
def test_rows_and_chance_of_a_household_are_the_same(runs, name):
    small, large = runs
    assert len(large.world.villages) > 2 * len(small.world.villages)
    assert np.array_equal(small.world.households.columns[name], large.world.households.columns[name][rows_of(small, large)])


def test_members_are_the_same_persons(runs):
    small, large = (model.world.persons for model in runs)
    there = np.isin(large.id >> 16, runs[0].world.households.id)
    for name in ("id", "birth", "sex", "health", "skill"):
        assert np.array_equal(small.columns[name], large.columns[name][there]), name


def test_weather_and_disasters_are_those_of_the_place(runs):
    small, large = (model.world.villages for model in runs)
    where = np.searchsorted(large.code, small.code)
    assert np.array_equal(small.weather, large.weather[where])
    assert np.array_equal(runs[0].world.counties.weather, runs[1].world.counties.weather)


@pytest.mark.parametrize("name", ["operated", "tree", "rent_due", "residents", "payers", "farm_labour", "migrants"])
def test_what_neighbours_do_depends_on_the_village_alone(runs, name):
    small, large = runs
    ours, theirs = small.world.households.columns[name], large.world.households.columns[name][rows_of(small, large)]
    assert np.array_equal(ours, theirs)
