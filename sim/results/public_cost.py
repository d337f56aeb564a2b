"""Public money spent: the one rule by which the yearly table, the contrasts and the costs read the ledger.

Public money is what governments and the social insurance pay to others, payments among them left out, and debts written off.
Loan principal is never a cost, in neither direction.
"""

import pandas as pd

from sim.results.cells import CITY
from sim.state.columns import declared

PUBLIC = frozenset({"centre", "province", "city", "county", "coastal_partner", "social_insurance"})
WRITE_OFF = "write_off"


def principal_purposes() -> frozenset[str]:
    """Purposes of the declared flows that raise or lower a debt; a write-off is a loss and is not among them."""
    return frozenset(column.purpose for column in declared() if column.moves and column.moves[0] in ("debt", "loan")) - {WRITE_OFF}


def public_cost(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows of a ledger that are public cost: year, month, county, lever, amount_yuan (for the whole, current prices)."""
    payer, payee, purpose = (ledger[key].astype(str) for key in ("payer", "payee", "purpose"))
    spent = payer.isin(PUBLIC) & ~payee.isin(PUBLIC) & ~purpose.isin(principal_purposes())
    chosen = ledger.loc[spent | (purpose == WRITE_OFF), ["year", "month", "county", "lever", "amount_yuan"]]
    return chosen.assign(county=chosen["county"].astype(str), lever=chosen["lever"].astype(str))


def spending(ledger: pd.DataFrame) -> pd.DataFrame:
    """Public cost in yuan by area (counties and the city), lever and year: columns area, lever, year, value."""
    cost = public_cost(ledger)
    cost = cost[cost["lever"] != ""]
    both = pd.concat([cost.assign(area=cost["county"]), cost.assign(area=CITY)])
    return both.groupby(["area", "lever", "year"], as_index=False)["amount_yuan"].sum().rename(columns={"amount_yuan": "value"})
