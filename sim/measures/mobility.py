"""Ways in and out of poverty in a panel: exit and re-entry by duration, chronic and transient poverty.

A panel has one row a person or household and one column a year, shape (n, t).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checked
from .checked import Flags, Floats, MeasureError
from .poverty import fgt


class Hazard(NamedTuple):
    """Life table, one entry a duration of 1, 2, ... years, shape (t - 1,); the hazard is NaN where nobody is at risk."""

    duration: NDArray[np.intp]
    at_risk: Floats
    events: Floats
    hazard: Floats

    def cumulative(self) -> Floats:
        """Share of spells ended by each duration, 1 - prod(1 - hazard); NaN from the first duration without anybody at risk."""
        return np.asarray(1 - np.cumprod(1 - self.hazard), dtype=np.float64)


def exit_hazard(poor: ArrayLike, weight: ArrayLike | None = None, observed: ArrayLike | None = None) -> Hazard:
    """Exits after d years in poverty over spells at risk at d.

    poor (n, t) of 0 and 1, observed (n, t) likewise (all if None), weight (n,). Only spells whose beginning is seen count; a spell that the
    panel or a year not observed cuts off is at risk until then. Bane M.J., Ellwood D. (1986), J. Human Resources 21(1):1-23.
    """
    inside, seen, counted = _panel(poor, weight, observed)
    return _hazard(inside, seen, counted)


def reentry(poor: ArrayLike, weight: ArrayLike | None = None, observed: ArrayLike | None = None) -> Hazard:
    """Returns after d years out of poverty over exits at risk at d; arguments as in `exit_hazard`. Bane and Ellwood (1986)."""
    inside, seen, counted = _panel(poor, weight, observed)
    return _hazard(~inside, seen, counted)


def _panel(poor: ArrayLike, weight: ArrayLike | None, observed: ArrayLike | None) -> tuple[Flags, Flags, Floats]:
    inside = checked.yes_no(checked.numbers(poor, "poor", 2), "poor")
    if inside.shape[1] < 2:
        raise MeasureError("poor: at least two years are needed.")
    seen = np.ones_like(inside) if observed is None else checked.yes_no(checked.numbers(observed, "observed", 2), "observed")
    if seen.shape != inside.shape:
        raise MeasureError(f"observed: its shape is {seen.shape}, that of poor {inside.shape}.")
    return inside, seen, checked.weights(weight, len(inside))


def _hazard(state: Flags, seen: Flags, weight: Floats) -> Hazard:
    length = _durations(state, seen)[:, :-1]
    years = np.arange(1, state.shape[1])
    risk = (length > 0) & seen[:, 1:]
    left = risk & ~state[:, 1:]
    each = np.broadcast_to(weight[:, None], length.shape)
    at_risk, events = _sums(length[risk], each[risk], years.size), _sums(length[left], each[left], years.size)
    return Hazard(years, at_risk, events, np.divide(events, at_risk, out=np.full(years.size, np.nan), where=at_risk > 0))


def _sums(length: NDArray[np.intp], weight: Floats, years: int) -> Floats:
    return np.bincount(length, weight, years + 1)[1:].astype(np.float64)


def _durations(state: Flags, seen: Flags) -> NDArray[np.intp]:
    """Years in the state up to each year, 0 outside it and in spells whose beginning was not seen."""
    length = np.zeros(state.shape, dtype=np.intp)
    for year in range(1, state.shape[1]):
        begins = seen[:, year - 1] & ~state[:, year - 1]
        goes_on = np.where(length[:, year - 1] > 0, length[:, year - 1] + 1, begins)
        length[:, year] = np.where(state[:, year] & seen[:, year], goes_on, 0)
    return length


class Persistence(NamedTuple):
    """Total poverty over the years and its two parts, means over persons."""

    total: float
    chronic: float
    transient: float


def chronic_transient(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None = None, alpha: float = 2) -> Persistence:
    """Chronic poverty is the gap of a person's mean welfare; transient is the mean gap over the years minus that.

    y (n, t) at constant prices, line a number or (t,), gap to the power `alpha` >= 1. Jalan J., Ravallion M. (1998),
    J. Comparative Economics 26:338-357; no correction for few years.
    """
    if not alpha >= 1:
        raise MeasureError(f"alpha: {alpha} is below 1, where the transient part can be negative without meaning.")
    welfare = checked.numbers(y, "y", 2)
    counted = checked.weights(weight, len(welfare))
    drawn = checked.lines(line, welfare.shape[1])
    if drawn.size != welfare.shape[1]:
        raise MeasureError(f"line: {drawn.size} values for {welfare.shape[1]} years.")
    total = float(np.mean([fgt(welfare[:, year], drawn[year], alpha, counted) for year in range(drawn.size)]))
    chronic = fgt((welfare / drawn).mean(axis=1), 1.0, alpha, counted)
    return Persistence(total, chronic, total - chronic)
