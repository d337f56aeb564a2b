"""Shares of factors: by hand for two and three, and the laws that define them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.shapley import coalitions, shapley

THREE = ("a", "b", "c")
values = st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=8).map(lambda found: dict(zip(coalitions(THREE), found, strict=True)))


def of(**known: float) -> dict:
    """Values by coalition: `of(none=0, a=1, ab=3)`."""
    return {frozenset() if name == "none" else frozenset(name): value for name, value in known.items()}


def test_two_by_hand():
    # a first adds 1, a after b adds 7 - 4 = 3: the mean is 2; b adds 4, or 7 - 1 = 6: the mean is 5.
    assert shapley("ab", of(none=0, a=1, b=4, ab=7)) == {"a": 2, "b": 5}


def test_three_by_hand():
    found = shapley(THREE, of(none=0, a=6, b=0, c=0, ab=12, ac=6, bc=0, abc=18))
    # a: (2 x 6 + 12 + 6 + 2 x 18) / 6; b and c share what is left: b adds 0, 0, 6, 0, 12, 12 in the six orders, and c 0, 0, 0, 0, 6, 6
    assert found["a"] == pytest.approx(11) and found["b"] == pytest.approx(5) and found["c"] == pytest.approx(2)


@given(values)
def test_shares_sum_to_the_whole(value):
    total = sum(shapley(THREE, value).values())
    assert total == pytest.approx(value[frozenset(THREE)] - value[frozenset()], abs=1e-6)


@given(values)
def test_factors_that_do_the_same_have_the_same(value):
    swapped = {frozenset({"a": "b", "b": "a"}.get(x, x) for x in inside): v for inside, v in value.items()}
    same = {inside: value[inside] + swapped[inside] for inside in value}
    found = shapley(THREE, same)
    assert found["a"] == pytest.approx(found["b"], abs=1e-6)


@given(values)
def test_a_factor_that_changes_nothing_has_no_share(value):
    null = {inside: value[inside - {"c"}] for inside in value}
    assert shapley(THREE, null)["c"] == pytest.approx(0, abs=1e-9)


def test_arrays_are_split_element_by_element():
    value = {inside: np.array([len(inside), 10.0 * ("a" in inside)]) for inside in coalitions("ab")}
    found = shapley("ab", value)
    np.testing.assert_allclose(found["a"], [1, 10])
    np.testing.assert_allclose(found["b"], [1, 0])


def test_a_missing_coalition_and_a_factor_twice_are_refused():
    with pytest.raises(ValueError, match="1 of 4 are missing"):
        shapley("ab", of(none=0, a=1, ab=2))
    with pytest.raises(ValueError, match="twice"):
        shapley("aa", of(none=0, a=1))
