"""Cost against effect: discounted sums, and ratios whose interval stays honest when the denominator may be zero."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from . import checked
from .checked import MeasureError

MILLION = 1e6


def present_value(amounts: ArrayLike, rate: float, periods_per_year: float = 1) -> float:
    """Sum of amounts (t,) discounted at `rate` a year to the time of the first one, in their unit."""
    if not (np.isfinite(rate) and rate > -1):
        raise MeasureError(f"rate: {rate} must lie above -1 (0.05 is 5 % a year).")
    if not periods_per_year > 0:
        raise MeasureError(f"periods_per_year: {periods_per_year} must lie above zero.")
    flow = checked.numbers(amounts, "amounts")
    return float(flow @ (1 + rate) ** (-np.arange(flow.size) / periods_per_year))


class RatioInterval(NamedTuple):
    """Fieller's set of plausible ratios; `estimate` is NaN if the denominator is 0.

    `kind` says how to read the limits: `bounded` from low to high; `outside` all numbers up to low and from high on;
    `half_line` from low to high, one of them infinite; `whole_line` every number, the data say nothing about the ratio.
    """

    estimate: float
    low: float
    high: float
    kind: Literal["bounded", "outside", "half_line", "whole_line"]

    def holds(self, ratio: float) -> bool:
        """True if `ratio` lies in the set."""
        if self.kind == "outside":
            return ratio <= self.low or ratio >= self.high
        return self.low <= ratio <= self.high


def fieller(numerator: float, denominator: float, var_numerator: float, var_denominator: float, covariance: float, critical: float) -> RatioInterval:
    """Set of ratios r with (numerator - r denominator)^2 <= critical^2 var(numerator - r denominator).

    The variances and the covariance are those of the two means; critical is the quantile of t or of the normal, for example 1.96.
    The set is bounded only if the denominator differs from zero at this level. Fieller E. (1954), J. Royal Statistical Society B 16:175-185.
    """
    given = checked.numbers([numerator, denominator, var_numerator, var_denominator, covariance, critical], "fieller")
    if min(var_numerator, var_denominator) < 0 or covariance**2 > var_numerator * var_denominator * (1 + 1e-9) or critical <= 0:
        raise MeasureError(f"fieller: variances and covariance do not fit together, or critical is not above zero: {given.tolist()}.")
    square = denominator**2 - critical**2 * var_denominator
    cross = numerator * denominator - critical**2 * covariance
    fixed = numerator**2 - critical**2 * var_numerator
    # cross^2 - square fixed, with the means' own product cancelled on paper: exactly 0 without variance.
    mixed = denominator**2 * var_numerator + numerator**2 * var_denominator - 2 * numerator * denominator * covariance
    inside = critical**2 * (mixed - critical**2 * (var_numerator * var_denominator - covariance**2))
    return _solve(numerator / denominator if denominator else float("nan"), square, cross, fixed, inside)


def _solve(estimate: float, square: float, cross: float, fixed: float, inside: float) -> RatioInterval:
    """Where square r^2 - 2 cross r + fixed <= 0, `inside` being what stands under the root."""
    if square == 0 and cross != 0:
        limit = fixed / (2 * cross)
        return RatioInterval(estimate, *((limit, np.inf) if cross > 0 else (-np.inf, limit)), "half_line")
    # With square above zero the estimate itself solves the inequality: less than nothing under the root is then rounding.
    if square <= 0 and (square == 0 or inside < 0):
        return RatioInterval(estimate, -np.inf, np.inf, "whole_line")
    root = max(inside, 0.0) ** 0.5
    low, high = sorted([(cross - root) / square, (cross + root) / square])
    return RatioInterval(estimate, low, high, "bounded" if square > 0 else "outside")


def ratio_interval(numerator: ArrayLike, denominator: ArrayLike, level: float = 0.95) -> RatioInterval:
    """Mean(numerator) / mean(denominator) of paired draws (n,), n >= 2, with its Fieller set at `level` by Student's t with n - 1 degrees."""
    above, below, _ = checked.rows(None, numerator=numerator, denominator=denominator)
    if not 0 < level < 1:
        raise MeasureError(f"level: {level} is outside 0 to 1.")
    if above.size < 2:
        raise MeasureError("numerator: one pair has no variance. Use two seeds or more.")
    spread = np.cov(above, below) / above.size
    critical = float(stdtrit(above.size - 1, 0.5 + level / 2))
    # Rounding may take the covariance a hair past its bound when the two move exactly together.
    bound = float(np.sqrt(spread[0, 0] * spread[1, 1]))
    covariance = float(np.clip(spread[0, 1], -bound, bound))
    return fieller(float(above.mean()), float(below.mean()), float(spread[0, 0]), float(spread[1, 1]), covariance, critical)


class CostPerExit(NamedTuple):
    """`per_exit` in money, None where exits may be zero or fewer; `reason` then says why. `exits_per_million` is always given."""

    per_exit: RatioInterval | None
    exits_per_million: RatioInterval
    reason: Literal["", "exits_interval_holds_zero", "exits_below_zero"]


def cost_per_exit(cost: ArrayLike, exits: ArrayLike, level: float = 0.95) -> CostPerExit:
    """Public cost of one exit from poverty, from paired differences of each seed (policy minus baseline), both (n,).

    Where the interval of the mean exits at `level` holds zero, or lies below it, there is no cost per exit: exits per million instead.
    """
    spent, out, _ = checked.rows(None, cost=cost, exits=exits)
    per_exit, per_million = ratio_interval(spent, out, level), ratio_interval(out * MILLION, spent, level)
    if per_exit.kind != "bounded":
        return CostPerExit(None, per_million, "exits_interval_holds_zero")
    return CostPerExit(None, per_million, "exits_below_zero") if out.mean() < 0 else CostPerExit(per_exit, per_million, "")

