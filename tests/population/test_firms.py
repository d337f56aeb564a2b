"""Leading enterprises and cooperatives at the start: published totals, one county each, the same bases in every sample."""

import numpy as np
import pytest

from sim.core.parameters import ParameterSet
from sim.population import firms, sample


@pytest.fixture(scope="module")
def values() -> ParameterSet:
    """Declared values of the start."""
    return ParameterSet(firms.PARAMETERS)


@pytest.fixture(scope="module")
def works(whole, values):
    """Enterprises of the whole population."""
    return firms.enterprises(whole, values)


def test_number_and_sales_are_those_of_2018(works):
    assert len(works["id"]) == 289 and works["size"].sum() == pytest.approx(24.622e9, rel=0.001)
    assert (
        set(works["county"]) == set(range(12))
        and (works["advantage"] > 0).all()
        and ((0.6 <= works["reliability"]) & (works["reliability"] <= 1)).all()
    )


def test_works_stand_in_a_town_of_their_county(works, whole):
    there = firms.frame(whole)
    for town, county in zip(works["town"], works["county"], strict=True):
        assert county in there["county"][there["town"] == town]


def test_all_bases_lie_in_the_county_and_shares_add_up_at_one_to_one(works, whole):
    links, share = firms.links(whole, works)
    assert np.allclose(share, 1.0) and (np.diff(links["village"]) >= 0).all()
    assert np.array_equal(whole.villages["county"][links["village"]], works["county"][links["enterprise"]])


def test_a_sample_holds_the_same_bases(works, whole, values):
    part = sample(whole, 0.05)
    links, share = firms.links(part, works)
    all_links, _ = firms.links(whole, works)
    here = {(int(part.villages["code"][v]), int(f)) for v, f in zip(links["village"], links["enterprise"], strict=True)}
    everywhere = {(int(whole.villages["code"][v]), int(f)) for v, f in zip(all_links["village"], all_links["enterprise"], strict=True)}
    assert here == {(code, f) for code, f in everywhere if code in set(part.villages["code"].tolist())}
    assert np.array_equal(share > 0, np.isin(np.arange(289), links["enterprise"])) and share.max() <= 1.0
    assert np.isin(firms.cooperatives(part, values)["id"], firms.cooperatives(whole, values)["id"]).all()


def test_cooperatives_are_as_many_as_registered_and_a_third_to_a_half_are_dormant(whole, values):
    groups = firms.cooperatives(whole, values)
    assert len(groups["id"]) == pytest.approx(6000, rel=0.05) and len(set(groups["id"])) == len(groups["id"])
    assert 0.5 <= groups["active"].mean() <= 0.67


def test_no_enterprises_and_no_cooperatives(whole, values):
    none = values.copy()
    none.set("firms.count", 0, "test")
    none.set("firms.cooperatives", 0, "test")
    works = firms.enterprises(whole, none)
    links, share = firms.links(whole, works)
    assert len(works["id"]) == len(links["village"]) == len(share) == 0


def test_products_are_bought_where_they_grow(whole):
    weights = firms.product_weights()
    assert np.allclose(weights.sum(axis=1), 1.0) and not weights[:, 1].any()  # tobacco is bought by the state
    assert firms.pick(np.array([[1.0, 0.0, 3.0]] * 2), np.array([0.2, 0.3])).tolist() == [0, 2]
