"""Brings the tables of a comparison into one shape: text columns without gaps, rates in per cent, the central variant apart from the others."""

import numpy as np
import pandas as pd

VARIANTS = ("structure", "growth", "ridge", "money", "cadre")
RATES = (
    "poverty_h", "poverty_pg", "poverty_spg", "mpi_h", "exclusion_error", "inclusion_error", "losers_share", "losers_share_placebo",
    "migrant_share", "che_share",
)  # fmt: skip
MOVES = ("exit_true", "entry_true", "exit_list", "reentry")  # counts or rates, as their unit says
COUNTS = ("reentry_list", "reviews_missed", "monitored", "warnings")  # households
LEVELS = (*RATES, *MOVES, *COUNTS, "supported_households", "listed_households", "households", "line_value")
ANNUAL = ("scenario", "seed", "draw", *VARIANTS, "year", "area", "universe", "group", "line", "measure", "unit_of_count", "value", "unit")
CONTRASTS = (
    "scenario", "baseline", *VARIANTS, "area", "universe", "group", "line", "measure", "year", "difference", "se", "spread_structure",
    "low", "high", "covers", "policy_date", "seeds", "draws", "unit",
)  # fmt: skip
LEDGER = ("scenario", "seed", "year", "month", "payer", "payee", "purpose", "lever", "county", "amount_yuan")
_NUMBERS = ("year", "difference", "se", "spread_structure", "low", "high", "seeds", "draws", "value", "amount_yuan", "month", "seed")


def annual(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the central variant that the page shows as levels (all groups, measures of LEVELS); rates in per cent."""
    if {"measure", "group"} <= set(frame.columns):
        frame = frame[frame["measure"].isin(LEVELS) & (frame["group"] == "all")]
    shaped = _shape(frame, ANNUAL)
    return _per_cent(shaped[_is_central(shaped)], ("value",))


def contrasts(frame: pd.DataFrame, units: dict[str, str] | None = None) -> pd.DataFrame:
    """All rows; rates in points. `units` gives the unit of a measure where the frame has no unit of its own; a rate without one is a share."""
    shaped = _shape(frame, CONTRASTS)
    known = units or {}
    shaped["unit"] = [own or known.get(measure, "") for own, measure in zip(shaped["unit"], shaped["measure"], strict=True)]
    return _per_cent(shaped, ("difference", "se", "low", "high", "spread_structure"))


def ledger(frame: pd.DataFrame) -> pd.DataFrame:
    """Yuan by scenario, seed, month, payer, payee, purpose and lever, summed over counties."""
    keys = [c for c in LEDGER[:-1] if c != "county"]
    if set(LEDGER) <= set(frame.columns) and len(frame):
        frame = frame.groupby(keys, observed=True, as_index=False, dropna=False)["amount_yuan"].sum()
    return _shape(frame, tuple(c for c in LEDGER if c != "county"))


def units(frame: pd.DataFrame) -> dict[str, str]:
    """Unit of each measure of the annual table."""
    if not {"measure", "unit"} <= set(frame.columns):
        return {}
    pairs = frame[["measure", "unit"]].drop_duplicates()
    return {str(measure): str(unit) for measure, unit in pairs.itertuples(index=False)}


def central(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the central variant."""
    return frame[_is_central(frame)]


def _is_central(frame: pd.DataFrame) -> pd.Series:
    return frame[list(VARIANTS)].isin(["central", ""]).all(axis=1)


def _shape(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """A new frame with exactly these columns: numbers as float64, the others as text with "" for nothing."""
    data = {name: frame[name] if name in frame else pd.Series(np.nan, index=frame.index) for name in columns}
    return pd.DataFrame({name: _number(column) if name in _NUMBERS else _text(column) for name, column in data.items()})


def _number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.astype(object), errors="coerce").astype(float)


def _text(column: pd.Series) -> pd.Series:
    column = column.astype(object)
    return column.where(column.notna(), "").map(str).str.removesuffix(".0").astype(object)


def _per_cent(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    frame = frame.copy()
    share = frame["measure"].isin((*RATES, *MOVES)) & frame["unit"].isin(["share", "ratio"])
    share |= frame["measure"].isin(RATES) & (frame["unit"] == "")
    frame.loc[share, list(columns)] *= 100
    frame.loc[share, "unit"] = "%"
    return frame
