"""What a policy spends of public money, from the ledger of a run: by lever and year, and as one discounted sum.

What counts as public money stands in `sim.results.public_cost`.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.results import RunOutput, public_cost
from sim.results.urban import UNIVERSE, rural
from sim.results.prices import CADRE_DAY, DISCOUNT_RATE

from .runs import areas_of
from .tidy import KEYS

@dataclass(frozen=True)
class Prices:
    """The stated choices behind a sum of costs: discount rate a year, and yuan of a cadre's day."""

    discount_rate: float = float(DISCOUNT_RATE.value)
    cadre_day: float = float(CADRE_DAY.value)


STATED = Prices()


def spending(run: RunOutput, policy_date: int) -> pd.DataFrame:
    """Public cost in yuan by lever, area and calendar year from the policy year on: rows of KEYS and `value`, group `lever:NAME`."""
    total = public_cost.spending(rural(run.ledger))
    total = total[total["year"] >= policy_date // 12]
    frame = total.assign(universe="hukou", group="lever:" + total["lever"], line="", measure="spending")
    return frame[[*KEYS, "value"]]


def discounted_cost(run: RunOutput, policy_date: int, prices: Prices) -> NDArray[np.float64]:
    """Public cost from the policy date to the end of the run, in yuan at the policy date: float64[counties + 1], the city last."""
    cost = public_cost.public_cost(rural(run.ledger))
    wait = cost["year"] * 12 + cost["month"] - 1 - policy_date
    cost, wait = cost[wait >= 0], wait[wait >= 0]
    worth = cost["amount_yuan"] * (1 + prices.discount_rate) ** (-wait / 12)
    counties = areas_of(run)[:-1]
    money = worth.groupby(cost["county"]).sum().reindex(counties, fill_value=0.0).to_numpy(np.float64)
    return np.append(money, money.sum()) + cadre_cost(run, policy_date, prices)


def cadre_cost(run: RunOutput, policy_date: int, prices: Prices) -> NDArray[np.float64]:
    """Cadre days by area times the price of a day, each year's discounted from the middle of its part after the policy date: float64[counties + 1].

    The city has its own row: counties with few sampled villages are not in the table, and their days count all the same.
    """
    days = cell_rows(run.annual, ("cadre_days",), policy_date)
    days = days[days["group"] == "all"]
    first = np.maximum(days["year"] * 12, policy_date)
    wait = (first + days["year"] * 12 + 12) / 2 - policy_date
    worth = days["value"] * prices.cadre_day * (1 + prices.discount_rate) ** (-wait / 12)
    return worth.groupby(days["area"]).sum().reindex(areas_of(run), fill_value=0.0).to_numpy(np.float64)


def cell_rows(annual: pd.DataFrame, measures: tuple[str, ...], policy_date: int) -> pd.DataFrame:
    """Rows of KEYS and `value` of the annual table from the policy year on, for everybody and by lever: groups of the current year are no pairs."""
    group = annual["group"].astype(str)
    chosen = annual["measure"].isin(measures) & (annual["universe"] != UNIVERSE) & (annual["year"] >= policy_date // 12) & ((group == "all") | group.str.startswith("lever:"))
    frame = annual.loc[chosen, [*KEYS, "value"]]
    return frame.astype({key: str for key in KEYS if key != "year"})
