"""A household without an offer keeps its draws: what is tried in one county leaves every household of the others the same in every bit.

Common to all counties are the outside drivers, the number of households that each stand-in is drawn among, and nothing else that a post or the list
can move: purses, quotas, lines and medians are those of the county.
"""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.clock import month_index

TRIED = "350423"  # Qingliu
MANY_POSTS = {"public_jobs.posts_per_village": 20.0, "public_jobs.budget": 1e9, "recognition.line_share": 0.8}
EXOGENOUS = ("persistent", "luck_farm", "luck_work", "case_next", "medical", "hazard", "size", "tree", "pond", "advised")  # fmt: skip


@pytest.fixture(scope="module", params=["tiny", "sample"])
def pair(request, start, everywhere, small_sample):
    """Two models after three years: the mechanism with many posts in one county, and nowhere."""
    population = None if request.param == "tiny" else small_sample
    nowhere = replace(everywhere, rollout=dict.fromkeys(everywhere.rollout, -1))
    tried = replace(nowhere, rollout=nowhere.rollout | {TRIED: month_index(2015, 6)})
    seed = 3 if request.param == "tiny" else 1  # one in which somebody among twelve households takes a post
    models = [start(scenario, population, seed, MANY_POSTS) for scenario in (tried, nowhere)]
    for model in models:
        for _ in range(36):
            model.step()
    return models


def inside(model, table: str) -> np.ndarray:
    """bool[rows]: rows of the county where it is tried."""
    row = int(np.flatnonzero(model.world.counties.adcode == int(TRIED))[0])
    if table == "persons":
        return model.world.households.county[model.world.persons.household] == row
    return np.arange(12) == row if table == "counties" else getattr(model.world, table).county == row


@pytest.mark.parametrize("table", ["counties", "villages", "households", "persons"])
def test_other_counties_are_the_same_in_every_bit(pair, table):
    tried, nowhere = pair
    where = ~inside(tried, table)
    assert where.any()
    for name, array in getattr(tried.world, table).columns.items():
        assert array[where].tobytes() == getattr(nowhere.world, table).columns[name][where].tobytes(), name


def test_the_ledger_differs_in_that_county_only(pair):
    tried, nowhere = (np.array(model.world.ledger.fen) for model in pair)
    counties = np.flatnonzero((tried != nowhere).any(axis=(0, 1)))
    assert pair[0].world.counties.adcode[counties].tolist() == [int(TRIED)]


def test_posts_were_taken_where_it_was_tried(pair):
    tried, nowhere = (model.world.households for model in pair)
    where = inside(pair[0], "households")
    with_post, without = ((model.world.paid("wage_post")[where] > 0).sum() for model in pair)
    assert with_post > without
    assert tried.on_list[where].any() and not nowhere.on_list.any()


@pytest.mark.parametrize("name", EXOGENOUS)
def test_draws_of_the_tried_county_do_not_move_either(pair, name):
    tried, nowhere = (model.world.households.columns[name] for model in pair)
    assert np.array_equal(tried, nowhere)


def test_nobody_is_born_or_dies_because_of_a_post(pair):
    assert np.array_equal(pair[0].world.persons.id, pair[1].world.persons.id)
