"""Where the answer flips: values of a parameter at which the gap between roll-out and multiplied pilots changes sign.

The gap is run on a grid over the prior; between two points of the grid it is taken as a straight line, in its mean and in the limits of its interval.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from sim.core.errors import Fault, InputError
from sim.core.parameters import Parameter

from .cohorts import MEASURES
from .decompose import interval
from .gap import Answers
from .lines import ANCHORED

Numbers = NDArray[np.float64]
TAIL = 0.05  # of the prior on either side that the grid leaves out
POINTS = 5  # of the grid
COLUMNS = ["scenario", "parameter", "measure", "line", "value", "gap", "low", "high", "seeds", "verdict", "flips_at", "flips_low", "flips_high"]


class Flip(NamedTuple):
    """`verdict`: `flips`, `never` (one sign, told from zero at every point), or `unclear` (the mean keeps its sign, but is not told from zero everywhere).

    `at` is the first value at which the mean turns (NaN if none); between `low` and `high` its sign is not told from zero, as far as the grid reaches.
    """

    verdict: str
    at: float
    low: float
    high: float


def quantile(parameter: Parameter, share: float) -> float:
    """Quantile of the prior, inside the bounds. ValueError for a prior that does not vary."""
    kind, a, b = parameter.prior.kind, parameter.prior.a, parameter.prior.b
    if kind == "uniform":
        value = a + share * (b - a)
    elif kind == "triangular":  # only the ends are declared: the peak is in the middle
        value = a + (b - a) * ((share / 2) ** 0.5 if share < 0.5 else 1 - ((1 - share) / 2) ** 0.5)
    elif kind in ("normal", "lognormal"):
        value = a + b * float(ndtri(share))
        value = float(np.exp(value)) if kind == "lognormal" else value
    elif kind == "beta":
        value = float(betaincinv(a, b, share))
    else:
        raise ValueError(f"{parameter.name} has no prior to vary over")
    return float(min(max(value, parameter.low), parameter.high))


def grid(parameter: Parameter, points: int = POINTS) -> list[float]:
    """Values from one tail of the prior to the other, at equal shares of it; whole numbers where the parameter is one."""
    values = [quantile(parameter, share) for share in np.linspace(TAIL, 1 - TAIL, points)]
    whole = isinstance(parameter.value, int) and not isinstance(parameter.value, bool)
    return list(dict.fromkeys(round(value) if whole else value for value in values))


def named(names: Sequence[str], declared: Sequence[Parameter]) -> list[Parameter]:
    """The parameters of these names. InputError for one that is not declared."""
    known = {parameter.name: parameter for parameter in declared}
    absent = [name for name in names if name not in known]
    if absent:
        raise InputError([Fault("unknown parameter", "--flips", name, "not declared by the model", "see docs/model.md") for name in absent])
    return [known[name] for name in names]


def settings(found: Sequence[Parameter], points: int = POINTS) -> tuple[tuple[str, tuple], ...]:
    """One setting for each point of each grid."""
    return tuple((key(p.name, value), ((p.name, value),)) for p in found for value in grid(p, points))


def key(name: str, value: float) -> str:
    """Name of a setting."""
    return f"{name}={value!r}"


def flip(values: Numbers, gaps: Numbers) -> Flip:
    """values [grid] rising, gaps [grid, seeds]: where the mean gap turns, and between which values its sign cannot be told."""
    mean, _, low, high = (np.array(part) for part in zip(*(interval(row) for row in gaps), strict=True))
    at = crossings(values, mean)
    unsure = [*crossings(values, low), *crossings(values, high)] if gaps.shape[1] > 1 else []
    open_ = [float(v) for v, a, b in zip(values, low, high, strict=True) if not (a > 0 or b < 0)]
    reach = [*unsure, *open_]
    verdict = "flips" if at else "unclear" if open_ else "never"
    return Flip(verdict, at[0] if at else float("nan"), min(reach, default=float("nan")), max(reach, default=float("nan")))


def crossings(values: Numbers, curve: Numbers) -> list[float]:
    """Where a curve of straight pieces changes sign, rising; a point that is exactly zero counts where the signs beside it differ."""
    signed = [(float(v), float(c)) for v, c in zip(values, curve, strict=True) if c != 0 and np.isfinite(c)]
    return [a + (b - a) * x / (x - y) for (a, x), (b, y) in pairwise(signed) if (x > 0) != (y > 0)]


def table(answers: Sequence[Answers], found: Sequence[Parameter], scenarios: Sequence[str], points: int = POINTS) -> pd.DataFrame:
    """Rows COLUMNS: the gap at each point of each grid, with the verdict on its parameter beside it."""
    rows = [row for scenario in scenarios for p in found for m, name in enumerate(MEASURES) for row in _rows(answers, scenario, p, m, name, points)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(answers: Sequence[Answers], scenario: str, parameter: Parameter, m: int, measure: str, points: int) -> list[tuple]:
    values = np.array(grid(parameter, points), np.float64)
    gaps = np.array([[a[key(parameter.name, v)][scenario].gap[m].sum() for a in answers] for v in grid(parameter, points)])
    if measure == "poverty_h":  # as in the decomposition: the mean over the years of a share
        tally = [a[key(parameter.name, grid(parameter, points)[0])][scenario] for a in answers]
        gaps = gaps / np.array([t.persons * t.rollout.shape[1] for t in tally])
    turn = flip(values, gaps)
    line = "" if measure == "spending" else ANCHORED
    return [(scenario, parameter.name, measure, line, value, mean, low, high, gaps.shape[1], *turn)
            for value, (mean, _, low, high) in zip(values, map(interval, gaps), strict=True)]  # fmt: skip
