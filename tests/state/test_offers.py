"""Offers of the month: batches in the order written, forgotten afterwards."""

import numpy as np
import pytest

from sim.state.offers import Offers


def test_batches_come_back_in_order_and_type():
    offers = Offers()
    offers.add("post", np.array([3, 1], np.int32), np.array([60000, 70000]), np.array([12, 6], np.int16), "public_jobs")
    offers.add("post", np.array([2]), np.array([50000]), np.array([3]), "other")
    first, second = offers.of("post")
    assert [a.dtype.name for a in first[:3]] == ["int64", "float64", "int64"]
    assert [a.tolist() for a in first[:3]] == [[3, 1], [60000.0, 70000.0], [12, 6]]
    assert (first[3], second[3]) == ("public_jobs", "other")


def test_cleared_for_the_next_month():
    offers = Offers()
    offers.add("post", np.arange(2), np.ones(2), np.ones(2), "public_jobs")
    offers.clear()
    assert offers.of("post") == []


def test_an_undeclared_kind_or_arrays_of_other_length_are_refused():
    offers = Offers()
    with pytest.raises(KeyError, match="gift"):
        offers.add("gift", np.arange(2), np.ones(2), np.ones(2), "public_jobs")
    with pytest.raises(ValueError, match="public_jobs: offer arrays of different length"):
        offers.add("post", np.arange(2), np.ones(3), np.ones(2), "public_jobs")
    assert offers.of("post") == []


def test_worlds_do_not_share_offers():
    one, other = Offers(), Offers()
    one.add("post", np.arange(1), np.ones(1), np.ones(1), "public_jobs")
    assert other.of("post") == []
