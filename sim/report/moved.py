"""Whether a scenario moves the floating poverty line itself, by area."""

import pandas as pd

from sim.report.comparison import FLOATING, LAST_DATA_YEAR, Comparison, Estimate, as_estimate
from sim.report.levels import mean_estimate


def moved_lines(c: Comparison, scenario: str) -> list[Estimate]:
    """Difference of the floating line in each area that moves in the last year that data reach, in current yuan a year.

    From the contrasts, or where these have no line from the levels of the annual table, paired by seed. With one seed any difference counts.
    """
    found = _from_contrasts(c, scenario) or _from_levels(c, scenario)
    return [e for e in found if e.verdict in ("up", "down") or (e.verdict == "none" and e.value != 0)]


def _from_contrasts(c: Comparison, scenario: str) -> list[Estimate]:
    frame = _last_year(c.rows("line_value", scenario=scenario, line=FLOATING, group="all"))
    return [as_estimate(row) for row in frame.drop_duplicates("area").itertuples()]


def _from_levels(c: Comparison, scenario: str) -> list[Estimate]:
    frame = c.annual[(c.annual["measure"] == "line_value") & (c.annual["line"] == FLOATING) & c.annual["universe"].isin(["hukou", ""])]
    frame = _last_year(frame[frame["scenario"].isin([scenario, c.baseline.name])])
    if set(frame["scenario"]) != {scenario, c.baseline.name}:
        return []
    by_seed = frame.pivot_table(index="area", columns=["scenario", "seed"], values="value")
    paired = (by_seed[scenario] - by_seed[c.baseline.name]).dropna(axis=1, how="all")
    year = float(frame["year"].iloc[0])
    return [mean_estimate(row.dropna(), year) for _, row in paired.iterrows() if row.notna().any()]


def _last_year(frame: pd.DataFrame) -> pd.DataFrame:
    years = frame["year"][frame["year"] <= LAST_DATA_YEAR]
    return frame[frame["year"] == years.max()] if len(years) else frame
