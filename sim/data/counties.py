"""The twelve counties of Sanming as they stood until 2021, in the order of their codes; a county's row is its place here."""

from dataclasses import dataclass
from functools import cache

from sim.data.rows import rows

CITY_CODE = "350400"
CITY_ZH, CITY_EN = "三明市", "Sanming"


@dataclass(frozen=True)
class County:
    """One county: `row` 0..11, `code` six digits, names, the two marks of the plan, rows of the neighbours inside the city."""

    row: int
    code: str
    zh: str
    en: str
    pilot: bool
    key_county: bool
    neighbours: tuple[int, ...]

    @property
    def adcode(self) -> int:
        """The code as a whole number."""
        return int(self.code)


@cache
def county_list() -> tuple[County, ...]:
    """The counties in the order of their codes."""
    table = sorted(rows("counties"), key=lambda r: r["adcode"])
    place = {r["adcode"]: i for i, r in enumerate(table)}
    return tuple(_county(i, r, place) for i, r in enumerate(table))


def _county(row: int, r: dict[str, str], place: dict[str, int]) -> County:
    near = tuple(place[code] for code in r["neighbours_in_city"].split())
    return County(row, r["adcode"], r["name_zh"], r["name_en"], r["is_named_pilot"] == "1", r["is_provincial_key_county"] == "1", near)


def county_rows() -> dict[str, int]:
    """Row of a county by its code."""
    return {c.code: c.row for c in county_list()}
