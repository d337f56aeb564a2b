"""What each table must look like: columns, types, ranges, allowed words, keys. The text of a check is shown to the user."""

import pandas as pd
import pandera.pandas as pa

from sim.data.counties import county_rows
from sim.data.numbers import plain_number

STATUS_WORDS = ("found", "derived", "recalled", "assumption")
TOWN_WORDS = ("town", "township", "ethnic_township", "subdistrict", "functional_zone")
UNIT_TYPES = ("district", "county", "county-level city")
VILLAGE_TYPES = ("administrative_village", "community", "other")


def text(blank: bool = False, *checks: pa.Check) -> pa.Column:
    """A text column; `blank` allows empty cells."""
    return pa.Column(str, list(checks), nullable=blank)


def number(low: float, high: float, blank: bool = False) -> pa.Column:
    """A number column with its bounds."""
    return pa.Column(float, pa.Check.in_range(low, high, error=f"outside {low:g} to {high:g}"), nullable=blank)


def whole(low: int, high: int) -> pa.Column:
    """A column of whole numbers without empty cells."""
    return pa.Column(int, pa.Check.in_range(low, high, error=f"outside {low} to {high}"))


def code(digits: int, blank: bool = False) -> pa.Column:
    """A column of official codes, kept as text."""
    return text(blank, pa.Check.str_matches(rf"^[0-9]{{{digits}}}$", error=f"not a code of {digits} digits"))


def word(allowed: tuple[str, ...]) -> pa.Column:
    """A text column with a fixed list of words."""
    return text(False, pa.Check.isin(allowed, error=f"not one of {', '.join(allowed)}"))


def county_code() -> pa.Column:
    """A column with codes of the twelve counties."""
    return text(False, pa.Check.isin(list(county_rows()), error="unknown county code"))


def _adds_up(t: pd.DataFrame) -> pd.Series:
    return t["urban_2020"] + t["rural_2020"] == t["residents_2020"]


def _ratio_in_order(t: pd.DataFrame) -> pd.Series:
    low, mid, high = (t[f"rural_income_ratio_{end}"] for end in ("low", "to_city", "high"))
    return mid.isna() | ((low <= mid) & (mid <= high))


def _county_prefix(t: pd.DataFrame) -> pd.Series:
    return (t["code"].str[:6] == t["county_code"]) & (t["code"].str[:9] == t["town_code"])


def _range_in_order(t: pd.DataFrame) -> pd.Series:
    low, mid, high = (t[name].map(_number_or_nan) for name in ("low", "value", "high"))
    return ~(low > mid) & ~(mid > high)


def _range_of_margin(t: pd.DataFrame) -> pd.Series:
    return (t["low"] <= t["margin"]) & (t["margin"] <= t["high"])


def _number_or_nan(cell: object) -> float:
    value = plain_number(cell) if isinstance(cell, str) else None
    return float("nan") if value is None else value


def _not_found_is_empty(t: pd.DataFrame) -> pd.Series:
    return (t["status"] != "not_found") | t["value"].isna()


def _check(rule, message: str) -> pa.Check:
    return pa.Check(rule, error=message, ignore_na=False)


_PEOPLE, _MANY = (0, 5_000_000), (0, 10_000_000)
_PERCENT = [
    *(f"{w}_hh_pct" for w in ("one_person", "one_generation", "two_generation", "three_plus_generation")),
    *(f"age_{w}_pct" for w in ("0_14", "15_59", "60plus", "65plus")),
    *(f"employed_{w}_pct" for w in ("agri", "manufacturing", "construction", "trade", "catering")),
    *("hh_with_65plus_pct", "illiterate_15plus_pct", "self_built_housing_pct", "car_pct"),
]
_RARE = [
    *("hukou_2021_table", "gdp_2021_table_100m", "primary_va_2021_table_100m", "rural_households_table", "rural_employed_table"),
    *("agri_employed_table", "farmland_ha_table", "forest_land_ha", "registered_poor_households", "registered_poor_persons"),
]
_KNOWN = [
    *("residents_2020", "urban_2020", "rural_2020", "family_households_2020", "residents_2010", "rural_2010", "hukou_2010"),
    "rural_residents_per_village",
]

COUNTIES = pa.DataFrameSchema(
    {
        "adcode": county_code(),
        **{name: text() for name in ("name_zh", "name_en", "neighbours_in_city")},
        "unit_type": word(UNIT_TYPES),
        **{name: text(blank=True) for name in ("role_in_seed", "later_change", "notes")},
        **{name: whole(0, 1) for name in ("is_named_pilot", "is_provincial_key_county")},
        "adcode_2023": code(6),
        "area_km2": number(1, 20_000),
        "centroid_lon": number(73, 136),
        "centroid_lat": number(18, 54),
        **{name: whole(0, 1_000) for name in ("towns", "townships", "subdistricts", "functional_zones", "admin_villages", "communities")},
        **{name: number(*_PEOPLE) for name in _KNOWN},
        **{name: number(0, 100) for name in _PERCENT},
        **{name: number(1, 10) for name in ("household_size_2020", "household_size_2010")},
        "schooling_years": number(0, 20),
        "net_outmigration_pct": number(-100, 100, blank=True),
        **{f"rural_income_ratio_{end}": number(0.2, 5, blank=True) for end in ("to_city", "low", "high")},
        **{name: number(*_MANY, blank=True) for name in _RARE},
    },
    checks=[
        _check(_adds_up, "urban_2020 and rural_2020 do not add up to residents_2020"),
        _check(_ratio_in_order, "rural_income_ratio_low, _to_city, _high are not in order"),
    ],
    unique=["adcode"],
)

VILLAGES = pa.DataFrameSchema(
    {
        "code": code(12),
        "name": text(),
        "type": word(VILLAGE_TYPES),
        "town_code": code(9),
        "town_name": text(),
        "town_type": word(TOWN_WORDS),
        "county_code": county_code(),
        "county_name": text(),
        "county_en": text(),
        "code_2023_by_name": code(12, blank=True),
    },
    checks=[_check(_county_prefix, "code does not begin with its county_code and town_code")],
    unique=["code"],
)

FIGURES = pa.DataFrameSchema(
    {
        **{name: text() for name in ("id", "variable", "place", "year", "source")},
        **{name: text(blank=True) for name in ("value", "unit", "low", "high", "note")},
        "status": word((*STATUS_WORDS, "not_found")),
    },
    checks=[
        _check(_not_found_is_empty, "status not_found beside a value"),
        _check(_range_in_order, "low, value, high are not in order"),
    ],
    unique=["id"],
)

PATHS = pa.DataFrameSchema(
    {
        "series": text(),
        "year": whole(1980, 2100),
        "value": number(-1_000_000, 1_000_000),
        "unit": text(),
        "status": word(STATUS_WORDS),
        "source": text(),
        "note": text(blank=True),
    },
    unique=["series", "year"],
)

_WORDS = "|".join((*STATUS_WORDS, "not_found"))
_LEVER_STATUS = pa.Check.str_matches(rf"^({_WORDS})( \+ ({_WORDS}))*( \(guess\))?$", error="unknown status word")

POLICY_LEVERS = pa.DataFrameSchema(
    {
        "lever_id": text(False, pa.Check.str_matches(r"^[0-9]{1,2}\.[0-9]{1,2}[a-z]?$", error="not a measure number such as 7.3")),
        "item": whole(1, 25),
        **{name: text() for name in ("section", "measure_zh", "measure_en", "model_lever", "target_agent", "seed_deadline", "seed_responsible")},
        **{name: text(blank=True) for name in ("seed_parameters", "other_parameters", "figure_ids", "modelling_note")},
        "other_status": text(True, _LEVER_STATUS),
    },
    checks=[_check(lambda t: t["lever_id"].str.split(".").str[0] == t["item"].astype(str), "lever_id does not begin with its item")],
    unique=["lever_id"],
)

PRODUCTS = pa.DataFrameSchema(
    {
        "product": text(), "zh": text(), "en": text(), "margin": number(0, 20000), "low": number(0, 20000), "high": number(0, 20000),
        "labour": number(0, 12), "harvest": text(), "input_share": number(0, 0.95), "volatility": number(0, 1), "local": number(0, 3),
        "perennial": whole(0, 1), "storable": whole(0, 1), "contract": whole(0, 1), "equipment": number(0, 20000), "most": number(0, 1),
        "status": word(STATUS_WORDS), "source": text(), "note": text(True),
    },
    checks=_check(_range_of_margin, "low, margin, high are not in order"),
    unique=["product"],
)  # fmt: skip
_SHARES = ("grain", "tobacco", "seed_rice", "lotus", "tea", "fruit", "vegetables")
PRODUCT_MIX = pa.DataFrameSchema(
    {"adcode": county_code(), **{name: number(0, 1) for name in _SHARES}, "status": word(STATUS_WORDS), "source": text()},
    checks=pa.Check(lambda t: (t[list(_SHARES)].sum(axis=1) - 1.0).abs() < 1e-9, error="the shares of a county do not add up to 1"),
    unique=["adcode"],
)

SCHEMAS = {"counties": COUNTIES, "villages": VILLAGES, "figures": FIGURES, "paths": PATHS, "policy_levers": POLICY_LEVERS,
           "products": PRODUCTS, "product_mix": PRODUCT_MIX}  # fmt: skip
