"""Poverty in several dimensions at once, counted as by Alkire and Foster."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from . import checked
from .checked import Floats, MeasureError

# Scores are sums of weights such as 1/3: a person who reaches k up to rounding is poor.
ROUNDING = 1e-9


class AlkireFoster(NamedTuple):
    """H share of poor, A mean score of the poor (NaN if none), M0 = H A, contributions (d,) that sum to 1 (NaN if M0 is 0)."""

    H: float
    A: float
    M0: float
    contributions: Floats


def alkire_foster(deprived: ArrayLike, dimension_weights: ArrayLike, k: float, weight: ArrayLike | None = None) -> AlkireFoster:
    """Adjusted headcount: a person is poor if the weighted share of deprivations is at least `k`.

    deprived (n, d) of 0 and 1, dimension_weights (d,) with sum 1, k in (0, 1]. The contribution of a dimension is its weight times its
    headcount among the poor over M0. Alkire S., Foster J. (2011), Journal of Public Economics 95(7-8):476-487.
    """
    checked.share(k, "k")
    lacking = checked.yes_no(checked.numbers(deprived, "deprived", 2), "deprived")
    importance = _importance(dimension_weights, lacking.shape[1])
    counted = checked.weights(weight, len(lacking))
    score = lacking @ importance
    poor = (score >= k - ROUNDING) & (score > 0)
    if not counted[poor].sum() > 0:
        return AlkireFoster(0.0, float("nan"), 0.0, np.full(importance.size, np.nan))
    share = counted / counted.sum()
    adjusted = float(share[poor] @ score[poor])
    censored = share[poor] @ lacking[poor]
    return AlkireFoster(float(share[poor].sum()), adjusted / float(share[poor].sum()), adjusted, importance * censored / adjusted)


def _importance(dimension_weights: ArrayLike, dimensions: int) -> Floats:
    importance = checked.not_negative(checked.numbers(dimension_weights, "dimension_weights"), "dimension_weights")
    if importance.size != dimensions:
        raise MeasureError(f"dimension_weights: {importance.size} values for {dimensions} dimensions.")
    if abs(importance.sum() - 1) > ROUNDING:
        raise MeasureError(f"dimension_weights: their sum is {importance.sum():g}, not 1. Divide them by their sum.")
    return importance
