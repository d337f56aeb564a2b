"""Yearly drivers from outside the model: wages of migrants, prices, pension, interest, and the rural dibao standard."""

import re
from dataclasses import dataclass
from functools import cache

from sim.core.errors import Fault, InputError, suggestion
from sim.data.rows import rows

DIBAO = "dibao_standard_sanming"
_DIBAO_ID = re.compile(r"DB-SM-(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Point:
    """One year of a series: `value` in `unit`, status word and source text."""

    series: str
    year: int
    value: float
    unit: str
    status: str
    source: str


@cache
def _series() -> dict[str, tuple[Point, ...]]:
    points = [_point(r["series"], r["year"], r) for r in rows("paths")] + _dibao()
    names = dict.fromkeys(p.series for p in points)
    return {name: tuple(sorted((p for p in points if p.series == name), key=lambda p: p.year)) for name in names}


def _dibao() -> list[Point]:
    found = [(_DIBAO_ID.fullmatch(r["id"]), r) for r in rows("figures")]
    return [_point(DIBAO, match[1], r) for match, r in found if match]


def _point(series: str, year: str, row: dict[str, str]) -> Point:
    return Point(series, int(year), float(row["value"]), row["unit"], row["status"], row["source"])


def series_names() -> list[str]:
    """Every series that `path` gives."""
    return list(_series())


def points(series: str) -> tuple[Point, ...]:
    """The years of a series with unit, status and source; InputError with the nearest names for an unknown one."""
    if series not in _series():
        raise InputError([Fault("no such series", "paths.csv", series, next_step=suggestion(series, _series()))])
    return _series()[series]


def path(series: str) -> dict[int, float]:
    """Value by year, in the unit of the series; years outside the table are not filled in.

    `dibao_standard_sanming` (yuan a person and year) comes from the figures DB-SM-2016 to DB-SM-2024.
    """
    return {p.year: p.value for p in points(series)}
