"""Discounting and Fieller's set, by hand and by coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import measures as m


def test_present_value_by_hand():
    assert m.present_value([100.0, 105, 110.25], 0.05) == pytest.approx(300)
    assert m.present_value([1.0, 2, 3], 0) == 6
    assert m.present_value([0.0] * 12 + [105], 0.05, periods_per_year=12) == pytest.approx(100)


def test_bounded_set_by_hand():
    # 10 / 5 with variances 4 and 1, no covariance, critical 2: 21 r^2 - 100 r + 84 <= 0.
    result = m.fieller(10, 5, 4, 1, 0, 2)
    assert isinstance(result, m.RatioInterval)
    root = np.sqrt(100**2 - 4 * 21 * 84)
    assert result.kind == "bounded" and result.estimate == 2
    assert (result.low, result.high) == pytest.approx(((100 - root) / 42, (100 + root) / 42))
    assert result.holds(2) and not result.holds(5)


def test_sets_without_bounds():
    # Denominator 1 with variance 1: it may be zero, yet the numerator is not, so that small ratios are excluded.
    outside = m.fieller(10, 1, 1, 1, 0, 2)
    assert outside.kind == "outside"
    assert outside.holds(outside.estimate) and outside.holds(-1e9) and not outside.holds(0)
    nothing = m.fieller(1, 1, 1, 1, 0, 2)
    assert (nothing.kind, nothing.low, nothing.high) == ("whole_line", -np.inf, np.inf)
    half = m.fieller(10, 2, 1, 1, 0, 2)
    assert half.kind == "half_line" and half.high == np.inf and half.low == pytest.approx(96 / 40)
    assert m.fieller(-10, 2, 1, 1, 0, 2).low == -np.inf
    unknown = m.fieller(1, 0, 1, 1, 0, 2)
    assert unknown.kind == "whole_line" and np.isnan(unknown.estimate)


def test_without_variance_the_set_is_the_ratio():
    assert m.fieller(7, 3, 0, 0, 0, 2)[:3] == pytest.approx((7 / 3, 7 / 3, 7 / 3), rel=1e-15)


number = st.floats(-20, 20).filter(lambda value: abs(value) > 0.01)


@settings(max_examples=100, deadline=None)
@given(above=number, below=number, v1=st.floats(0.01, 9), v2=st.floats(0.01, 9), rho=st.floats(-0.95, 0.95), ratio=st.floats(-50, 50))
def test_the_set_is_the_test_turned_around(above, below, v1, v2, rho, ratio):
    covariance = rho * np.sqrt(v1 * v2)
    result = m.fieller(above, below, v1, v2, covariance, 1.96)
    distance = (above - ratio * below) ** 2 / (1.96**2 * (v1 - 2 * ratio * covariance + ratio**2 * v2))
    if abs(distance - 1) > 1e-6:
        assert result.holds(ratio) == (distance < 1)
    assert result.holds(result.estimate)


def test_pairs_by_hand():
    # A denominator without variance leaves Student's interval: mean 4, standard error 1, t(1 degree, 95 %) = 12.7062.
    result = m.ratio_interval([3.0, 5], [2.0, 2])
    assert result.kind == "bounded"
    assert (result.estimate, result.low, result.high) == pytest.approx((2, 2 - 12.7062047 / 2, 2 + 12.7062047 / 2))


def test_the_set_holds_the_true_ratio_as_often_as_it_says():
    draws = np.random.default_rng(20201).normal(size=(2000, 2, 10))
    below = 1 + 0.8 * draws[:, 0]
    above = 3 + draws[:, 1] + below - 1
    held = [m.ratio_interval(a, b, 0.9).holds(3) for a, b in zip(above, below, strict=True)]
    # Monte Carlo standard error sqrt(0.09 / 2000) = 0.0067.
    assert np.mean(held) == pytest.approx(0.9, abs=0.02)


def test_cost_of_an_exit():
    result = m.cost_per_exit([2e6, 2.1e6, 1.9e6], [100.0, 110, 90])
    assert isinstance(result, m.CostPerExit)
    assert result.reason == "" and result.per_exit is not None
    assert result.per_exit.estimate == pytest.approx(20_000)
    assert result.exits_per_million.estimate == pytest.approx(50)


def test_no_cost_of_an_exit_where_exits_may_be_zero():
    unsure = m.cost_per_exit([2e6, 2.1e6, 1.9e6], [10.0, -8, 1])
    assert unsure.per_exit is None and unsure.reason == "exits_interval_holds_zero"
    assert unsure.exits_per_million.estimate == pytest.approx(0.5) and unsure.exits_per_million.kind == "bounded"
    worse = m.cost_per_exit([2e6, 2.1e6, 1.9e6], [-100.0, -110, -90])
    assert worse.per_exit is None and worse.reason == "exits_below_zero"


def test_a_scenario_against_itself_has_no_ratio():
    nothing = m.cost_per_exit([0.0, 0, 0], [0.0, 0, 0])
    assert nothing.per_exit is None and nothing.exits_per_million.kind == "whole_line"
