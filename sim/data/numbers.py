"""Reads a number from the text of a cell, and explains a cell that is no plain number."""

import math
import re
import unicodedata

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MISSING = {"-", "--", "—", "——", "–", "…", "/", ".", "na", "n/a", "nan", "null", "none", "无", "暂无", "缺"}


def plain_number(text: str) -> float | None:
    """The finite number written in `text` with a decimal point and nothing else, or None."""
    if not _PLAIN.fullmatch(text.strip()):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def number_problem(cell: str, whole: bool) -> tuple[str, str, str] | None:
    """(what, likely cause, what would be right) for a cell of a number column, or None for a good or an empty cell.

    Columns of whole numbers (`whole`) have no empty cells.
    """
    if not cell:
        return ("not a number", "the cell is empty", "fill it in") if whole else None
    value = plain_number(cell)
    if value is None:
        return ("not a number", *explain(cell))
    return ("not a whole number", "decimals", f"round it to {value:.0f}") if whole and value % 1 else None


def explain(text: str) -> tuple[str, str]:
    """(likely cause, what would be right) for the text of a cell that is no plain number."""
    bare = unicodedata.normalize("NFKC", text).strip()
    if bare.lower() in _MISSING:
        return "a mark for a value that is not known", "leave the cell empty"
    if plain_number(bare) is not None:
        return "full-width characters", f"write {bare}"
    if bare.endswith("%") and plain_number(bare[:-1]) is not None:
        return "percent sign", f"write {bare[:-1].strip()}, the column has its own unit"
    return _explain_marks(bare)


def _explain_marks(bare: str) -> tuple[str, str]:
    if re.fullmatch(r"[+-]?\d{1,3}([, ']\d{3})+(\.\d+)?", bare):
        return "thousands separator", f"write {re.sub('[, ' + chr(39) + ']', '', bare)}"
    if re.fullmatch(r"[+-]?\d+,\d+", bare):
        return "decimal comma", f"write {bare.replace(',', '.')}"
    if re.match(r"[+-]?\d", bare):
        return "a unit or words beside the number", "write the number alone, in the unit of the column"
    return "words in a number column", "write a plain number such as 12.5"
