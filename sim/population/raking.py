"""Weights of the templates that meet the margins and stay nearest to the seed (minimum relative entropy, soft where a margin is soft)."""

import numpy as np
from scipy.optimize import minimize

from sim.core.special import exp_array

DECIMALS = 10  # weights are rounded here, so that a last bit of a linear solver cannot move a household


def rake(seed: np.ndarray, features: np.ndarray, targets: np.ndarray, slack: np.ndarray) -> np.ndarray:
    """Weights float64[n] that minimise KL(w, seed) + sum(((mean(features) - targets) / slack)**2) / 2, with sum 1.

    `seed` float64[n] sums to 1, `features` float64[n, m], `targets` and `slack` float64[m]; a slack near 0 is a hard margin.
    Solved in the dual, which is strictly convex, so margins that contradict each other still have one answer.
    Source: Csiszar (1975) on I-divergence; Deming and Stephan (1940) is the case of hard categorical margins.
    """
    centred = features - targets
    variance = slack**2

    def weights(dual: np.ndarray) -> tuple[np.ndarray, float]:
        power = centred @ dual
        top = power.max()
        raw = seed * exp_array(power - top)
        total = raw.sum()
        return raw / total, top + np.log(total)

    def value(dual):
        w, log_total = weights(dual)
        return log_total + 0.5 * (variance * dual**2).sum(), centred.T @ w + variance * dual

    def hessian(dual):
        w, _ = weights(dual)
        mean = centred.T @ w
        return (centred * w[:, None]).T @ centred - np.outer(mean, mean) + np.diag(variance)

    start = np.zeros(features.shape[1])
    found = minimize(value, start, jac=True, hess=hessian, method="trust-exact", options={"gtol": 1e-9, "maxiter": 500})
    dual = found.x
    for _ in range(2):  # Newton steps to the last digits, so that rounding hides what differs between linear solvers
        dual = dual - np.linalg.solve(hessian(dual), value(dual)[1])
    return tidy(weights(dual)[0])


def tidy(weights: np.ndarray) -> np.ndarray:
    """Rounded weights with sum 1 (the largest takes the rest)."""
    rounded = np.round(weights, DECIMALS)
    rounded[np.argmax(rounded)] += 1.0 - rounded.sum()
    return rounded
