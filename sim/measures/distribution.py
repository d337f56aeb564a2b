"""Order in a weighted distribution: ranks, quantiles, Lorenz and concentration curves.

Rows with the same value are merged before anything is cumulated, so that ties never depend on the order of the rows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checked
from .checked import Floats, MeasureError

# Cumulated weight carries rounding; a probability closer than this to a step counts as hit exactly.
HIT = 1e-12


def tied_groups(values: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The sorting order of `values`, and the position in it at which each new value starts."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    return order, np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def merged(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Distinct values in rising order and the weight of each."""
    order, starts = tied_groups(values)
    return values[order[starts]], np.add.reduceat(weight[order], starts)


def middle_rank(values: Floats, weight: Floats) -> Floats:
    """Fractional rank in (0, 1) of each row; rows with the same value share the middle of their stretch."""
    order, starts = tied_groups(values)
    mass = np.add.reduceat(weight[order], starts)
    middle = (np.cumsum(mass) - mass / 2) / mass.sum()
    rank = np.empty_like(values)
    rank[order] = np.repeat(middle, np.diff(np.append(starts, values.size)))
    return rank


def half_mean_difference(values: Floats, weight: Floats) -> float:
    """Half the mean absolute difference of two draws, in the unit of the values: the Gini times the mean, defined for any mean."""
    value, mass = merged(values, weight)
    middle = (np.cumsum(mass) - mass / 2) / mass.sum()
    return float(np.sum(mass * value * (2 * middle - 1)) / mass.sum())


def fractional_rank(y: ArrayLike, weight: ArrayLike | None = None) -> Floats:
    """Fractional rank of each row, shape (n,), in (0, 1), mean one half; ties share one rank. Every weight must be above zero."""
    values = checked.numbers(y, "y")
    counted = checked.weights(weight, values.size)
    if not (counted > 0).all():
        raise MeasureError("weight: rows of weight zero have no rank. Leave them out.")
    return middle_rank(values, counted)


def weighted_quantile(y: ArrayLike, probability: ArrayLike, weight: ArrayLike | None = None) -> Floats | float:
    """Smallest value with at least `probability` of the weight at or below it; where that share is hit exactly, the mean with the next value.

    y (n,), probability a number or (m,) in [0, 1]; answer in the unit of y, a float for one probability. The rule of Eurostat as in
    Alfons and Templ (2013), Journal of Statistical Software 54(15).
    """
    values, counted = checked.rows(weight, y=y)
    asked = checked.numbers(np.atleast_1d(np.asarray(probability)), "probability")
    if ((asked < 0) | (asked > 1)).any():
        raise MeasureError("probability: values outside 0 to 1.")
    answer = quantiles(values, counted, asked)
    return float(answer[0]) if np.ndim(probability) == 0 else answer


def quantiles(values: Floats, weight: Floats, asked: Floats) -> Floats:
    """`weighted_quantile` on checked arrays."""
    value, mass = merged(values, weight)
    reached = np.cumsum(mass) / mass.sum()
    at = np.minimum(np.searchsorted(reached, asked - HIT), value.size - 1)
    following = np.minimum(at + 1, value.size - 1)
    exact = np.abs(reached[at] - asked) <= HIT
    between = np.where(exact, value[at] / 2 + value[following] / 2, value[at])
    return np.where(asked == 0, value[0], np.where(asked == 1, value[-1], between))


def weighted_median(y: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Weighted median of y (n,), in its unit: `weighted_quantile` at one half."""
    return float(weighted_quantile(y, 0.5, weight))


def curve(amount: Floats, rank_by: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Cumulated shares of weight and of amount in rising order of `rank_by`; both start at 0 and end at 1."""
    order, starts = tied_groups(rank_by)
    people = np.cumsum(np.add.reduceat(weight[order], starts))
    money = np.cumsum(np.add.reduceat((weight * amount)[order], starts))
    return np.concatenate(([0.0], people / people[-1])), np.concatenate(([0.0], money / money[-1]))


def lorenz_curve(y: ArrayLike, weight: ArrayLike | None = None) -> tuple[Floats, Floats]:
    """Lorenz curve of incomes y (n,): shares of persons and of income, each from 0 to 1, one point a distinct income.

    Lorenz M. (1905), Publications of the American Statistical Association 9(70):209-219. Negative incomes or a zero total raise UndefinedMeasure.
    """
    income, counted = checked.incomes(y, weight, "The Lorenz curve")
    return curve(income, income, counted)


def concentration_curve(benefit: ArrayLike, rank_by: ArrayLike, weight: ArrayLike | None = None) -> tuple[Floats, Floats]:
    """Shares of persons, poorest by `rank_by` first, and of the benefit (n,) that they receive; each from 0 to 1.

    Negative benefits raise MeasureError, a zero total UndefinedMeasure.
    """
    amount, rank, counted = checked.rows(weight, benefit=benefit, rank_by=rank_by)
    checked.not_negative(amount, "benefit")
    checked.refuse(not amount.any(), "The concentration of benefits", "nothing was paid", "Leave the cell empty.")
    return curve(amount, rank, counted)
