"""Declarations of all columns, read from columns.csv: owner, type, unit, kind, and for flows of money payer, payee, purpose, lever and income source."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("state", "stock", "flow", "offer", "delivery", "report")
SOURCES = ("wage", "business", "property", "transfer")
ACCOUNTS = ("centre", "province", "city", "county", "coastal_partner", "social_insurance", "bank", "insurer",
            "enterprise", "cooperative", "village", "household", "outside")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `survey` / `hukou`: counts as income of resident members (official concept) / of all hukou members; `debt`: +1 adds to debt, -1 pays it."""

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
    survey: int
    hukou: int
    debt: int
    en: str
    zh: str

    @property
    def cash(self) -> int:
        """Sign of the flow in the household's cash: +1 received, -1 paid; 0 is no flow."""
        return 0 if self.kind != "flow" else (1 if self.payee == "household" else -1)


def _column(row: dict[str, Any]) -> Column:
    numbers = {key: int(row[key] or 0) for key in ("survey", "hukou", "debt")}
    return Column(**{**row, **numbers})


@cache
def declared() -> tuple[Column, ...]:
    """All columns in the order of the file. Raises ValueError on a kind or account that is not known, or a name declared twice."""
    with open(Path(__file__).with_name("columns.csv"), encoding="utf-8", newline="") as file:
        found = tuple(_column(row) for row in csv.DictReader(file))
    for column in found:
        known = {column.payer, column.payee} <= {"", *ACCOUNTS} and column.source in ("", *SOURCES)
        if column.kind not in KINDS or not known:
            raise ValueError(f"columns.csv: {column.table}.{column.name}: kind, account or source not known")
    if len({(c.table, c.name) for c in found}) != len(found):
        raise ValueError("columns.csv: a column is declared twice")
    return found


def of_table(table: str) -> tuple[Column, ...]:
    """Columns of one table."""
    return tuple(c for c in declared() if c.table == table)


@cache
def flows() -> tuple[Column, ...]:
    """Flows of money of the households, in the order of the rows of the flow matrix."""
    return tuple(c for c in declared() if c.kind == "flow")
