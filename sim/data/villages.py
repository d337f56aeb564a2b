"""The administrative villages in their fixed order: county code, then village code. The place in it is the village ordinal."""

from functools import cache
from typing import NamedTuple

import pandas as pd

from sim.data.counties import county_rows
from sim.data.tables import load

_KEPT = ["code", "name", "town_code", "town_name", "town_type", "county_code"]


class TownType(NamedTuple):
    """A kind of town-level unit: the word in the table and its names."""

    word: str
    zh: str
    en: str


TOWN_TYPES = (
    TownType("town", "镇", "town"),
    TownType("township", "乡", "township"),
    TownType("ethnic_township", "民族乡", "ethnic township"),
    TownType("subdistrict", "街道", "subdistrict"),
    TownType("functional_zone", "功能区", "functional zone"),
)


@cache
def _frame() -> pd.DataFrame:
    table = load("villages")
    chosen = table.loc[table["type"] == "administrative_village", _KEPT]
    frame = chosen.sort_values(["county_code", "code"]).reset_index(drop=True)
    frame["county"] = frame["county_code"].map(county_rows()).astype("int8")
    words = [t.word for t in TOWN_TYPES]
    frame["town_type_code"] = frame["town_type"].map(words.index).astype("int8")
    return frame


def village_frame() -> pd.DataFrame:
    """The 1,740 administrative villages; the index is the ordinal.

    Columns: code, name, town_code, town_name, town_type, county_code (text), county (row of the county, int8),
    town_type_code (place in TOWN_TYPES, int8). A copy: the caller may change it.
    """
    return _frame().copy()
