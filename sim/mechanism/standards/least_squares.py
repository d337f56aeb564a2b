"""Ordinary least squares by Cholesky in plain loops: the same bits on every interpreter, which no linear algebra library promises."""

import numpy as np

from sim.core.compiled import kernel

RIDGE = 1e-8  # of the number of observations, on the diagonal: a column without variation gets the coefficient 0


@kernel("void(float64[:, ::1], float64[::1], float64, float64[:, ::1], float64[::1])")
def _solve(x, y, ridge, a, b):
    k, n = x.shape
    for i in range(k):
        for j in range(i + 1):
            total = 0.0
            for r in range(n):
                total += x[i, r] * x[j, r]
            a[i, j] = total
        a[i, i] += ridge * n
        total = 0.0
        for r in range(n):
            total += x[i, r] * y[r]
        b[i] = total
    for i in range(k):  # a = l l'
        for j in range(i + 1):
            total = a[i, j]
            for m in range(j):
                total -= a[i, m] * a[j, m]
            a[i, j] = np.sqrt(total) if i == j else total / a[j, j]
    for i in range(k):
        for m in range(i):
            b[i] -= a[i, m] * b[m]
        b[i] /= a[i, i]
    for i in range(k - 1, -1, -1):
        for m in range(i + 1, k):
            b[i] -= a[m, i] * b[m]
        b[i] /= a[i, i]


def solve(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """float64[k]: coefficients of y float64[n] on the rows of x float64[k, n]. Sums run in the order of the observations."""
    coefficients = np.empty(len(x))
    _solve(np.ascontiguousarray(x), np.ascontiguousarray(y), RIDGE, np.zeros((len(x), len(x))), coefficients)
    return coefficients
