"""Levels of a measure by scenario and year: mean over seeds with a 95 % t interval between seeds."""

from math import nan, sqrt

import pandas as pd
from scipy.special import stdtrit

from sim.data.counties import CITY_CODE
from sim.report.comparison import Comparison, Estimate


def rows(c: Comparison, measure: str, line: str = "", units: tuple[str, ...] = ("person", ""),
         universes: tuple[str, ...] = ("hukou", "resident", "")) -> pd.DataFrame:  # fmt: skip
    """Rows of the annual table for the city; `universes` and `units` of count in order of choice."""
    frame = c.annual[(c.annual["measure"] == measure) & (c.annual["area"] == CITY_CODE) & (c.annual["line"] == line)]
    frame = _first(frame[frame["value"].notna()], "universe", universes)
    return _first(frame, "unit_of_count", units)


def _first(frame: pd.DataFrame, column: str, choices: tuple[str, ...]) -> pd.DataFrame:
    for choice in choices:
        if len(found := frame[frame[column] == choice]):
            return found
    return frame.iloc[:0]


def paths(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Mean over seeds by year, one series a scenario."""
    means = frame.groupby(["scenario", "year"])["value"].mean()
    return {name: means[name] for name in means.index.get_level_values("scenario").unique()}


def level(frame: pd.DataFrame, scenario: str, year: float) -> Estimate | None:
    """Mean and interval of one scenario and year; draws are averaged inside a seed first."""
    found = frame[(frame["scenario"] == scenario) & (frame["year"] == year)]
    values = found.groupby("seed")["value"].mean()
    if values.empty:
        return None
    return mean_estimate(values, year)


def mean_estimate(values: pd.Series, year: float = nan) -> Estimate:
    """Mean of one value a seed with its t interval; no interval with one seed, unless there is nothing at all."""
    n, mean = len(values), float(values.mean())
    if not values.any():
        return Estimate(0.0, 0.0, 0.0, n, year)
    if n < 2:
        return Estimate(mean, nan, nan, n, year)
    half = float(stdtrit(n - 1, 0.975)) * float(values.std(ddof=1)) / sqrt(n)
    return Estimate(mean, mean - half, mean + half, n, year)
