"""Targeting and multidimensional poverty by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import measures as m


def test_coverage_by_hand():
    # Four poor, of whom three are covered; six others, of whom one is covered.
    poor = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
    covered = np.array([1, 1, 1, 0, 1, 0, 0, 0, 0, 0], dtype=bool)
    assert m.exclusion_error(poor, covered) == pytest.approx(1 / 4)
    assert m.inclusion_error(poor, covered) == pytest.approx(1 / 4)
    assert m.targeting_differential(poor, covered) == pytest.approx(3 / 4 - 1 / 6)
    assert m.exclusion_error(poor, poor) == m.inclusion_error(poor, poor) == 0
    assert m.targeting_differential(poor, poor) == 1


def test_money_by_hand():
    # Line 10: gaps 4, 1, 0. Of 12 paid, 4 fill gaps, 1 and 3 spill over, 4 leak.
    benefit, welfare = [4.0, 4, 4], [6.0, 9.0, 20]
    assert m.poverty_reduction_efficiency(benefit, welfare, 10) == pytest.approx(5 / 12)
    assert m.spillover(benefit, welfare, 10) == pytest.approx(3 / 12)
    assert m.leakage(benefit, [1, 1, 0]) == pytest.approx(4 / 12)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(0, 9), st.integers(-3, 20), st.integers(1, 4)), min_size=1, max_size=20))
def test_all_money_goes_somewhere(rows):
    benefit, welfare, weight = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    if not benefit.any():
        return
    on_the_poor = m.spillover(benefit, welfare, 8, weight) + m.poverty_reduction_efficiency(benefit, welfare, 8, weight)
    assert m.leakage(benefit, welfare < 8, weight) + on_the_poor == pytest.approx(1)


def test_share_of_the_poorest_by_hand():
    welfare = np.arange(1.0, 11)
    assert m.cgh(np.ones(10), welfare) == pytest.approx(1)
    assert m.cgh(welfare <= 4, welfare) == pytest.approx(2.5)
    assert m.cgh(welfare > 4, welfare) == 0
    assert m.cgh(welfare <= 2, welfare, share=0.2) == pytest.approx(5)
    # All have the same welfare: nobody is poorest, whoever is paid.
    assert m.cgh([1.0, 0, 0, 0, 0], np.ones(5)) == pytest.approx(1)
    assert m.cgh([3.0, 1], [1.0, 2], share=1) == pytest.approx(1)


def test_concentration_by_hand():
    # Two persons: all to the poorer, rank 1/4: 2 * (1 * -1/4) / 1.
    assert m.concentration_index([1.0, 0], [1.0, 2]) == pytest.approx(-0.5)
    assert m.concentration_index([0.0, 1], [1.0, 2]) == pytest.approx(0.5)
    assert m.concentration_index([1.0, 5], [7.0, 7]) == pytest.approx(0)
    people, money = m.concentration_curve([1.0, 3, 0], [5.0, 5, 1])
    np.testing.assert_allclose(people, [0, 1 / 3, 1])
    np.testing.assert_allclose(money, [0, 0, 1])


@settings(max_examples=60, deadline=None)
@given(y=st.lists(st.integers(0, 99), min_size=1, max_size=25).filter(any))
def test_concentration_by_itself_is_the_gini(y):
    assert m.concentration_index(y, y) == pytest.approx(m.gini(y), abs=1e-12)
    people, money = m.concentration_curve(y, y)
    assert m.gini(y) == pytest.approx(1 - np.sum(np.diff(people) * (money[1:] + money[:-1])), abs=1e-12)


# Four persons, three dimensions of weight 1/2, 1/4, 1/4: scores 3/4, 1/2, 1/4, 0.
DEPRIVED = [[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]]
IMPORTANCE = [0.5, 0.25, 0.25]


def test_alkire_foster_by_hand():
    result = m.alkire_foster(DEPRIVED, IMPORTANCE, 0.5)
    assert isinstance(result, m.AlkireFoster)
    assert (result.H, result.A, result.M0) == pytest.approx((0.5, 0.625, 0.3125))
    # Among the poor two of four lack the first, one the second; the third person's lack is not counted.
    np.testing.assert_allclose(result.contributions, [0.8, 0.2, 0])
    weighted = m.alkire_foster(DEPRIVED, IMPORTANCE, 0.5, weight=[2, 1, 1, 1])
    assert (weighted.H, weighted.M0) == pytest.approx((0.6, 0.4))


def test_alkire_foster_from_union_to_intersection():
    assert m.alkire_foster(DEPRIVED, IMPORTANCE, 0.25).H == 0.75
    nobody = m.alkire_foster(DEPRIVED, IMPORTANCE, 1)
    assert nobody.H == nobody.M0 == 0 and np.isnan(nobody.A) and np.isnan(nobody.contributions).all()
    assert m.alkire_foster([[0, 0], [0, 1]], [0.5, 0.5], 1e-12).H == 0.5


def test_thirds_reach_the_cutoff_in_spite_of_rounding():
    third = 1 / 3
    assert m.alkire_foster([[1, 1, 0]], [third] * 3, 2 / 3).H == 1
    assert m.alkire_foster([[1] * 10], [0.1] * 10, 1).H == 1
    assert m.alkire_foster([[1, 1, 1]], [third] * 3, 1).M0 == pytest.approx(1)
