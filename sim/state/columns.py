"""Declarations of all columns, read from columns.csv: owner, type, unit, kind, and for money payer, payee, purpose, lever and income source."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("state", "stock", "flow", "payment", "change", "offer", "delivery", "report")
MONEY = ("flow", "payment")  # dense column of every household, and sparse rows of those who have it
SPARSE = ("payment", "change")  # a change moves a stock without money: wear of assets, a loan written off
SOURCES = ("wage", "business", "property", "transfer")
ACCOUNTS = ("centre", "province", "city", "county", "coastal_partner", "social_insurance", "bank", "insurer",
            "enterprise", "cooperative", "village", "household", "urban_family", "outside")  # fmt: skip
ACCOUNT_OF = {"households": "household", "villages": "village", "cooperatives": "cooperative", "enterprises": "enterprise",
              "urban": "urban_family"}  # fmt: skip
TABLE_OF = {account: table for table, account in ACCOUNT_OF.items()}
STOCKS = ("debt", "loan", "capital", "coop_share")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `survey` / `hukou`: counts as income of resident members (official concept) / of all hukou members.

    `payer_source`: income class in which a paying household of a payment between households loses it. `stock`: "+loan" adds to that stock of the row.
    """

    table: str
    name: str
    dtype: str
    unit: str
    kind: str
    owner: str
    payer: str
    payee: str
    purpose: str
    lever: str
    source: str
    payer_source: str
    survey: int
    hukou: int
    stock: str
    en: str
    zh: str

    @property
    def cash(self) -> int:
        """Sign of the money in the cash of the row: +1 received, -1 paid; 0 is no money."""
        return 0 if self.kind not in MONEY else (1 if self.payee == ACCOUNT_OF.get(self.table) else -1)

    @property
    def moves(self) -> tuple[str, int] | None:
        """Stock of the row that it changes and the sign, or None."""
        return (self.stock[1:], 1 if self.stock[0] == "+" else -1) if self.stock else None


def _column(row: dict[str, Any]) -> Column:
    numbers = {key: int(row[key] or 0) for key in ("survey", "hukou")}
    return Column(**{**row, **numbers})


@cache
def declared() -> tuple[Column, ...]:
    """All columns in the order of the file. Raises ValueError on a kind or account that is not known, or a name declared twice."""
    with open(Path(__file__).with_name("columns.csv"), encoding="utf-8", newline="") as file:
        found = tuple(_column(row) for row in csv.DictReader(file))
    for column in found:
        known = {column.payer, column.payee} <= {"", *ACCOUNTS} and {column.source, column.payer_source} <= {"", *SOURCES}
        if column.kind not in KINDS or not known or column.stock[1:] not in ("", *STOCKS):
            raise ValueError(f"columns.csv: {column.table}.{column.name}: kind, account, source or stock not known")
    if len({(c.table, c.name) for c in found}) != len(found):
        raise ValueError("columns.csv: a column is declared twice")
    return found


def of_table(table: str) -> tuple[Column, ...]:
    """Columns of one table that have an array; payments and changes are rows of the month and have none."""
    return tuple(c for c in declared() if c.table == table and c.kind not in SPARSE)


@cache
def flows() -> tuple[Column, ...]:
    """Dense flows of money of the households, in the order of the rows of the flow matrix."""
    return tuple(c for c in declared() if c.kind == "flow")


@cache
def money() -> tuple[Column, ...]:
    """All that moves money, dense or sparse, in the order of the file: the rows of the ledger."""
    return tuple(c for c in declared() if c.kind in MONEY)


@cache
def ledger_rows() -> dict[str, int]:
    """Row of the ledger of each flow and payment by name."""
    return {c.name: row for row, c in enumerate(money())}


@cache
def sparse() -> dict[str, Column]:
    """Payments and changes by name. Their names are unique over all tables."""
    found = {c.name: c for c in declared() if c.kind in SPARSE}
    if len(found) != sum(c.kind in SPARSE for c in declared()):
        raise ValueError("columns.csv: two payments of one name")
    return found


@cache
def collectors() -> tuple[tuple[str, int, int], ...]:
    """Classes (income source or "", survey, hukou) in which payments reach households: further rows of the flow matrix, below the dense flows."""
    own = [(c.source, c.survey, c.hukou) for c in sparse().values() if c.kind == "payment" and c.table == "households"]
    paying = [(c.payer_source, int(bool(c.payer_source)), int(bool(c.payer_source))) for c in sparse().values() if between_households(c)]
    return tuple(dict.fromkeys(own + paying))


def between_households(column: Column) -> bool:
    """Whether one household pays another: the rows receive, the other party pays."""
    return column.payer == column.payee == "household"
