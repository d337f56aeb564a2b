"""The tables of the targeting report as the page reads them: means over seeds, differences of two standards, verdicts, titles."""

from dataclasses import dataclass
from math import nan, sqrt

import pandas as pd
from scipy.special import stdtrit

from sim.analysis.targeting_table import MISSED
from sim.data.counties import CITY_CODE, county_list
from sim.mechanism.standards import STANDARDS
from sim.report.comparison import Estimate
from sim.report.labels import Say
from sim.state.reasons import LABELS, Reason

EQUAL = ("coverage", "total_cost")  # ways in which lists are made comparable; verdicts are given for these
WAYS = (*EQUAL, "none")
KEYS = ["standard", "truth", "horizon", "equalised_by", "area", "measure"]
ROUNDING = 1e-9


@dataclass(frozen=True)
class Reading:
    """`table`, `gaps` and `verdicts` as saved; the record of the report."""

    table: pd.DataFrame
    gaps: pd.DataFrame
    verdicts: pd.DataFrame
    record: dict

    def __post_init__(self) -> None:
        text = dict.fromkeys([k for k in KEYS if k != "horizon"], str)
        values = self.table.astype(text).groupby(KEYS, sort=False)["value"]
        object.__setattr__(self, "_means", values.agg(["mean", "std", "count"]))

    def mean(self, measure: str, standard: str, truth: str = "", horizon: int = 0, by: str = "coverage", area: str = CITY_CODE) -> Estimate | None:
        """Mean over seeds with its 95 % interval; None where the table has no value."""
        key = (standard, truth, horizon, by, area, measure)
        means: pd.DataFrame = self._means  # type: ignore[attr-defined]
        if key not in means.index:
            return None
        row = means.loc[key]
        value, n = float(row["mean"]), int(row["count"])
        half = float(stdtrit(n - 1, 0.975)) * float(row["std"]) / sqrt(n) if n > 1 else nan
        return Estimate(value, value - half, value + half, n)

    def gap(self, standard: str, against: str, truth: str, horizon: int, by: str) -> Estimate | None:
        """Exclusion error of one standard minus that of another, paired by seed."""
        g = self.gaps
        row = g[
            (g["standard"] == standard) & (g["against"] == against) & (g["truth"] == truth) & (g["horizon"] == horizon) & (g["equalised_by"] == by)
        ]
        if not len(row):
            return None
        one = row.iloc[0]
        return Estimate(float(one["difference"]), float(one["low"]), float(one["high"]), int(one["seeds"]))

    def verdict(self, standard: str, against: str, horizon: int, by: str) -> pd.Series | None:
        """The row of the verdicts."""
        v = self.verdicts
        row = v[(v["standard"] == standard) & (v["against"] == against) & (v["horizon"] == horizon) & (v["equalised_by"] == by)]
        return row.iloc[0] if len(row) else None

    def best(self, horizon: int, by: str) -> tuple[list[str], list[str]]:
        """(standards better than every other, standards than which no other is better)."""
        beaten = {(s, o): self._is_better(s, o, horizon, by) for s in self.standards for o in self.standards if s != o}
        first = [s for s in self.standards if len(self.standards) > 1 and all(beaten[s, o] for o in self.standards if o != s)]
        return first, [s for s in self.standards if not any(beaten[o, s] for o in self.standards if o != s)]

    def _is_better(self, standard: str, against: str, horizon: int, by: str) -> bool:
        row = self.verdict(standard, against, horizon, by)
        return row is not None and row["verdict"] == "better"

    @property
    def standards(self) -> list[str]:
        """Standards in the order asked for."""
        return list(self.record["standards"])

    @property
    def reference(self) -> str:
        """The standard that others are set against: the one whose cost is the budget, or the first of those looked at."""
        named = self.record["reference"]
        return named if named in self.standards else self.standards[0]

    @property
    def horizons(self) -> list[int]:
        """Years after the round at which the truth was asked."""
        return sorted(int(h) for h in self.table.loc[self.table["truth"] != "", "horizon"].unique())

    @property
    def seeds(self) -> int:
        """Number of lives."""
        return int(self.table["seed"].nunique())

    def counties(self) -> list:
        """Counties that the table shows."""
        shown = set(self.table["area"].astype(str))
        return [c for c in county_list() if c.code in shown]

    def reasons(self) -> list[str]:
        """Why somebody poor is not on a list: lower-case names of the reasons, in the order of a round."""
        found = {m.removeprefix(MISSED) for m in self.table["measure"].astype(str).unique() if m.startswith(MISSED)}
        return [r.name.lower() for r in Reason if r.name.lower() in found]


def standard_title(name: str, say: Say) -> str:
    """A standard; its name where it gives no title."""
    module = STANDARDS.get(name)
    return (getattr(module, say.language.upper(), None) or name.replace("_", " ")) if module else name


def reason_title(name: str, say: Say) -> str:
    """A reason code."""
    return LABELS[Reason[name.upper()]][0 if say.language == "zh" else 1]
