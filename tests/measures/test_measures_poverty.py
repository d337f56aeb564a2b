"""Poverty measures against closed forms and sums by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from sim import measures as m

# Midpoints of equal probability: a quantile grid is exact up to about one cell at the line (1 / N) and the second derivative inside it.
N = 200_000
P = (np.arange(N) + 0.5) / N


@pytest.mark.parametrize(("shape", "line"), [(1.5, 1.2), (3.0, 1.5), (3.0, 4.0)])
def test_pareto(shape, line):
    y = P[::-1] ** (-1 / shape)
    poor = 1 - line**-shape
    gap = poor - shape / (shape - 1) * (1 - line ** (1 - shape)) / line
    assert m.headcount(y, line) == pytest.approx(poor, abs=1 / N)
    assert m.poverty_gap(y, line) == pytest.approx(gap, abs=1 / N)
    assert m.watts(y, line) == pytest.approx(np.log(line) - poor / shape, abs=1 / N)


@pytest.mark.parametrize(("spread", "share"), [(0.4, 0.5), (0.7, 0.6), (1.0, 0.4)])
def test_lognormal(spread, share):
    y = 9000 * np.exp(spread * ndtri(P))
    line = m.relative_line(y, share)
    at = np.log(share) / spread
    assert line == pytest.approx(share * 9000, rel=1e-4)
    assert m.headcount(y, line) == pytest.approx(ndtr(at), abs=1e-5)
    assert m.poverty_gap(y, line) == pytest.approx(ndtr(at) - np.exp(spread**2 / 2) / share * ndtr(at - spread), abs=1e-5)
    assert m.watts(y, line) == pytest.approx(spread * (at * ndtr(at) + np.exp(-at * at / 2) / np.sqrt(2 * np.pi)), abs=1e-4)


def test_by_hand():
    # Gaps of the poor with line 4: 3/4, 1/2 and, weighing two, 1/4. The fourth stands on the line and is not poor.
    y, weight = [1.0, 2, 3, 4, 10], [1, 1, 2, 1, 3]
    assert m.headcount(y, 4, weight) == pytest.approx(4 / 8)
    assert m.poverty_gap(y, 4, weight) == pytest.approx(1.75 / 8)
    assert m.fgt(y, 4, 2, weight) == pytest.approx((9 / 16 + 4 / 16 + 2 / 16) / 8)
    assert m.income_gap_ratio(y, 4, weight) == pytest.approx(1.75 / 4)
    assert m.minimum_cost(y, 4, weight) == pytest.approx(3 + 2 + 2)
    assert m.watts(y, 4, weight) == pytest.approx((np.log(4) + np.log(2) + 2 * np.log(4 / 3)) / 8)


def test_the_line_itself_is_not_poor():
    line = 6919.0
    assert m.headcount([line, np.nextafter(line, 0)], line) == 0.5


def test_sen_of_two_persons_by_hand():
    # Incomes 1 and 3, line 4: H = 1, I = (3/4 + 1/4) / 2 = 1/2, Gini of (1, 3) = 1/4, so 1/2 + 1/2 * 1/4.
    assert m.sen([1.0, 3], 4) == pytest.approx(0.625)
    # Two others above the line halve the headcount and change nothing else.
    assert m.sen([1.0, 3, 4, 9], 4) == pytest.approx(0.3125)


def test_sen_and_sst_by_their_own_words():
    y, line = np.array([0.0, 1, 2, 2, 5, 9]), 4.0
    poor = y[y < line]
    share, depth = m.headcount(y, line), m.income_gap_ratio(y, line)
    assert m.sen(y, line) == pytest.approx(share * (depth + (1 - depth) * m.gini(poor)))
    assert m.sst(y, line) == pytest.approx(share * depth * (1 + m.gini(np.maximum(1 - y / line, 0))))


def test_ends_of_the_scale():
    assert m.sen([0.0, 0], 5) == 1.0
    assert m.sst([0.0, 0], 5) == 1.0
    for measure in (m.headcount, m.poverty_gap, m.minimum_cost, m.watts, m.sen, m.sst):
        assert measure([5.0, 6], 5) == 0.0


def test_negative_incomes_count_as_deep_gaps():
    assert m.poverty_gap([-5.0, 5], 5) == pytest.approx(1.0)
    assert m.headcount([-5.0, 5], 5) == 0.5


def test_a_line_of_each_row():
    y, lines = [3.0, 3, 8], [4.0, 3, 10]
    assert m.headcount(y, lines) == pytest.approx(2 / 3)
    assert m.poverty_gap(y, lines) == pytest.approx((0.25 + 0.2) / 3)
    assert m.sen(y, lines) == pytest.approx(m.sen([0.75, 1, 0.8], 1))
    assert m.sen(y, np.full(3, 4.0)) == m.sen(y, 4)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(-5, 40), st.integers(1, 5), st.integers(0, 2)), min_size=1, max_size=25),
    alpha=st.sampled_from([0, 1, 1.5, 2]),
)
def test_fgt_is_the_weighted_sum_of_its_groups(rows, alpha):
    y, weight, group = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    parts = [
        weight[group == code].sum() / weight.sum() * m.fgt(y[group == code], 20, alpha, weight[group == code]) for code in np.unique(group)
    ]
    assert m.fgt(y, 20, alpha, weight) == pytest.approx(sum(parts))
