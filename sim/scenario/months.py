"""Reads months such as 2019-01 and the span from a first to a last month, and checks them against the run."""

import re
from datetime import date

from sim.core.clock import month_text, parse_month
from sim.scenario.content import OPEN
from sim.scenario.known import Known
from sim.scenario.tree import Document, Key

_LIKE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:月|[-/.]\d{1,2}日?)?$")


def read_month(document: Document, path: Key, value: object) -> int | None:
    """Running number of a month written as 2019-01, or None with a fault."""
    try:
        return parse_month(value if isinstance(value, str) else "")
    except ValueError:
        cause, step = _explain(value)
        document.fault(path, "not a month", str(value), cause, step)
        return None


def _explain(value: object) -> tuple[str, str]:
    if isinstance(value, date):
        return "a day was given", f"write {value:%Y-%m}"
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return "a year was given", f"write {value}-01"
    like = _LIKE.match(str(value).strip())
    if like and not 1 <= int(like[2]) <= 12:
        return f"month {int(like[2])} is not between 1 and 12", f"write {like[1]}-01 to {like[1]}-12"
    return ("written in another form", f"write {like[1]}-{int(like[2]):02d}") if like else ("", "write a month such as 2019-01")


def check_span(document: Document, path: Key, first: int | None, last: int | None, known: Known) -> None:
    """Faults of a span: its end before its start, or wholly outside the run."""
    if first is None or last is None:
        return
    if first > last:
        step = "swap them, or leave the end out for no end"
        document.fault(path, "begins after it ends", f"{month_text(first)} to {month_text(last)}", "the two months are swapped", step)
    elif first > known.last or last < known.first:
        _outside(document, path, first if first > known.last else last, known)


def check_inside(document: Document, path: Key, month: int | None, known: Known) -> None:
    """A fault for a month before the start or after the end of the run."""
    if month is not None and not known.first <= month <= known.last:
        _outside(document, path, month, known)


def _outside(document: Document, path: Key, month: int, known: Known) -> None:
    run = f"{month_text(known.first)} to {month_text(known.last)}"
    document.fault(path, "outside the run", month_text(month), f"the run goes from {run}", "give a month inside it")


def read_span(document: Document, path: Key, given: dict, ends: str, known: Known) -> tuple[int | None, int | None]:
    """(first, last) of a mapping with the keys `from` and `ends`; a missing end is OPEN, a missing start a fault."""
    if given.get("from") is None:
        document.fault(path, "no first month", next_step="add from: 2016-01")
    first = read_month(document, (*path, "from"), given["from"]) if given.get("from") is not None else None
    last = read_month(document, (*path, ends), given[ends]) if given.get(ends) is not None else OPEN
    check_span(document, path, first, last, known)
    return first, last


def calendar_months(document: Document, path: Key, value: object) -> tuple[int, ...]:
    """Calendar months 1 to 12, sorted, given as a list."""
    given = value if isinstance(value, list) else []
    if given and all(type(m) is int and 1 <= m <= 12 for m in given) and len(set(given)) == len(given):
        return tuple(sorted(given))
    document.fault(path, "not a list of calendar months", value, next_step="write different whole numbers from 1 to 12, such as [6, 12]")
    return ()
