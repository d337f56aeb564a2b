"""Adds up flows of money, a block of rows at a time: short loops over contiguous memory that compile to vector code."""

import numpy as np

from sim.core.compiled import kernel

BLOCK = 2048  # rows at a time: their flows stay in the processor's cache, and the memory is read in long runs
LANES = 16  # sums that grow side by side: one alone waits for its last addition


@kernel("void(float64[::1], float64[::1], float64)")
def add_signed(total, x, sign):
    """total += sign * x, row by row. Whole fen add exactly in any order."""
    for i in range(x.size):
        total[i] += sign * x[i]


@kernel("float64(float64[::1])")
def total(x):
    """Sum of x. Whole fen add exactly in any order, so the lanes do not show."""
    lane = np.zeros(LANES)
    whole = x.size - x.size % LANES
    for start in range(0, whole, LANES):
        for j in range(LANES):
            lane[j] += x[start + j]
    out = 0.0
    for j in range(LANES):
        out += lane[j]
    for i in range(whole, x.size):
        out += x[i]
    return out
