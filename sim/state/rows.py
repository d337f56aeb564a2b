"""Lists of rows, faster than NumPy makes them: where a column is not zero (one short loop in place of two passes), each row once."""

import numpy as np

from sim.core.compiled import kernel


def _list(x, out):
    n = 0
    for i in range(x.size):
        out[n] = i
        n += x[i] != 0
    return n


_KERNELS = {dtype: kernel(f"int64({dtype}[::1], int64[::1])", name=dtype)(_list) for dtype in ("int8", "int16", "int32", "float64")}
_SCRATCH = [np.empty(0, np.int64)]  # one list, as long as the longest column so far needs


def nonzero(column: np.ndarray) -> np.ndarray:
    """int64[k]: rows of a contiguous int8, int16, int32, bool or float64 column that are not zero, rising. KeyError for another type."""
    column = column.view(np.int8) if column.dtype == bool else column
    if len(_SCRATCH[0]) <= column.size:
        _SCRATCH[0] = np.empty(column.size + 1, np.int64)
    return _SCRATCH[0][: _KERNELS[column.dtype.name](column, _SCRATCH[0])].copy()


def distinct(rows: np.ndarray) -> np.ndarray:
    """int64[k]: each of `rows` once, rising. They come in rising runs, which this sort merges faster than NumPy's `unique` hashes them."""
    rows = np.sort(rows, kind="stable")
    first = np.ones(len(rows), bool)
    first[1:] = rows[1:] != rows[:-1]
    return rows[first]
