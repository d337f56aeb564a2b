"""Adds flows of money to a total, a block of rows at a time: short loops over contiguous memory that compile to vector code."""

from sim.core.compiled import kernel

BLOCK = 2048  # rows at a time: their flows stay in the processor's cache, and the memory is read in long runs


@kernel("void(float64[::1], float64[::1], float64)")
def add_signed(total, x, sign):
    """total += sign * x, row by row. Whole fen add exactly in any order."""
    for i in range(x.size):
        total[i] += sign * x[i]
