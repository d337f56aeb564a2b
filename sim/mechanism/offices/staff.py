"""Who runs the mechanism: village cadres, first secretaries and work teams of poor villages, staff of county and towns, paired cadres of households (挂钩帮扶)."""

from functools import cache

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.data import load

OWNS = ("villages.cadres", "villages.team", "counties.office", "counties.paired", "counties.staff")
LEAST, MOST = 3, 7  # members of a village committee, Organic Law of the Villagers' Committees, article 6
WORK_DAYS = 250 / 12  # a month; assumption
PARAMETERS = (
    Parameter("capacity.households_per_cadre", 70.0, "households", 1, 10000, uniform(45, 120), "households for each village cadre; a village has three to seven", "每名村干部对应户数(每村三至七名)", "assumption", "assumption", "capacity"),
    Parameter("capacity.village_time", 0.20, "share", 0, 1, uniform(0.08, 0.40), "share of their time that village cadres have for the mechanism", "村干部用于该机制的时间比例", "assumption", "assumption", "capacity"),
    Parameter("capacity.team_persons", 2.0, "persons", 0, 10, uniform(1, 3), "first secretary and work team in a poor village", "贫困村第一书记和驻村工作队人数", "assumption", "assumption", "capacity"),
    Parameter("capacity.team_time", 0.40, "share", 0, 1, uniform(0.2, 0.7), "share of their time that work teams have for the mechanism", "驻村工作队用于该机制的时间比例", "assumption", "assumption", "capacity"),
    Parameter("capacity.office_county", 6.0, "persons", 0, 1000, uniform(3, 12), "staff of the county for relief and recognition", "县级救助与认定人员", "assumption", "assumption", "capacity"),
    Parameter("capacity.office_town", 2.5, "persons", 0, 100, uniform(1, 4), "staff of each town for relief and recognition", "每个乡镇(街道)救助与认定人员", "assumption", "assumption", "capacity"),
    Parameter("capacity.office_time", 0.25, "share", 0, 1, uniform(0.1, 0.5), "share of their time that this staff has for the mechanism", "县乡人员用于该机制的时间比例", "assumption", "assumption", "capacity"),
    Parameter("capacity.paired_cadres", 6000.0, "persons", 0, 100000, uniform(2000, 10000), "cadres of the whole city who are paired with households", "全市挂钩帮扶干部人数", "assumption", "assumption", "capacity"),
    Parameter("capacity.paired_most", 4.0, "households", 0, 100, uniform(3, 5), "households that a paired cadre can look after", "每名挂钩干部可帮扶户数", "plan_2020", "recalled", "capacity"),
)  # fmt: skip


@cache
def towns() -> np.ndarray:
    """float64[12]: towns, townships and subdistricts of each county."""
    return load("counties").sort_values("adcode")[["towns", "townships", "subdistricts"]].to_numpy(float).sum(axis=1)


def count(world) -> None:
    """Persons by village and county. A sampled village has its own cadres whole; those of county and towns, and paired cadres, are of the whole county."""
    h, v, c, p = world.households, world.villages, world.counties, world.parameters
    homes = np.bincount(h.village[h.size > 0], minlength=len(v))
    v.cadres[:] = np.clip(homes / p["capacity.households_per_cadre"], LEAST, MOST)
    v.team[:] = np.where(v.poor_village == 1, p["capacity.team_persons"], 0.0)
    c.office[:] = p["capacity.office_county"] + p["capacity.office_town"] * towns()
    c.paired[:] = p["capacity.paired_cadres"] * world.village_share
    c.staff[:] = c.office + np.bincount(v.county, (v.cadres + v.team) * v.weight, len(c))


def village_days(world) -> np.ndarray:
    """float64[villages]: days a month that a village has for the mechanism."""
    v, p = world.villages, world.parameters
    return p["capacity.level"] * WORK_DAYS * (p["capacity.village_time"] * v.cadres + p["capacity.team_time"] * v.team)


def office_days(world) -> np.ndarray:
    """float64[counties]: days a month of county and towns, for the sampled households their share."""
    p = world.parameters
    return p["capacity.level"] * WORK_DAYS * p["capacity.office_time"] * world.counties.office * world.household_share


def paired_days(world) -> np.ndarray:
    """float64[counties]: days a month of paired cadres for as many households as they can look after, for the sampled households their share."""
    p = world.parameters
    return p["capacity.level"] * p["capacity.paired_most"] * p["visits.days"] * world.counties.paired * world.household_share
