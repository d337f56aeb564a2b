"""Inequality of incomes: Gini, Theil, mean log deviation, Atkinson, ratios of the shares of top and bottom."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from . import checked
from .checked import Floats, MeasureError
from .distribution import curve, half_mean_difference, quantiles

POSITIVE = "incomes are zero or negative"
CODE = "Leave them out or bottom-code them, and report the share."


def gini(y: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Gini coefficient, 0 to 1: twice the area between the diagonal and the Lorenz curve, exact by trapezia, no small-sample correction.

    y (n,), zero allowed; without weights it equals 2 sum(i y_(i)) / (n sum(y)) - (n + 1) / n.
    Negative incomes or a zero total raise UndefinedMeasure.
    """
    income, counted = checked.incomes(y, weight, "The Gini coefficient")
    return half_mean_difference(income, counted) / float(np.average(income, weights=counted))


def theil(y: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Theil index, mean of (y / mean) ln(y / mean); an income of zero adds 0. Theil H. (1967). Negative incomes raise UndefinedMeasure."""
    income, counted = checked.incomes(y, weight, "The Theil index")
    relative = income / np.average(income, weights=counted)
    return float(np.average(xlogy(relative, relative), weights=counted))


def mld(y: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Mean log deviation, mean of ln(mean / y). Theil H. (1967); Shorrocks A. (1980). Incomes of zero or below raise UndefinedMeasure."""
    income, counted = checked.rows(weight, y=y)
    checked.forbid(income <= 0, "The mean log deviation", POSITIVE, CODE)
    return float(-np.average(np.log(income / np.average(income, weights=counted)), weights=counted))


def atkinson(y: ArrayLike, epsilon: float, weight: ArrayLike | None = None) -> float:
    """Atkinson index, 0 to 1, of aversion `epsilon` >= 0: the share of income that could be given up for equal welfare.

    Atkinson A. (1970), J. Economic Theory 2:244-263. Negative incomes, and with epsilon >= 1 incomes of zero, raise UndefinedMeasure.
    """
    if not (np.isfinite(epsilon) and epsilon >= 0):
        raise MeasureError(f"epsilon: {epsilon} must be zero or more.")
    income, counted = checked.incomes(y, weight, "The Atkinson index")
    if epsilon >= 1:
        checked.forbid(income <= 0, "The Atkinson index with epsilon of 1 or more", "incomes are zero", CODE)
    return -float(np.expm1(_log_equal_income(income, counted, 1 - epsilon) - np.log(np.average(income, weights=counted))))


def _log_equal_income(income: Floats, weight: Floats, power: float) -> float:
    """Log of the income that, held by all, gives the same welfare; stable for powers near 0 and far below it."""
    if power == 0:
        return float(np.average(np.log(income), weights=weight))
    reference = income.max() if power > 0 else income.min()
    with np.errstate(divide="ignore"):  # the log of an income of zero: its power is 0, which expm1 makes of minus infinity
        distance = np.expm1(power * np.log(income / reference))
    return float(np.log(reference) + np.log1p(np.average(distance, weights=weight)) / power)


def quantile_ratio(y: ArrayLike, weight: ArrayLike | None = None, bottom: float = 0.2, top: float = 0.2, split: bool = False) -> float:
    """Income of the top share over income of the bottom share; S80/S20 by default.

    y (n,). By the rule of Eurostat, income above the weighted quantile 1 - `top` over income at or below the quantile `bottom`
    (Alfons and Templ 2013, Journal of Statistical Software 54(15)). With few rows or many ties these two groups are not of the stated size:
    `split` divides the rows at the limits, so that each holds exactly its share of persons (equal incomes then give top / bottom).
    A bottom income of zero or below, or nobody above the limit, raises UndefinedMeasure.
    """
    if not (0 < bottom < 1 and 0 < top < 1):
        raise MeasureError(f"bottom, top: {bottom} and {top} must lie between 0 and 1.")
    income, counted = checked.rows(weight, y=y)
    low, high = (_split_ends if split else _whole_ends)(income, counted, bottom, top)
    checked.refuse(low <= 0, "The ratio of shares", "the bottom group has no income", "Use a larger bottom share, or another measure.")
    return high / low


def _whole_ends(income: Floats, weight: Floats, bottom: float, top: float) -> tuple[float, float]:
    lower, upper = quantiles(income, weight, np.array([bottom, 1 - top]))
    above = income > upper
    checked.refuse(not above.any(), "The ratio of shares", "nobody lies above the upper limit", "With few rows or many ties use split=True.")
    money = weight * income
    return float(money[income <= lower].sum()), float(money[above].sum())


def _split_ends(income: Floats, weight: Floats, bottom: float, top: float) -> tuple[float, float]:
    checked.refuse(float(weight @ income) <= 0, "The ratio of shares", "the total is zero or below", "Use another measure.")
    people, money = curve(income, income, weight)
    low, high = np.interp([bottom, 1 - top], people, money)
    return float(low), float(1 - high)


def palma(y: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Palma ratio: income of the top tenth over income of the poorest four tenths, rows at the limits divided; 0.25 for equal incomes.

    Palma J.G. (2011), Development and Change 42(1):87-153. A bottom income of zero or below raises UndefinedMeasure.
    """
    return quantile_ratio(y, weight, bottom=0.4, top=0.1, split=True)
