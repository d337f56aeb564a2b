"""Where a sign turns, by hand on made-up gaps."""

import numpy as np
import pytest

from sim.analysis.flips import crossings, flip, grid, quantile
from sim.core.parameters import FIXED, Parameter, Prior, uniform

GRID = np.array([0.0, 1.0, 2.0])


def declared(value, prior, low=-100.0, high=100.0) -> Parameter:
    return Parameter("test.it", value, "ratio", low, high, prior, "it", "它", "assumption", "assumption")


def seeds(*means: float, spread: float = 0.0) -> np.ndarray:
    """Three seeds at each point of the grid, `spread` apart."""
    return np.array(means)[:, None] + spread * np.array([-1.0, 0.0, 1.0])


def test_a_straight_line_turns_where_it_meets_zero():
    assert crossings(GRID, np.array([-1.0, 3.0, 4.0])) == [0.25]


def test_a_point_of_zero_counts_only_where_the_sign_changes():
    assert crossings(GRID, np.array([-1.0, 0.0, 1.0])) == [1.0]
    assert crossings(GRID, np.array([1.0, 0.0, 1.0])) == []


def test_without_chance_the_turn_is_a_point():
    assert flip(GRID, seeds(-2.0, 2.0, 6.0)) == ("flips", 0.5, 0.5, 0.5)


def test_the_limits_are_where_the_interval_leaves_zero():
    found = flip(GRID, seeds(-10.0, 0.0, 10.0, spread=1.0))
    assert found.verdict == "flips" and found.at == pytest.approx(1.0)
    # half of the interval is t(0.975, 2) / sqrt(3) = 2.484: a slope of 10 takes 0.248 to climb it
    assert (found.low, found.high) == (pytest.approx(1 - 0.2484, abs=1e-3), pytest.approx(1 + 0.2484, abs=1e-3))


def test_one_sign_everywhere_never_turns():
    found = flip(GRID, seeds(5.0, 6.0, 7.0, spread=0.1))
    assert found.verdict == "never" and np.isnan(found.at)


def test_one_sign_that_chance_may_turn_is_unclear():
    found = flip(GRID, seeds(9.0, 9.0, 1.0, spread=2.0))
    assert found.verdict == "unclear" and found.high == 2.0 and 1.0 < found.low < 2.0


def test_grids_follow_the_prior_within_the_bounds():
    assert grid(declared(1.0, uniform(0.0, 10.0)), 3) == pytest.approx([0.5, 5.0, 9.5])
    assert grid(declared(2, uniform(1, 3), 0, 3), 5) == [1, 2, 3]
    assert quantile(declared(0.0, Prior("normal", 0.0, 1.0)), 0.95) == pytest.approx(1.6449, abs=1e-4)
    assert quantile(declared(1.0, Prior("lognormal", 0.0, 1.0)), 0.5) == pytest.approx(1.0)
    assert quantile(declared(0.5, uniform(0.0, 10.0), 0.0, 2.0), 0.95) == 2.0


def test_a_parameter_that_never_varies_is_refused():
    with pytest.raises(ValueError, match="no prior"):
        grid(declared(1.0, FIXED))
