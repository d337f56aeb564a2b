"""Purses: nothing is paid that is not there, in the order of the rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.state.purses import Purses, pay_in_order

CLAIMS = st.lists(st.tuples(st.integers(-50, 1000), st.integers(0, 2)), max_size=60)
BALANCES = st.lists(st.integers(0, 5000), min_size=3, max_size=3)


def pay(claims: list[tuple[int, int]], balances: list[int]) -> tuple[np.ndarray, np.ndarray, int]:
    """(paid, balance left, rows refused)."""
    due, county = np.array([c[0] for c in claims], np.float64), np.array([c[1] for c in claims], np.int8)
    balance, paid = np.array(balances, np.float64), np.full(len(claims), -1.0)
    return paid, balance, pay_in_order(due, county, balance, paid)


def test_by_hand():
    paid, balance, refused = pay([(60, 0), (50, 0), (40, 0), (10, 1), (0, 1)], [100, 0, 7])
    assert paid.tolist() == [60, 0, 40, 0, 0]
    assert balance.tolist() == [0, 0, 7] and refused == 2


@given(CLAIMS, BALANCES)
def test_paid_from_the_own_county_in_full_or_not_at_all(claims, balances):
    paid, balance, refused = pay(claims, balances)
    due, county = np.array([max(c[0], 0) for c in claims]), np.array([c[1] for c in claims], int)
    assert (balance >= 0).all()
    assert np.array_equal(balance + np.bincount(county, paid, 3), balances)
    assert all(p in (0.0, d) for p, d in zip(paid, due, strict=True))
    assert refused == sum(d > 0 and p == 0 for p, d in zip(paid, due, strict=True))


@given(CLAIMS, BALANCES)
def test_a_refused_row_was_more_than_was_left_when_its_turn_came(claims, balances):
    paid, _, _ = pay(claims, balances)
    left = list(balances)
    for (due, county), got in zip(claims, paid, strict=True):
        assert got == (due if 0 < due <= left[county] else 0)
        left[county] -= int(got)


@given(CLAIMS, BALANCES, CLAIMS)
def test_later_rows_do_not_change_earlier_ones(claims, balances, later):
    assert np.array_equal(pay(claims + later, balances)[0][: len(claims)], pay(claims, balances)[0])


def test_a_new_budget_takes_the_place_of_the_old():
    purses = Purses(2)
    assert purses.of("public_jobs").tolist() == [0, 0]
    purses.fill("public_jobs", np.array([100.4, 7]))
    purses.of("public_jobs")[0] -= 30
    assert purses.of("public_jobs").tolist() == [70, 7] and purses.of("other").tolist() == [0, 0]
    purses.fill("public_jobs", np.array([5, 5]))
    assert purses.of("public_jobs").tolist() == [5, 5]


@pytest.mark.parametrize("budget", [[-1.0, 5.0], [np.nan, 1.0], [1.0], [1.0, 2.0, 3.0]])
def test_budgets_below_zero_or_for_other_counties_are_refused(budget):
    with pytest.raises(ValueError, match="public_jobs"):
        Purses(2).fill("public_jobs", np.array(budget))


def test_a_purse_does_not_share_its_array_with_the_giver():
    budget, purses = np.array([5.0, 6.0]), Purses(2)
    purses.fill("a", budget)
    purses.of("a")[:] = 0
    assert budget.tolist() == [5.0, 6.0]
