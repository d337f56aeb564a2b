"""Tables and numbers of the fit report as Markdown text."""

from math import isnan

import pandas as pd

NONE = "–"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars inside a cell are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def number(value: float, signed: bool = False) -> str:
    """Whole from 1,000 on, one decimal from 10 on, else three; a dash for NaN."""
    if isnan(value):
        return NONE
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 3
    value = round(value, digits) or 0.0  # never minus zero
    return f"{value:{'+' if signed and value else ''},.{digits}f}"


def count(fit: pd.DataFrame, part: str, within: str) -> int:
    """Rows of a part with this answer."""
    return int(((fit["part"] == part) & (fit["within"] == within)).sum())
