"""How the value of a target is read off the annual table of a run, and why some targets have none yet."""

from collections.abc import Callable

import pandas as pd

from sim.calibration.targets import Target
from sim.data.counties import CITY_CODE
from sim.data.rows import rows

NAN = float("nan")


class Annual:
    """Values of the annual table of one run by measure, area, universe, group and year; rows with a line are left out."""

    def __init__(self, annual: pd.DataFrame):
        rows = annual[annual["line"].astype(str) == ""]
        keys = zip(*(rows[c].astype(str) for c in ("measure", "area", "universe", "group")), rows["year"], strict=True)
        self.values: dict[tuple[str, str, str, str, int], float] = dict(zip(keys, rows["value"].astype(float), strict=True))

    def __call__(self, measure: str, area: str, universe: str, group: str, year: int) -> float:
        """The value, NaN where the table has none."""
        return self.values.get((measure, area, universe, group, year), NAN)


Rule = Callable[[Annual, Target], float]


def as_it_stands(annual: Annual, t: Target) -> float:
    """The same measure in the fifths of the year itself, `quintile_now`: the survey ranks the households of each year anew."""
    return annual(t.measure, t.area, t.universe, t.group.replace("quintile:", "quintile_now:"), t.year)


def percent(annual: Annual, t: Target) -> float:
    """A share of the annual table in per cent."""
    return 100.0 * as_it_stands(annual, t)


def household_size(annual: Annual, t: Target) -> float:
    """Persons over households; resident members and households that have one, for the resident universe."""
    return _over(annual("persons", t.area, t.universe, t.group, t.year), annual("households", t.area, t.universe, t.group, t.year))


def ratio_to_city(annual: Annual, t: Target) -> float:
    """Mean of the county over the mean of the city."""
    county, city = (annual("income_mean", area, t.universe, t.group, t.year) for area in (t.area, CITY_CODE))
    return _over(county, city)


def net_out_migration(annual: Annual, t: Target) -> float:
    """100 * (1 - residents / registered population) of whole counties together: the definition of the target, children who went along included.

    The model holds the rural part: of its members away, a share lives in the towns of its own county and is resident there (`in_town`); those
    registered in towns are what the county registers beyond the model's members. `migrant_share` of the annual table counts workers alone.
    """
    present = registered = 0.0
    for area in t.areas:
        county = next(c for c in rows("counties") if c["adcode"] == area)
        here, members = (annual("persons", area, universe, t.group, t.year) for universe in ("resident", "hukou"))
        whole = float(county["hukou_2021_table"])
        present += here + in_town(county, members) * (members - here) + whole - members
        registered += whole
    return 100.0 * (1.0 - _over(present, registered))


def in_town(county: dict[str, str], members: float) -> float:
    """Share of the members away who live in the towns of their own county: town residents of 2020 beyond those registered there, over members not rural residents."""
    urban, rural, whole = (float(county[name]) for name in ("urban_2020", "rural_2020", "hukou_2021_table"))
    return min(max(_over(urban - (whole - members), members - rural), 0.0), 1.0)


def _over(part: float, whole: float) -> float:
    return part / whole if whole else NAN


PERCENT = ("che_share", "agri_employed_share")  # shares in the annual table, per cent in the targets

RULES: dict[str, Rule] = {
    "income_mean": as_it_stands,
    "income_share": as_it_stands,
    "q5_q1": as_it_stands,
    "household_size": household_size,
    "consumption_income_ratio": as_it_stands,
    "labour_units": as_it_stands,
    "che_share": percent,
    "agri_employed_share": percent,
    "income_ratio_to_city": ratio_to_city,
    "migrant_share": net_out_migration,
}

NOT_MODELLED: dict[str, tuple[str, str]] = {}  # measure -> why (Chinese, English); every measure of the targets has a rule now
REMARKS: dict[str, tuple[str, str]] = {  # measure -> what to know when reading the difference (Chinese, English)
    "consumption_income_ratio": (
        "全户生活消费（含自付医疗和教育费）按人折算到常住成员，外出成员计得更高；收入只含常住成员",
        "living consumption of the whole household (own health and school costs in it) is divided by heads, a member away counted dearer; income is that of residents",
    ),
    "che_share": (
        "有常住成员的户；食品由恩格尔曲线推算",
        "households with a resident member; food follows from an Engel curve",
    ),
    "agri_employed_share": ("户籍从业人员中以务农为主者，外出者计入从业人员", "employed persons by hukou, those away counted among the employed"),
    "migrant_share": (
        "整县口径：住在本县城镇的外出人口按2020年普查与户籍推算的比例计为常住，城镇户籍人口加入",
        "of whole counties: of the members away a share taken from the census and the register of 2020 lives in towns of the own county and counts as present; those registered in towns are added",
    ),
}
NO_VALUE = (
    "本次运行的年度表没有该值（该县抽中的村少于十个时不列）",
    "the annual table of this run has no such value (a county with fewer than ten villages in the sample is not shown)",
)


def model_value(annual: Annual, t: Target) -> tuple[float, tuple[str, str]]:
    """The value of the model and a reason or remark (Chinese, English); NaN always has a reason. KeyError for a measure that no list knows."""
    if t.measure in NOT_MODELLED:
        return NAN, NOT_MODELLED[t.measure]
    value = RULES[t.measure](annual, t)
    return value, (NO_VALUE if value != value else REMARKS.get(t.measure, ("", "")))
