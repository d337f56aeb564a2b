"""Public money per person who leaves poverty for good, with an interval that stays honest when hardly anybody does."""

import numpy as np
import pandas as pd

from sim.measures import RatioInterval, cost_per_exit

from .lines import ANCHORED
from .tidy import KEYS


def ratio_rows(wide: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows `cost_per_out_24m` (yuan a person), or `exits_per_million_yuan` where the interval of the exits holds zero or lies below it.

    From the differences by seed (one row a KEYS, one column a seed); for everybody, by area. An area with no cost at all, or one seed, has neither.
    """
    cost, out = _by_area(wide, "", "cost_public"), _by_area(wide, ANCHORED, "out_24m")
    both = cost.index.intersection(out.index, sort=False)
    rows = [row for area in both for row in _row(str(area), year, cost.loc[area].to_numpy(np.float64), out.loc[area].to_numpy(np.float64))]
    return pd.DataFrame(rows, columns=[*KEYS, "difference", "se", "low", "high", "seeds"])


def _by_area(wide: pd.DataFrame, line: str, measure: str) -> pd.DataFrame:
    of = wide.index.get_level_values
    chosen = wide[(of("group") == "all") & (of("line") == line) & (of("measure") == measure)]
    return chosen.droplevel([key for key in KEYS if key != "area"])


def _row(area: str, year: int, cost: np.ndarray, out: np.ndarray) -> list[tuple]:
    known = np.isfinite(cost) & np.isfinite(out)
    if known.sum() < 2 or not cost[known].any():
        return []
    answer = cost_per_exit(cost[known], out[known])
    measure = "exits_per_million_yuan" if answer.per_exit is None else "cost_per_out_24m"
    ratio = answer.exits_per_million if answer.per_exit is None else answer.per_exit
    return [(area, "hukou", "all", ANCHORED, measure, year, ratio.estimate, float("nan"), *limits(ratio), int(known.sum()))]


def limits(ratio: RatioInterval) -> tuple[float, float]:
    """The smallest interval that holds Fieller's set: a set of two outer pieces spans the whole line."""
    return (-np.inf, np.inf) if ratio.kind == "outside" else (ratio.low, ratio.high)
