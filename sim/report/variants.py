"""Whether the order of the scenarios survives the other structural variants that were run."""

from dataclasses import dataclass

import pandas as pd

from sim.data.counties import CITY_CODE
from sim.report.comparison import ANCHORED, Comparison
from sim.report.reading import VARIANTS


@dataclass(frozen=True, slots=True)
class Survival:
    """For `measure`: names of the variants run, those with another order of the scenarios, those with another sign of a difference."""

    measure: str
    run: tuple[str, ...]
    other_order: tuple[str, ...]
    other_sign: tuple[str, ...]


def survival(c: Comparison) -> list[Survival]:
    """One entry for lasting exits and one for the anchored headcount, as far as the table has them in variants."""
    found = [_survival(c, measure) for measure in ("out_24m", "poverty_h")]
    return [s for s in found if s.run]


def _survival(c: Comparison, measure: str) -> Survival:
    frame = _last(c.variants, measure)
    # A row without a name of a variant is the central one.
    names = frame[list(VARIANTS)].apply(lambda r: " ".join(f"{k}={v}" for k, v in r.items() if v not in ("central", "")), axis=1)
    values = {str(name): rows.set_index("scenario")["difference"] for name, rows in frame.groupby(names)} if len(frame) else {}
    central = values.pop("", pd.Series(dtype=float))
    order, sign = _order(central), central.gt(0)
    moved = [n for n, v in values.items() if _order(v) != order]
    turned = [n for n, v in values.items() if not v.gt(0).reindex(sign.index).equals(sign)]
    return Survival(measure, tuple(values), tuple(moved), tuple(turned))


def _order(values: pd.Series) -> list[str]:
    return list(values.sort_values(kind="stable").index)


def _last(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = frame[(frame["measure"] == measure) & (frame["area"] == CITY_CODE) & (frame["group"] == "all") & frame["difference"].notna()]
    rows = rows[rows["line"].isin([ANCHORED, ""]) & rows["universe"].isin(["hukou", ""])].sort_values("year", na_position="first", kind="stable")
    return rows.drop_duplicates(["scenario", *VARIANTS], keep="last")
