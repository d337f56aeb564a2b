"""A comparison as the page reads it: titles, the shaped tables, and the look-up of one difference with its interval."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite, nan
from typing import Any

import pandas as pd

from sim.data.counties import CITY_CODE, County, county_list
from sim.report import reading

FLOATING, ANCHORED = "county50_floating", "county50_anchored2019"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LAST_DATA_YEAR = 2025  # later years go on from the paths of the drivers: extrapolation


@dataclass(frozen=True, slots=True)
class Scenario:
    """Name and titles of one scenario."""

    name: str
    zh: str
    en: str

    def title(self, language: str) -> str:
        """The title in a language, the name where there is none."""
        return (self.zh if language == "zh" else self.en) or self.name


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference, policy minus baseline, with its 95 % interval (NaN where there is none) and number of seeds."""

    value: float
    low: float
    high: float
    seeds: int
    year: float = nan

    @property
    def verdict(self) -> str:
        """`none` no interval, `equal` exactly nothing, `zero` the interval holds zero, `up` or `down` it lies on one side."""
        if not (isfinite(self.low) and isfinite(self.high)):
            return "none"
        if self.low == self.high == self.value == 0:
            return "equal"
        return "zero" if self.low <= 0 <= self.high else "up" if self.low > 0 else "down"

    def times(self, factor: float) -> "Estimate":
        """The same in another unit; `factor` is above zero."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor, self.seeds, self.year)


@dataclass(frozen=True)
class Comparison:
    """`contrasts` holds the central variant, `variants` all rows; `scenarios` are those set against the baseline; `more` are further tables by name."""

    annual: pd.DataFrame
    contrasts: pd.DataFrame
    variants: pd.DataFrame
    ledger: pd.DataFrame
    record: dict[str, Any]
    scenarios: tuple[Scenario, ...]
    baseline: Scenario
    more: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """A further table of the results, such as decomposition; empty where the comparison has none."""
        return self.more.get(name, pd.DataFrame())

    def rows(self, measure: str, **where: str) -> pd.DataFrame:
        """Contrasts of a measure with the given scenario, area, universe, group or line; without a finite difference: left out."""
        frame = self.contrasts[(self.contrasts["measure"] == measure) & self.contrasts["difference"].notna()]
        for column, wanted in where.items():
            frame = frame[frame[column] == wanted]
        return frame

    @cached_property
    def _entries(self) -> dict[tuple, list]:
        """The rows with a finite difference by measure, scenario, area and group: the page asks for hundreds of them."""
        found: dict[tuple, list] = {}
        for row in self.contrasts[self.contrasts["difference"].notna()].itertuples(index=False):
            found.setdefault((row.measure, row.scenario, row.area, row.group), []).append(row)
        return found

    def estimate(self, measure: str, scenario: str, area: str = CITY_CODE, group: str = "all", **where: str) -> Estimate | None:
        """The difference of the last year that data reach (any year where the measure has none), or None if the table lacks it."""
        found = self._entries.get((measure, scenario, area, group), [])
        rows = [row for row in found if all(getattr(row, column) == wanted for column, wanted in where.items())]
        known = [row for row in rows if not row.year > LAST_DATA_YEAR]
        return as_estimate(max(known or rows, key=lambda row: row.year if isfinite(row.year) else 0.0)) if rows else None

    def last_year(self) -> int | None:
        """The year of the yearly differences that `estimate` gives."""
        years = self.rows("poverty_h")["year"].dropna()
        known = years[years <= LAST_DATA_YEAR]
        return int((known if len(known) else years).max()) if len(years) else None

    def policy_dates(self) -> list[str]:
        """Months such as 2020-07 in which the scenarios begin to differ from the baseline, the first one first."""
        return sorted(date for date in set(self.contrasts["policy_date"]) if MONTH.fullmatch(date))

    def last_run_year(self) -> int | None:
        """The last calendar year of the runs, from the record."""
        years = self.record.get("years") or [self.record.get("end")]
        return int(years[-1]) if years[-1] is not None else None

    def counties(self) -> tuple[County, ...]:
        """Counties that may be shown: those of the annual table, which leaves out counties with too few villages; all without such a table."""
        shown = set(self.annual.loc[self.annual["measure"] == "poverty_h", "area"])
        return tuple(county for county in county_list() if not shown or county.code in shown)

    def seeds(self) -> int:
        """Paired seeds of the comparison: the most that any contrast has, for a cell may be empty under a seed; 0 if nothing says."""
        counts = self.contrasts["seeds"].dropna()
        return int(counts.max()) if len(counts) else 0

    def all_scenarios(self) -> tuple[Scenario, ...]:
        """The baseline first, then the others."""
        return (self.baseline, *(s for s in self.scenarios if s.name != self.baseline.name))


def as_estimate(row: Any) -> Estimate:
    """One row of contrasts. One seed has no interval, whatever the row says; a ratio may have limits without a standard error."""
    seeds = int(row.seeds) if isfinite(row.seeds) else 0
    low, high = (nan, nan) if seeds == 1 else (row.low, row.high)
    if row.difference == 0 and row.se == 0:
        low = high = 0.0
    return Estimate(float(row.difference), float(low), float(high), seeds, float(row.year))


def comparison(
    annual: pd.DataFrame, contrasts: pd.DataFrame, ledger: pd.DataFrame, record: dict, scenarios: list[dict], more: Mapping[str, pd.DataFrame] | None = None
) -> Comparison:
    """Shapes the tables of a comparison; titles come from `scenarios`, dictionaries with name, title_zh, title_en."""
    rows = reading.contrasts(contrasts, reading.units(annual))
    titles = {s["name"]: Scenario(s["name"], s.get("title_zh") or "", s.get("title_en") or "") for s in scenarios}
    found = list(dict.fromkeys(rows["scenario"]))
    base = rows["baseline"].iloc[0] if len(rows) else str(record.get("baseline", "") or "current_policy")
    others = [name for name in (*titles, *found) if name in found and name != base] or [name for name in found if name == base]
    named = tuple(titles.get(name, Scenario(name, "", "")) for name in dict.fromkeys(others))
    return Comparison(
        reading.annual(annual), reading.central(rows), rows, reading.ledger(ledger), record, named, titles.get(base, Scenario(base, "", "")), more or {}
    )
