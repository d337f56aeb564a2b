"""The medians that a line is a share of: of the county, of the city's villages, of the rural province or nation; of last year, or of a base year at prices of today.

What an office has in its hands is the table published for the year before. The city has no median of its own in these tables: its reference is the
mean of the county medians by residents. The nation's median is published (communique of the statistics bureau) and kept as an outside path.
"""

import numpy as np

from sim.core.parameters import FIXED, Parameter, uniform
from sim.data import figure_list
from sim.state.drivers import Path

SCOPES = ("county", "city", "province", "nation")
PARAMETERS = (
    Parameter("recognition.scope", "county", "text", 0, 0, FIXED, "area whose rural median the line is a share of", "认定线所依据中位数的范围", "assumption", "assumption", "standard", choices=SCOPES),
    Parameter("recognition.floating", True, "switch", 0, 1, uniform(0, 1), "the line follows the median (otherwise anchored at the median of 2018)", "认定线随中位数浮动", "assumption", "assumption", "standard"),
    # 13,793 yuan is the provincial mean of 2015; with 0.90 of it as its median (assumed; the nation has 10,291 / 11,422) over the national median
    Parameter("recognition.province_ratio", 1.21, "ratio", 0.5, 3, uniform(1.10, 1.30), "rural median of the province over that of the nation", "全省农村中位数与全国之比", "FJ-TOTAL-2015", "derived", "standard"),
    Parameter("recognition.nation_growth", 0.07, "per_year", -0.1, 0.3, uniform(0.04, 0.09), "yearly growth of the national rural median after 2019, current prices", "2019年后全国农村中位数年增长(现价)", "assumption", "assumption", "standard"),
)  # fmt: skip
ANCHOR = 2018
PUBLISHED = ("CN-RINC-2013", "CN-RINC-2014", "CN-RINC-2015", "CN-RINC-2016", "CN-RINC-2017", "CN-RINC-2018", "CN-RINC-2019")
NATION = {int(id[-4:]): float(figure_list(id)[1]) for id in PUBLISHED}  # mean; median


def medians(world) -> np.ndarray:
    """float64[counties]: yuan a head and year at current prices, by the scope and the switch of the scenario."""
    scope, floating = world.parameters["recognition.scope"], bool(world.parameters["recognition.floating"])
    if scope in ("county", "city"):
        own = county(world, floating)
        return own if scope == "county" else np.full(len(own), residents_mean(world, own))
    ratio = world.parameters["recognition.province_ratio"] if scope == "province" else 1.0
    return np.full(len(world.counties), ratio * nation(world, floating))


def county(world, floating: bool) -> np.ndarray:
    """float64[counties]: median of last year's survey; anchored, that of the base year at prices of today."""
    if floating or not world.real_medians:
        return world.counties.median_survey
    anchor = min(ANCHOR, max(world.real_medians))  # a run that starts its mechanism earlier anchors at its last known year
    return world.real_medians[anchor] * world.drivers.price(world.month)


def residents_mean(world, of_county: np.ndarray) -> float:
    """Mean over the counties that have a median, by residents."""
    h = world.households
    people = np.bincount(h.county, h.residents * h.weight, len(of_county)) * (of_county > 0)
    return float((people * of_county).sum() / max(people.sum(), 1e-9))


def nation(world, floating: bool) -> float:
    """National rural median: of last year, or of the base year at prices of today."""
    path = Path(NATION, world.parameters["recognition.nation_growth"])
    if floating:
        return path.at(world.year - 1)
    anchor = min(ANCHOR, world.year - 1)
    return path.at(anchor) * world.drivers.price(world.month) / world.drivers.at("price", 12 * anchor)
