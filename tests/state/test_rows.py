"""Rows where a column is not zero are those that NumPy finds."""

import numpy as np
import pytest

from sim.state import rows
from sim.state.rows import distinct, nonzero


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "float64", "bool"])
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


def test_columns_of_many_lengths_share_one_list():
    for n in (5, 2000, 7, 1999):
        column = np.arange(n) % 2
        assert np.array_equal(nonzero(column.astype(np.int8)), np.flatnonzero(column))
    held = rows._SCRATCH[0]
    for n in range(100):
        nonzero(np.ones(n, np.int8))
    assert len(rows._SCRATCH) == 1 and rows._SCRATCH[0] is held


@pytest.mark.parametrize("runs", [[], [3], [1, 4, 9, 0, 4, 9, 9], [2, 2, 2]])
def test_each_row_once(runs):
    assert distinct(np.array(runs, np.int64)).tolist() == sorted(set(runs))
