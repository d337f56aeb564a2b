"""Rows where a column is not zero are those that NumPy finds."""

import numpy as np
import pytest

from sim.state.rows import nonzero


@pytest.mark.parametrize("dtype", ["int8", "int16", "float64", "bool"])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_rows_of_each_type(dtype, share):
    column = (np.random.default_rng(1).random(1000) < share).astype(dtype)
    found = nonzero(column)
    assert found.dtype == np.int64 and np.array_equal(found, np.flatnonzero(column))
    again = nonzero(np.zeros(1000, dtype))
    assert again.size == 0 and np.array_equal(found, np.flatnonzero(column))  # what was found stays, whatever is asked next


def test_below_zero_is_not_zero():
    assert nonzero(np.array([0.0, -2.5, np.nan, -0.0])).tolist() == [1, 2]


def test_another_type_is_refused():
    with pytest.raises(KeyError):
        nonzero(np.zeros(3, np.float32))
