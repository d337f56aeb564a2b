"""Poverty against a line in one dimension: headcount, gaps, Watts, Sen, Sen-Shorrocks-Thon.

A person is poor if welfare lies strictly below the line. The line is one number or one a row, in the unit of welfare.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import checked
from .checked import Flags, Floats, MeasureError
from .distribution import half_mean_difference, weighted_median


def relative_line(y: ArrayLike, share: float = 0.5, weight: ArrayLike | None = None) -> float:
    """Line at `share` of the weighted median of y (n,), in the unit of y. Fuchs V. (1967), Public Interest 8:88-95."""
    if not (np.isfinite(share) and share > 0):
        raise MeasureError(f"share: {share} must lie above zero.")
    median = weighted_median(y, weight)
    checked.refuse(median <= 0, "A relative line", f"the median is {median:g}", "Use a line in money.")
    return share * median


def fgt(y: ArrayLike, line: ArrayLike, alpha: float, weight: ArrayLike | None = None) -> float:
    """Mean over all persons of the relative gap of the poor to the power `alpha` >= 0; 0 headcount, 1 gap, 2 squared gap.

    y (n,); no unit; negative incomes are allowed and give gaps above 1.
    Foster J., Greer J., Thorbecke E. (1984), Econometrica 52(3):761-766.
    """
    if not (np.isfinite(alpha) and alpha >= 0):
        raise MeasureError(f"alpha: {alpha} must be zero or more.")
    gap, poor, counted = _gaps(y, line, weight)
    return float(np.sum(counted[poor] * gap[poor] ** alpha) / counted.sum())


def _gaps(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None) -> tuple[Floats, Flags, Floats]:
    welfare, drawn, counted = checked.poverty_rows(y, line, weight)
    poor = welfare < drawn
    return np.where(poor, (drawn - welfare) / drawn, 0.0), poor, counted


def headcount(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of persons below the line, 0 to 1: `fgt` with alpha 0."""
    return fgt(y, line, 0, weight)


def poverty_gap(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Mean relative gap over all persons: `fgt` with alpha 1."""
    return fgt(y, line, 1, weight)


def income_gap_ratio(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Mean relative gap of the poor, poverty gap over headcount. UndefinedMeasure if nobody is poor."""
    gap, poor, counted = _gaps(y, line, weight)
    checked.refuse(not poor.any(), "The income gap ratio", "nobody is poor", "Use the poverty gap, which is then 0.")
    return float(np.average(gap[poor], weights=counted[poor]))


def minimum_cost(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Least sum that lifts every poor person exactly to the line, in the unit of y times that of the weight."""
    welfare, drawn, counted = checked.poverty_rows(y, line, weight)
    return float(np.sum(counted * np.maximum(drawn - welfare, 0.0)))


def watts(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Mean over all persons of ln(line / y) of the poor, no unit.

    Watts H. (1968); Zheng B. (1993), Economics Letters 42:81-86. Incomes of zero or below raise UndefinedMeasure.
    """
    welfare, drawn, counted = checked.poverty_rows(y, line, weight)
    advice = "Bottom-code them at a small part of the line, and report the share."
    checked.forbid(welfare <= 0, "The Watts index", "incomes are zero or negative", advice)
    poor = welfare < drawn
    return float(np.sum(counted[poor] * np.log(drawn[poor] / welfare[poor])) / counted.sum())


def sen(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Sen index H [I + (1 - I) G], G the Gini among the poor, form for many poor (no small-sample factor); 0 to 1.

    With a line of each row, incomes are counted in lines. Sen A. (1976), Econometrica 44(2):219-231. Negative incomes raise UndefinedMeasure.
    """
    welfare, drawn, counted = checked.poverty_rows(y, line, weight)
    checked.forbid(welfare < 0, "The Sen index", "incomes are negative", "Leave them out or bottom-code them, and report the share.")
    poor = welfare < drawn
    if not poor.any():
        return 0.0
    level, mass = welfare[poor] / drawn[poor], counted[poor]
    # (1 - I) is the mean level of the poor, so (1 - I) G is half their mean difference: defined even if all have nothing.
    depth = np.average(1 - level, weights=mass) + half_mean_difference(level, mass)
    return float(mass.sum() / counted.sum() * depth)


def sst(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Sen-Shorrocks-Thon index: poverty gap times (1 + Gini of the gaps of all persons, zeros included).

    Shorrocks A. (1995), Econometrica 63(5):1225-1230. Negative incomes are allowed and give gaps above 1.
    """
    gap, _, counted = _gaps(y, line, weight)
    return float(np.average(gap, weights=counted)) + half_mean_difference(gap, counted)
