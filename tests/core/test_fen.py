"""Money: rounding to whole fen, the way back, and sums that do not depend on order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.fen import to_fen, to_yuan

WHOLE = st.integers(-(2**50), 2**50)


@pytest.mark.parametrize(("yuan", "fen"), [(0, 0), (0.01, 1), (19.99, 1999), (1.125, 112), (1.375, 138), (-1.125, -112), (-0.004, 0), (1e9, 1e11)])
def test_rounds_to_the_nearest_and_halves_to_even(yuan, fen):
    assert to_fen(yuan) == fen


@given(WHOLE)
def test_whole_fen_survive_the_way_to_yuan_and_back(fen):
    assert to_fen(to_yuan(fen)) == fen


@given(st.floats(-1e12, 1e12))
def test_never_more_than_half_a_fen_off(yuan):
    fen = to_fen(yuan)
    assert fen == np.rint(fen)
    assert abs(fen - yuan * 100.0) <= 0.5


@given(st.lists(st.integers(-(10**12), 10**12), max_size=200), st.randoms())
def test_sums_are_exact_in_any_order(amounts, random):
    exact = float(sum(amounts))
    random.shuffle(amounts)
    assert np.array(amounts, np.float64).sum() == exact == sum(map(float, amounts))


def test_arrays_keep_their_shape_and_type():
    fen = to_fen(np.array([[1, 2], [3, 4]]))
    assert fen.shape == (2, 2) and fen.dtype == np.float64
    assert to_yuan(fen).tolist() == [[1.0, 2.0], [3.0, 4.0]]
