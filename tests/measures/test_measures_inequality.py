"""Inequality measures against closed forms and sums by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from sim import measures as m

N = 200_000
P = (np.arange(N) + 0.5) / N
incomes = st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize("shape", [2.5, 3.0, 5.0])
def test_pareto_gini(shape):
    # Means of the cells between quantiles are exact, so the only error is the Gini inside a cell.
    edge = np.arange(N + 1) / N
    tail = (1 - edge) ** (1 - 1 / shape)
    cell_means = N * (tail[:-1] - tail[1:]) * shape / (shape - 1)
    assert m.gini(cell_means) == pytest.approx(1 / (2 * shape - 1), abs=1e-6)


@pytest.mark.parametrize("spread", [0.3, 0.6, 0.9])
def test_lognormal(spread):
    # The grid cuts the tails beyond half a cell: errors up to about 1e-4 at a spread of 0.9.
    y = 15000 * np.exp(spread * ndtri(P))
    assert m.gini(y) == pytest.approx(2 * ndtr(spread / np.sqrt(2)) - 1, abs=1e-4)
    assert m.theil(y) == pytest.approx(spread**2 / 2, abs=5e-4)
    assert m.mld(y) == pytest.approx(spread**2 / 2, abs=1e-4)
    for aversion in (0, 0.5, 1, 2):
        assert m.atkinson(y, aversion) == pytest.approx(1 - np.exp(-aversion * spread**2 / 2), abs=2e-4)
    top_fifth, bottom_fifth = 1 - ndtr(ndtri(0.8) - spread), ndtr(ndtri(0.2) - spread)
    assert m.quantile_ratio(y) == pytest.approx(top_fifth / bottom_fifth, rel=1e-3)
    assert m.palma(y) == pytest.approx((1 - ndtr(ndtri(0.9) - spread)) / ndtr(ndtri(0.4) - spread), rel=1e-3)


def test_two_points_by_hand():
    # Three persons with 1 and one with 5: mean 2; the poor three quarters hold three eighths.
    y, weight = [1.0, 5], [3, 1]
    assert m.gini(y, weight) == pytest.approx(3 / 4 - 3 / 8)
    assert m.theil(y, weight) == pytest.approx(3 / 8 * np.log(1 / 2) + 5 / 8 * np.log(5 / 2))
    assert m.mld(y, weight) == pytest.approx(3 / 4 * np.log(2) + 1 / 4 * np.log(2 / 5))
    assert m.atkinson(y, 1, weight) == pytest.approx(1 - 5**0.25 / 2)
    assert m.atkinson(y, 2, weight) == pytest.approx(1 - 1 / (3 / 4 + 1 / 20) / 2)
    assert m.atkinson(y, 0.5, weight) == pytest.approx(1 - (3 / 4 + np.sqrt(5) / 4) ** 2 / 2)


def test_incomes_of_zero():
    assert m.gini([0.0, 0, 0, 8]) == pytest.approx(3 / 4)
    assert m.theil([0.0, 0, 0, 8]) == pytest.approx(np.log(4))
    assert m.atkinson([0.0, 0, 0, 8], 0.5) == pytest.approx(3 / 4)


@settings(max_examples=60, deadline=None)
@given(y=incomes)
def test_gini_without_weights_is_the_sorted_sum(y):
    ordered = np.sort(np.array(y, dtype=float))
    n = ordered.size
    assert m.gini(y) == pytest.approx(2 * np.sum(np.arange(1, n + 1) * ordered) / (n * ordered.sum()) - (n + 1) / n, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(y=incomes, data=st.data())
def test_gini_is_the_area_under_the_lorenz_curve(y, data):
    weight = data.draw(st.lists(st.floats(0.1, 9), min_size=len(y), max_size=len(y)))
    people, money = m.lorenz_curve(y, weight)
    assert people[0] == money[0] == 0 and people[-1] == money[-1] == 1
    assert m.gini(y, weight) == pytest.approx(1 - np.sum(np.diff(people) * (money[1:] + money[:-1])), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(y=st.lists(st.integers(1, 1000), min_size=2, max_size=30))
def test_atkinson_is_smooth_in_its_aversion(y):
    assert m.atkinson(y, 0) == pytest.approx(0, abs=1e-12)
    assert m.atkinson(y, 1 + 1e-9) == pytest.approx(m.atkinson(y, 1), abs=1e-7)
    assert m.atkinson(y, 1) == pytest.approx(1 - np.exp(-m.mld(y)))
    assert m.atkinson(y, 400) == pytest.approx(1 - min(y) / np.mean(y), abs=0.02)


def test_ratio_of_shares_by_hand():
    # The limits are hit exactly at 2 and 8 of 10: bottom 1 + 2, top 9 + 10; the upper tenth 10, the lower four 1 + 2 + 3 + 4.
    y = np.arange(1.0, 11)
    assert m.quantile_ratio(y) == pytest.approx(19 / 3)
    assert m.quantile_ratio(y, split=True) == pytest.approx(19 / 3)
    assert m.quantile_ratio(y, bottom=0.4, top=0.1) == pytest.approx(1)
    assert m.palma(y) == pytest.approx(1)


def test_rows_at_the_limits_are_divided_on_request():
    # One person of three: a fifth of all is 0.6 of a person.
    assert m.quantile_ratio([1.0, 2, 6], split=True) == pytest.approx(6)
    assert m.quantile_ratio(np.full(7, 3.0), split=True) == pytest.approx(1)
    assert m.palma(np.full(7, 3.0)) == pytest.approx(0.25)
    assert m.quantile_ratio([1.0] * 8 + [10, 10], split=True) == pytest.approx(10)


def test_weighted_quantiles_by_hand():
    y, weight = [10.0, 20, 30, 40], [1, 1, 1, 1]
    assert m.weighted_median(y, weight) == 25
    assert m.weighted_quantile(y, 0.51, weight) == 30
    assert m.weighted_median(y, [1, 1, 1, 2]) == 30
    assert m.weighted_median([1.0, 5], [3, 1]) == 1
    np.testing.assert_array_equal(m.weighted_quantile(y, [0, 0.25, 1]), [10, 15, 40])
    # Tenths do not add up exactly in binary; the step is hit all the same.
    assert m.weighted_quantile(np.arange(10.0), 0.3, np.full(10, 0.1)) == 2.5


@settings(max_examples=60, deadline=None)
@given(y=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_median_without_weights_is_the_median(y):
    assert m.weighted_median(y) == pytest.approx(np.median(y), abs=1e-9)


def test_ranks_by_hand():
    np.testing.assert_allclose(m.fractional_rank([7.0, 3, 7, 9]), [0.5, 0.125, 0.5, 0.875])
    np.testing.assert_allclose(m.fractional_rank([3.0, 9], [3, 1]), [0.375, 0.875])


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(1, 99), st.integers(1, 5), st.sampled_from("abc")), min_size=1, max_size=25))
def test_theil_is_the_sum_of_its_parts(rows):
    y, weight, group = (np.array(column) for column in zip(*rows, strict=True))
    parts = m.theil_parts(y, group, weight)
    assert isinstance(parts, m.TheilParts)
    assert parts.within + parts.between == pytest.approx(m.theil(y, weight), abs=1e-12)
    assert m.theil_parts(y, np.zeros(len(y)), weight).between == pytest.approx(0, abs=1e-12)


def test_theil_parts_by_hand():
    # Two groups without inequality inside: everything is between; a group without income adds nothing.
    parts = m.theil_parts([1.0, 1, 1, 5], ["low", "low", "low", "high"])
    assert parts.within == pytest.approx(0, abs=1e-15)
    assert parts.between == pytest.approx(m.theil([1.0, 5], [3, 1]))
    assert m.theil_parts([0.0, 0, 4, 4], [1, 1, 2, 2]).between == pytest.approx(np.log(2))


def test_sources_by_hand():
    # Total 2, 4: Gini 1/6. The first source is equal, the second holds all the inequality.
    parts = m.gini_sources([[2.0, 0, 0], [2, 2, 0]])
    assert isinstance(parts, m.GiniSources)
    np.testing.assert_allclose(parts.share, [2 / 3, 1 / 3, 0])
    np.testing.assert_allclose(parts.gini, [0, 0.5, np.nan])
    np.testing.assert_allclose(parts.correlation, [0, 1, np.nan])
    np.testing.assert_allclose(parts.contribution, [0, 1 / 6, 0])


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(10, 99), st.integers(-9, 50), st.integers(1, 60), st.integers(1, 5)), min_size=1, max_size=20))
def test_sources_sum_to_the_gini(rows):
    table = np.array(rows, dtype=float)
    sources, weight = table[:, :3], table[:, 3]
    if sources[:, 1].any() and abs(weight @ sources[:, 1]) < 1e-9:
        with pytest.raises(m.UndefinedMeasure):
            m.gini_sources(sources, weight)
        return
    parts = m.gini_sources(sources, weight)
    assert parts.contribution.sum() == pytest.approx(m.gini(sources.sum(axis=1), weight), abs=1e-12)
    known = ~np.isnan(parts.gini)
    np.testing.assert_allclose((parts.share * parts.gini * parts.correlation)[known], parts.contribution[known], atol=1e-12)
