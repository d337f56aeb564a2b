"""Families of the towns: the fraction drawn, their weights, and what the census says of them."""

import numpy as np
import pytest

from sim.ensemble.request import values_of
from sim.population import urban
from sim.population.margins import margins


@pytest.fixture(scope="module")
def values(scenarios):
    return values_of(scenarios["current_policy"])


@pytest.fixture(scope="module")
def many(values):
    """A fifth of all town families."""
    return urban.families(np.rint(0.2 * margins().households), values, 1)


def test_the_fraction_is_that_of_the_rural_households_and_weights_give_the_whole(many):
    whole = urban.towns().families
    assert np.allclose(np.bincount(many["county"]), 0.2 * whole, rtol=0.001)
    assert np.allclose(np.bincount(many["county"], many["weight"]), whole)


def test_a_county_without_a_sampled_household_has_no_family(values):
    sampled = np.zeros(12)
    sampled[3] = 500
    found = urban.families(sampled, values, 1)
    assert set(found["county"]) == {3} and len(found["id"]) == round(500 / margins().households[3] * urban.towns().families[3])


def test_a_smaller_sample_is_part_of_a_larger_one(values, many):
    few = urban.families(np.full(12, 20), values, 1)
    place = np.searchsorted(many["id"], few["id"])
    assert len(np.unique(many["id"])) == len(many["id"])
    assert all(np.array_equal(many[name][place], few[name]) for name in few if name != "weight")


def test_size_and_single_persons_are_those_of_the_census(many):
    found, n = urban.towns(), np.bincount(many["county"])
    assert np.allclose(np.bincount(many["county"], many["size"]) / n, found.size, rtol=0.02)
    assert np.allclose(np.bincount(many["county"], many["size"] == 1) / n, found.single, atol=0.015)


def test_members_are_old_children_or_of_working_age(many):
    persons = many["size"].sum()
    assert (many["elders"] + many["able"] <= many["size"]).all() and (many["pensioned"] <= many["elders"]).all()
    assert many["elders"].sum() / persons == pytest.approx(np.average(urban.towns().old, weights=urban.towns().residents), abs=0.005)
    assert many["pensioned"].sum() / many["elders"].sum() == pytest.approx(0.7, abs=0.01)


def test_sizes_by_hand():
    # three quarters of the families have more than one member, in the mean (2.65 - 0.25) / 0.75 = 3.2: seven tenths of the way from 2.5 to 3.5.
    # Shares of 2 to 5: 0.62 - 0.7 x 0.42 = 0.326, 0.294, 0.234, 0.146; limits 0.25, 0.4945, 0.715, 0.8905
    u = np.array([0.24, 0.26, 0.49, 0.50, 0.71, 0.72, 0.89, 0.90])
    assert urban.sizes(u, np.full(8, 2.65), np.full(8, 0.25)).tolist() == [1, 2, 2, 3, 3, 4, 4, 5]
