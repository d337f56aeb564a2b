"""Who is reached and where the money goes: errors of coverage, leakage, efficiency, concentration of benefits.

`poor` and `covered` are arrays (n,) of 0 and 1; `benefit` (n,) is money, zero or more; `welfare` is measured before the transfer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import checked
from .checked import Flags, Floats
from .distribution import concentration_curve, middle_rank


def exclusion_error(poor: ArrayLike, covered: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the poor who are not covered, 0 to 1. Cornia G., Stewart F. (1993). UndefinedMeasure if nobody is poor."""
    needy, reached, counted = _coverage(poor, covered, weight)
    return _part(~reached, needy, counted, "The exclusion error", "poor")


def inclusion_error(poor: ArrayLike, covered: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the covered who are not poor, 0 to 1: the denominator is the covered.

    Cornia G., Stewart F. (1993). UndefinedMeasure if nobody is covered.
    """
    needy, reached, counted = _coverage(poor, covered, weight)
    return _part(~needy, reached, counted, "The inclusion error", "covered")


def targeting_differential(poor: ArrayLike, covered: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the poor covered minus share of the others covered, -1 to 1. Ravallion M. (2009), World Bank Research Observer 24(2):205-231."""
    needy, reached, counted = _coverage(poor, covered, weight)
    name = "The targeting differential"
    return _part(reached, needy, counted, name, "poor") - _part(reached, ~needy, counted, name, "non-poor")


def _coverage(poor: ArrayLike, covered: ArrayLike, weight: ArrayLike | None) -> tuple[Flags, Flags, Floats]:
    needy, reached, counted = checked.rows(weight, poor=poor, covered=covered)
    return checked.yes_no(needy, "poor"), checked.yes_no(reached, "covered"), counted


def _part(part: Flags, whole: Flags, weight: Floats, measure: str, name: str) -> float:
    checked.refuse(not whole.any(), measure, f"no person is {name}", "Leave the cell empty.")
    return float(weight[part & whole].sum() / weight[whole].sum())


def leakage(benefit: ArrayLike, poor: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the money that goes to persons who are not poor, 0 to 1. Beckerman W. (1979), Economic Journal 89:261-284."""
    amount, needy, counted = checked.rows(weight, benefit=benefit, poor=poor)
    return _money_share(amount, np.where(checked.yes_no(needy, "poor"), 0.0, amount), counted)


def spillover(benefit: ArrayLike, welfare: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the money that lifts the poor beyond the line, 0 to 1. Beckerman W. (1979), Economic Journal 89:261-284."""
    amount, gap, counted = _gaps(benefit, welfare, line, weight)
    return _money_share(amount, np.where(gap > 0, np.maximum(amount - gap, 0.0), 0.0), counted)


def poverty_reduction_efficiency(benefit: ArrayLike, welfare: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Share of the money that fills gaps of the poor, 0 to 1; with leakage and spillover it sums to 1. Beckerman W. (1979)."""
    amount, gap, counted = _gaps(benefit, welfare, line, weight)
    return _money_share(amount, np.minimum(amount, gap), counted)


def _gaps(benefit: ArrayLike, welfare: ArrayLike, line: ArrayLike, weight: ArrayLike | None) -> tuple[Floats, Floats, Floats]:
    amount = checked.numbers(benefit, "benefit")
    amount, before, drawn, counted = checked.rows(weight, benefit=amount, welfare=welfare, line=checked.lines(line, amount.size))
    return amount, np.maximum(drawn - before, 0.0), counted


def _money_share(amount: Floats, part: Floats, weight: Floats) -> float:
    spent = weight @ checked.not_negative(amount, "benefit")
    checked.refuse(float(spent) <= 0, "A share of the money", "nothing was paid", "Leave the cell empty.")
    return float(weight @ part / spent)


def cgh(benefit: ArrayLike, welfare: ArrayLike, weight: ArrayLike | None = None, share: float = 0.4) -> float:
    """Share of the benefits that the poorest `share` of persons receive, over that share; 1 is neutral, above 1 favours the poor.

    Rows at the limit, and rows with equal welfare there, are divided in proportion. Coady D., Grosh M., Hoddinott J. (2004), World Bank.
    """
    checked.share(share, "share")
    people, money = concentration_curve(benefit, welfare, weight)
    return float(np.interp(share, people, money)) / share


def concentration_index(benefit: ArrayLike, rank_by: ArrayLike, weight: ArrayLike | None = None) -> float:
    """2 cov(benefit, rank) / mean(benefit), rank the fractional rank by `rank_by`; -1 all to the poorest, 1 all to the richest.

    The concentration index of a variable ranked by itself is its Gini. Kakwani N. (1977), Econometrica 45(3):719-727.
    """
    amount, rank, counted = checked.rows(weight, benefit=benefit, rank_by=rank_by)
    total = counted @ checked.not_negative(amount, "benefit")
    checked.refuse(float(total) <= 0, "The concentration index", "nothing was paid", "Leave the cell empty.")
    return float(2 * (counted * amount) @ (middle_rank(rank, counted) - 0.5) / total)
