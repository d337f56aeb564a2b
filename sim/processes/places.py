"""What a place offers: the county's access to jobs; the village's road, clinic and distances. Measures change them later.

Villages have no coordinates in the data: road and distances follow the type of the town and the drawn remoteness, with keyed noise.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array
from sim.data import load
from sim.processes.crop_table import crop_table, mix

OWNS = ("counties.access", "counties.productivity", "counties.wage_level", "villages.road", "villages.clinic", "villages.school_km", "villages.hospital_km")
DRAW_ROAD, DRAW_DISTANCE = 289, 290
PARAMETERS = (
    Parameter("places.primary_power", 0.5, "ratio", 0, 2, uniform(0.0, 0.8), "how strongly the yield of the farms of a county follows its primary value added over what its land gives at the yields of the table", "县农业产出水平对第一产业增加值的弹性", "assumption", "assumption", "places"),
    Parameter("places.access_power", 0.55, "ratio", 0, 2, uniform(0.2, 1.2), "how strongly job access follows the county's off-farm employment share", "务工机会对县非农就业比例的弹性", "assumption", "assumption", "places"),
    Parameter("places.wage_power", 0.2, "ratio", 0, 2, uniform(0.0, 0.6), "how strongly the local wage of a county follows its off-farm employment share", "县本地工资对非农就业比例的弹性", "assumption", "assumption", "places"),
    Parameter("places.road_spread", 0.15, "share", 0, 1, uniform(0.05, 0.25), "spread of the quality of access among villages equally remote", "同等偏远村道路条件差异", "assumption", "assumption", "places"),
    Parameter("places.road_poor", 0.08, "share", 0, 1, uniform(0.0, 0.20), "worse access of a registered poor village", "建档立卡贫困村道路条件差距", "assumption", "assumption", "places"),
    Parameter("places.no_clinic", 0.30, "share", 0, 1, uniform(0.10, 0.45), "chance that the most remote village has no clinic at the start; falls to none in the nearest", "最偏远村无卫生室概率", "assumption", "assumption", "places"),
)  # fmt: skip
# By type of the town (order of sim.population.villages.TOWN_TYPES): km to a school with all grades and to the county hospital from a village in the middle of
# the town; and the km that remoteness adds. Sanming's towns lie 5 to 60 km from their county seat. Assumption.
SCHOOL_KM, SCHOOL_REMOTE = (2.0, 2.5, 2.5, 1.0, 2.0), 8.0
HOSPITAL_KM, HOSPITAL_REMOTE = (14.0, 20.0, 22.0, 3.0, 8.0), 35.0


MU = 15.0  # mu of a hectare
HOME_YIELD = 2300.0  # yuan a rural household from forest, poultry and pigs at the yields of the tables, prices of 2016; assumption


def off_farm_share() -> np.ndarray:
    """float64[12]: share of the employed outside agriculture (census 2020, long form), counties in code order."""
    return 1.0 - load("counties").sort_values("adcode")["employed_agri_pct"].to_numpy() / 100.0


def primary_ratio() -> np.ndarray:
    """float64[12]: primary value added over what farmland and homes of the county give at the yields of the tables, against all counties together.

    Value added of the county table (label 2021) also holds enterprises and state forest, so only part of the difference is that of households'
    farms. 1 where the table has no value or rejects it (Meilie, Sanyuan).
    """
    table, crops = load("counties").sort_values("adcode"), crop_table()
    given, home = (table[name].to_numpy(float) for name in ("primary_va_2021_table_100m", "rural_households_table"))
    field = (mix() * (crops.sales - crops.inputs)).sum(axis=1)
    usual = MU * table["farmland_ha_table"].to_numpy(float) * field + HOME_YIELD * home
    known = np.isfinite(given) & np.isfinite(usual)
    return np.where(known, given / usual / (given[known].sum() / usual[known].sum()), 1.0)


def set_up(world) -> None:
    """Fill the county columns once. Access is relative to the mean over households."""
    c, p = world.counties, world.parameters
    c.access[:] = against_mean(world, exp_array(p["places.access_power"] * log_array(off_farm_share())))
    c.wage_level[:] = against_mean(world, exp_array(p["places.wage_power"] * log_array(off_farm_share())))
    world.counties.productivity[:] = exp_array(world.parameters["places.primary_power"] * log_array(primary_ratio()))
    villages(world)


def against_mean(world, value: np.ndarray) -> np.ndarray:
    """float64[counties]: `value` over its mean over households."""
    h = world.households
    weight = np.rint(np.bincount(h.county, h.weight * (h.founded >= 0), len(world.counties)))  # whole households: the same from every sample
    return value / np.average(value, weights=np.maximum(weight, 1e-9))


def villages(world) -> None:
    """Road (0 none to 1 as near the county seat), clinic and distances of each village at the start, by its own draws."""
    p, v = world.parameters, world.villages
    road, clinic = uniforms(world.seed, DRAW_ROAD, v.code, 0)
    school, hospital = uniforms(world.seed, DRAW_DISTANCE, v.code, 0)
    v.road[:] = np.clip(1.0 - v.remoteness + p["places.road_spread"] * (2.0 * road - 1.0) - p["places.road_poor"] * v.poor_village, 0.0, 1.0)
    v.clinic[:] = clinic >= p["places.no_clinic"] * v.remoteness
    v.school_km[:] = np.array(SCHOOL_KM)[v.town_type] * (0.5 + school) + SCHOOL_REMOTE * v.remoteness
    v.hospital_km[:] = np.array(HOSPITAL_KM)[v.town_type] * (0.5 + hospital) + HOSPITAL_REMOTE * v.remoteness
