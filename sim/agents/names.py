"""Names of the places behind the codes of the state, read from the shipped tables when first shown."""

from functools import cache

from sim.data.counties import CITY_EN, CITY_ZH, county_list
from sim.data.rows import rows

CITY = (CITY_ZH, CITY_EN)


@cache
def _counties() -> dict[int, tuple[str, str]]:
    return {c.adcode: (c.zh, c.en) for c in county_list()}


@cache
def _villages() -> dict[int, str]:
    return {int(r["code"]): r["name"] for r in rows("villages")}


def county_names(adcode: int) -> tuple[str, str]:
    """Chinese and English name of a county; the code itself where the tables do not hold it."""
    return _counties().get(adcode, (str(adcode), str(adcode)))


def village_name(code: int) -> str:
    """Chinese name of a village; the code itself where the tables do not hold it."""
    return _villages().get(code, str(code))
