"""Reads a shipped table as plain text rows without pandas, for look-ups that must be quick."""

import csv
from functools import cache
from pathlib import Path

from sim.core.errors import Fault, InputError, suggestion

HERE = Path(__file__).resolve().parent
TABLES = HERE / "tables"
NAMES = ("counties", "villages", "figures", "paths", "policy_levers", "products", "product_mix")


def table_file(name: str) -> Path:
    """The shipped CSV file of table `name`; InputError with the nearest names for an unknown one."""
    if name not in NAMES:
        raise InputError([Fault("no such table", "sim.data", name, next_step=suggestion(name, NAMES) or f"one of {', '.join(NAMES)}")])
    return TABLES / f"{name}.csv"


@cache
def rows_of(file: Path) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file as text by column; do not change them, they are shared."""
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the shipped table `name`."""
    return rows_of(table_file(name))
