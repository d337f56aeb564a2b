"""What an ablation looks at in a run: fit targets, headline results, how incomes swing from year to year, and differences between two policies."""

import numpy as np
import pandas as pd

from sim.calibration.rules import Annual, model_value
from sim.calibration.targets import targets
from sim.data.counties import CITY_CODE
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate

YEARS = range(2020, 2023)  # of headlines and policy differences, their mean: the mechanism runs everywhere under the roll-out
HEADLINES = (  # measure, universe, line
    ("income_mean", "resident", ""), ("income_mean", "hukou", ""), ("gini", "hukou", ""), ("poverty_h", "hukou", "county50_floating"),
    ("poverty_h", "hukou", "county50_anchored2019"), ("poverty_pg", "hukou", "county50_floating"), ("exit_true", "hukou", "county50_anchored2019"),
    ("entry_true", "hukou", "county50_anchored2019"), ("exclusion_error", "hukou", "county50_floating"), ("inclusion_error", "hukou", "county50_floating"),
    ("migrant_share", "hukou", ""), ("che_share", "hukou", ""), ("agri_employed_share", "hukou", ""),
)  # fmt: skip
EFFECTS = (("poverty_h", "hukou", "county50_anchored2019"), ("poverty_pg", "hukou", "county50_anchored2019"), ("income_mean", "hukou", ""))
LISTED = (  # of the roll-out: whom its list misses and holds wrongly, how long it is, who leaves it
    ("exclusion_error", "hukou", "county50_floating"), ("inclusion_error", "hukou", "county50_floating"), ("listed_households", "hukou", ""),
    ("exit_list", "hukou", ""),
)  # fmt: skip
LEAST = 500.0  # yuan a head: smaller incomes, and losses, count as this in a change of logs
FALL = 0.3  # of income from one year to the next: a deep fall


class Table:
    """Values of the annual table of one run, by measure, universe, group, line and year; the city alone."""

    def __init__(self, annual: pd.DataFrame):
        rows = annual[annual["area"].astype(str) == CITY_CODE]
        keys = zip(*(rows[c].astype(str) for c in ("measure", "universe", "group", "line")), rows["year"], strict=True)
        self.values = dict(zip(keys, rows["value"].astype(float), strict=True))

    def __call__(self, measure: str, universe: str, group: str, line: str, year: int) -> float:
        """The value, NaN where there is none; business_income is yuan a head."""
        if measure == "business_income":
            return 0.01 * self("income_mean", universe, group, "", year) * self("income_share", universe, "source:business", "", year)
        return self.values.get((measure, universe, group, line, year), float("nan"))

    def mean(self, measure: str, universe: str, line: str) -> float:
        """Mean of the headline over YEARS, whole population."""
        return float(np.mean([self(measure, universe, "all", line, year) for year in YEARS]))


def label(measure: str, universe: str, line: str) -> str:
    """Name of a headline."""
    return " ".join(filter(None, (measure, universe, line)))


def both(request: Request, rollout: Request) -> tuple[Table, dict[str, float]]:
    """The table of a run and all outcomes of the pair: targets, headlines, swings, the list of the roll-out, policy differences."""
    kept = simulate(request.with_(keep_panel=True))
    assert kept.household_years is not None
    table, other, values = Table(kept.annual), Table(simulate(rollout).annual), Annual(kept.annual)
    out = {t.id: model_value(values, t)[0] for t in targets()}
    out |= {label(*head): table.mean(*head) for head in HEADLINES} | swings(kept.household_years)
    out |= {f"roll-out {label(*head)}": other.mean(*head) for head in LISTED}
    return table, out | {f"effect {label(*e)}": other.mean(*e) - table.mean(*e) for e in EFFECTS}


def swings(panel: pd.DataFrame) -> dict[str, float]:
    """How incomes move from one year to the next, all members by hukou: spread of the change of the log, for households and for what villages and counties
    earn in business together; and the share of household-years in which income falls by more than FALL."""
    panel = panel.assign(persons=panel["size"] * panel["weight"], business=panel["income_business"] * panel["weight"])
    change = changes(panel, "household", panel["welfare"] * panel["persons"])
    out = {"swing income household": spread(change), "falls over 30 % household": float(np.average(change["log"] < np.log(1.0 - FALL), weights=change["persons"]))}
    return out | {f"swing business {area}": spread(changes(panel, area, panel["business"])) for area in ("village", "county")}


def changes(panel: pd.DataFrame, by: str, money: pd.Series) -> pd.DataFrame:
    """Change of the log of money a head from each year to the next, with the persons of the later year; sorted by unit and year."""
    sums = pd.DataFrame({"money": money, "persons": panel["persons"]}).groupby([panel[by], panel["year"]], observed=True).sum()
    level = np.log(np.maximum(sums["money"] / sums["persons"], LEAST))
    return pd.DataFrame({"log": level.groupby(level=0, observed=True).diff(), "persons": sums["persons"]}).dropna()


def spread(change: pd.DataFrame) -> float:
    """Weighted standard deviation of the changes around their mean of the year."""
    around = change["log"] - change.groupby(level=1)["log"].transform("mean")
    return float(np.sqrt(np.average(around**2, weights=change["persons"])))
