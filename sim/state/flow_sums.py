"""Adds up flows of money, a block of rows at a time: short loops over contiguous memory that compile to vector code."""

import numpy as np

from sim.core.compiled import kernel

BLOCK = 8192  # rows at a time: their flows stay in the processor's cache, and the memory is read in long runs
LANES = 64  # sums that grow side by side: one alone waits for its last addition


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


@kernel("boolean(float64[::1])")
def is_money(fen):
    """Whether all are whole fen, zero or more."""
    for i in range(fen.size):
        if not (fen[i] >= 0.0 and fen[i] == np.rint(fen[i])):
            return False
    return True


@kernel("boolean(int64[::1], int64)")
def are_rows(rows, n):
    """Whether all are rows of a table of n rows."""
    for i in range(rows.size):
        if rows[i] < 0 or rows[i] >= n:
            return False
    return True


@kernel("void(float64[::1], int64[::1], float64[::1], float64)")
def scatter(account, rows, fen, sign):
    """account[rows] += sign * fen; a row may come more than once."""
    for i in range(rows.size):
        account[rows[i]] += sign * fen[i]


@kernel("void(int64[::1], float64[::1], int8[::1], float64[::1], float64[::1], float64[::1])")
def by_county(rows, fen, county, weight, sums, weighted):
    """Adds fen to the sum of the county of each row, and weighted to the estimate for the whole."""
    for i in range(rows.size):
        sums[county[rows[i]]] += fen[i]
        weighted[county[rows[i]]] += fen[i] * weight[rows[i]]


@kernel("void(int64[::1], float64[::1], int64[::1], int8[::1], float64[::1], float64[::1], float64[::1])")
def by_run(rows, fen, runs, county, weight, sums, weighted):
    """As `by_county` where rows lie in runs of one county and weight: county and weight are looked up where a run begins, and rows mostly rise."""
    r, c, w, there, estimate = -1, 0, 0.0, 0.0, 0.0
    for i in range(rows.size):
        if r < 0 or rows[i] < runs[r] or rows[i] >= runs[r + 1]:
            if r >= 0:
                sums[c], weighted[c] = there, estimate
            r = np.searchsorted(runs, rows[i], side="right") - 1
            c, w = county[runs[r]], weight[runs[r]]
            there, estimate = sums[c], weighted[c]
        there += fen[i]
        estimate += fen[i] * w
    if r >= 0:
        sums[c], weighted[c] = there, estimate
