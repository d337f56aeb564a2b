"""Twelve artificial households in two artificial villages, written by hand so that one can follow each of them through a run.

They stand in scenarios/cases.csv, one row a member; what belongs to the household is written in its first row only.
"""

import csv
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.core.errors import Fault, InputError
from sim.data import shipped
from sim.population.margins import county_rows
from sim.population.population import HOUSEHOLD_BITS, START, Population, cast, offsets

FIRST_ORDINAL = 60_000  # ordinals of the artificial villages: beyond those of real ones
_SINCE_BIRTHDAY = 6  # months; arbitrary, the same for everybody

_WORDS = {
    "house": ("earth", "brick-wood", "brick-concrete"),
    "health": ("well", "chronic", "lost labour"),
    "sex": ("male", "female"),
    "car": ("no", "yes"),
    "registered_poor": ("no", "yes"),
    "lives_in_village": ("no", "yes"),
}
_NUMBERS = {"household": ("land_mu", "forest_mu", "ability"), "member": ("age", "school_years", "couple")}


class ArtificialVillage(NamedTuple):
    """An invented village: no place of this code exists."""

    code: int
    zh: str
    en: str
    remoteness: float
    poor_village: int


VILLAGES = (
    ArtificialVillage(350423999001, "人造甲村", "Artificial Village A", 0.7, 1),
    ArtificialVillage(350430999001, "人造乙村", "Artificial Village B", 0.4, 0),
)


# What each of the two collectives owns: mu, yuan of 2016, years that contracts still run, fen of cash and debt. A shop, no project, a manager like the mean.
_COLLECTIVE = {
    "commons_land": 10.0, "commons_forest": 100.0, "commons_ponds": 2.0, "shops": 60_000.0, "workshop": 0.0, "greenhouse": 0.0, "hydropower": 0.0,
    "years_built": 2, "years_land": 6, "manager": 0.0, "project": 0, "project_value": 0.0, "cash": 500_000.0, "debt": 0.0,
}  # fmt: skip


class Case(NamedTuple):
    """Names of an artificial household, in the order of the household rows."""

    household: int
    zh: str
    en: str


def case_list(file: Path | None = None) -> list[Case]:
    """The artificial households by row of `tiny_world`."""
    return [Case(int(r["household"]), r["name_zh"], r["name_en"]) for r in _rows(file) if r["name_zh"]]


def tiny_world(file: Path | None = None) -> Population:
    """The artificial population of `file` (scenarios/cases.csv if left out), weights 1. InputError with every fault of the file."""
    rows = _rows(file)
    heads = [row for row in rows if row["name_zh"]]
    household = np.cumsum([bool(row["name_zh"]) for row in rows]) - 1
    village = np.array([[v.code for v in VILLAGES].index(int(row["village"])) for row in heads])
    serial = np.arange(len(heads)) - offsets(village, len(VILLAGES))[village]
    ids = ((FIRST_ORDINAL + village) << HOUSEHOLD_BITS) | serial
    members = np.arange(len(rows)) - offsets(household, len(heads))[household]
    return Population(
        households=cast("households", _households(heads, ids, village, serial)),
        persons=cast("persons", _persons(rows, (ids[household] << HOUSEHOLD_BITS) | members, household)),
        villages=cast("villages", _villages()),
        counties=cast("counties", {"adcode": [int(row["adcode"]) for row in county_rows()]}),
        content=hashlib.sha256(repr(rows).encode()).hexdigest()[:16],
        weights=np.ones(len(VILLAGES)),
    )


def _county(code: int) -> int:
    return [row["adcode"] for row in county_rows()].index(str(code)[:6])


def _villages() -> dict[str, list]:
    columns: dict[str, list] = {
        "code": [v.code for v in VILLAGES],
        "county": [_county(v.code) for v in VILLAGES],
        "town": [v.code // 1000 for v in VILLAGES],
    }
    columns |= {name: [getattr(v, name) for v in VILLAGES] for name in ("remoteness", "poor_village")}
    columns |= {name: [value] * len(VILLAGES) for name, value in _COLLECTIVE.items()}
    return columns | {"town_type": [0] * len(VILLAGES), "hamlets": [3] * len(VILLAGES)}


def _households(heads: list[dict[str, str]], ids: np.ndarray, village: np.ndarray, serial: np.ndarray) -> dict[str, Any]:
    return {
        "id": ids, "village": village, "county": [_county(VILLAGES[v].code) for v in village], "hamlet": serial % 3, "lineage": serial % 2,
        "land": _numbers(heads, "land_mu"), "forest": _numbers(heads, "forest_mu"), "ability": _numbers(heads, "ability"),
        "house": _codes(heads, "house"), "car": _codes(heads, "car"), "jiandang": _codes(heads, "registered_poor"),
    }  # fmt: skip


def _persons(rows: list[dict[str, str]], ids: np.ndarray, household: np.ndarray) -> dict[str, Any]:
    return {
        "id": ids, "household": household, "birth": START - 12 * _numbers(rows, "age").astype(int) - _SINCE_BIRTHDAY,
        "sex": _codes(rows, "sex"), "school": _numbers(rows, "school_years"), "health": _codes(rows, "health"),
        "resident": _codes(rows, "lives_in_village"), "married": _numbers(rows, "couple"), "skill": np.zeros(len(rows)),
    }  # fmt: skip


def _numbers(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def _codes(rows: list[dict[str, str]], name: str) -> list[int]:
    return [_WORDS[name].index(row[name]) for row in rows]


def _rows(file: Path | None) -> list[dict[str, str]]:
    file = file or shipped("scenarios") / "cases.csv"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{name: (cell or "").strip() for name, cell in row.items() if name} for row in csv.DictReader(stream)]
    faults = [fault for line, row in enumerate(rows, 2) for fault in _faults(row, f"{file.name} line {line}")]
    faults = faults or _order_faults(rows, file.name)
    if faults:
        raise InputError(faults)
    return rows


def _faults(row: dict[str, str], where: str) -> list[Fault]:
    """Faults of one row: unknown words, missing numbers, an unknown village."""
    head = bool(row.get("name_zh"))
    words = [name for name in _WORDS if head or name in ("health", "sex", "lives_in_village")]
    numbers = _NUMBERS["member"] + (_NUMBERS["household"] if head else ())
    faults = [
        Fault("not a known word", f"{where}, column {n}", row.get(n, ""), next_step=" or ".join(_WORDS[n]))
        for n in words
        if row.get(n) not in _WORDS[n]
    ]
    faults += [Fault("not a number", f"{where}, column {n}", row.get(n, "")) for n in ("household", *numbers) if not _is_number(row.get(n, ""))]
    codes = [str(v.code) for v in VILLAGES]
    if head and row.get("village") not in codes:
        faults.append(Fault("not an artificial village", f"{where}, column village", row.get("village", ""), next_step=" or ".join(codes)))
    return faults


def _order_faults(rows: list[dict[str, str]], file: str) -> list[Fault]:
    """Members must follow their named household, and households of one village stand together, in the order of the villages."""
    faults = [] if rows else [Fault("no rows", file, next_step="write one row a member")]
    before = {"household": "", "village": "0"}
    for line, row in enumerate(rows, 2):
        same = row["household"] == before["household"]
        if same == bool(row["name_zh"]):
            faults.append(Fault("a household is named in its first row, and only there", f"{file} line {line}, column name_zh", row["name_zh"]))
        village = row["village"] or before["village"]
        if int(village) < int(before["village"]):
            faults.append(Fault("households of one village do not stand together", f"{file} line {line}, column village", village))
        before = {"household": row["household"], "village": village}
    return faults


def _is_number(text: str) -> bool:
    try:
        return np.isfinite(float(text))
    except ValueError:
        return False
