"""Inequality taken apart: the Theil index within and between groups, the Gini by source of income."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from . import checked
from .checked import Floats, MeasureError
from .distribution import half_mean_difference, middle_rank


class TheilParts(NamedTuple):
    """Parts of the Theil index; their sum is the index."""

    within: float
    between: float


def theil_parts(y: ArrayLike, group: ArrayLike, weight: ArrayLike | None = None) -> TheilParts:
    """Theil index within and between groups: T = sum s_g T_g + sum s_g ln(mean_g / mean), s_g the income share of the group.

    y (n,), group (n,) labels of any kind. Shorrocks A. (1980), Econometrica 48(3):613-625. Negative incomes raise UndefinedMeasure.
    """
    labels = np.asarray(group)
    if labels.ndim != 1 or (labels.dtype.kind == "f" and np.isnan(labels).any()):
        raise MeasureError("group: one label a row is needed, none missing.")
    codes = np.unique(labels, return_inverse=True)[1].astype(float)
    income, code, counted = checked.rows(weight, y=y, group=codes)
    checked.incomes(income, counted, "The Theil index")
    member = code.astype(np.intp)
    people, money = np.bincount(member, counted), np.bincount(member, counted * income)
    mean = money.sum() / people.sum()
    level, own = income / mean, (np.divide(money, people, out=np.zeros_like(money), where=people > 0) / mean)[member]
    inside = xlogy(level, np.divide(level, own, out=np.ones_like(level), where=own > 0))
    return TheilParts(float(np.average(inside, weights=counted)), float(np.average(xlogy(own, own), weights=counted)))


class GiniSources(NamedTuple):
    """One entry a source, shape (s,). `contribution` = share * gini * correlation, and sums to the Gini of the total."""

    share: Floats
    gini: Floats
    correlation: Floats
    contribution: Floats


def gini_sources(sources: ArrayLike, weight: ArrayLike | None = None) -> GiniSources:
    """Gini of total income by source: G = sum S_s G_s R_s, with R_s the Gini correlation of the source with the rank of total income.

    sources (n, s), one column a source, the total is their sum; a source may hold negative amounts, the total may not.
    A source with the same amount for all has correlation 0. Lerman R., Yitzhaki S. (1985), Review of Economics and Statistics 67(1):151-156.
    A source that is not zero but has mean zero raises UndefinedMeasure; a source of zeros has Gini and correlation NaN, contribution 0.
    """
    amounts = checked.numbers(sources, "sources", 2)
    counted = checked.weights(weight, len(amounts))
    amounts, counted = amounts[counted > 0], counted[counted > 0]
    total, _ = checked.incomes(amounts.sum(axis=1), counted, "The Gini coefficient by source")
    mean = np.average(amounts, axis=0, weights=counted)
    empty = (amounts == 0).all(axis=0)
    checked.forbid((mean == 0) & ~empty, "The Gini coefficient by source", "sources have mean zero", "Add the source to another one.")
    spread = np.array([half_mean_difference(column, counted) for column in amounts.T])
    shared = 2 * np.average(amounts * (middle_rank(total, counted) - 0.5)[:, None], axis=0, weights=counted)
    own = np.divide(spread, mean, out=np.full_like(mean, np.nan), where=~empty)
    related = np.divide(shared, spread, out=np.where(empty, np.nan, 0.0), where=spread != 0)
    return GiniSources(mean / mean.sum(), own, related, shared / mean.sum())
