"""Counting rules: what an office adds to the income of a household and takes from it before it compares (赡养费计入, 支出型刚性支出扣减).

Elders who live alone are held to have support from children outside: households that divided from theirs, or else one of their kin group.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

DRAW_CHILDREN = 308
PARAMETERS = (
    Parameter("counting.support", 0.2, "share", 0, 1, uniform(0.0, 0.5), "share of the supporters' income above the threshold that counts as income of elders who live alone (0 none)", "赡养人超线收入计入比例(0为不计)", "assumption", "assumption", "standard"),
    Parameter("counting.support_above", 2.0, "ratio", 0, 20, uniform(1.5, 3.0), "threshold of the supporters' income a head, as a multiple of the yearly dibao standard", "赡养能力起算线相对低保年标准倍数", "assumption", "assumption", "standard"),
    Parameter("counting.children", 0.8, "share", 0, 1, uniform(0.6, 0.95), "elders living alone whose children are a household of the village, where none divided in the run", "独居老人在村有赡养人比例", "assumption", "assumption", "evidence"),
    Parameter("counting.medical", 0.5, "share", 0, 1, uniform(0.0, 1.0), "share of own payments for health of the last year that is deducted (0 none)", "自付医疗支出扣减比例(0为不扣)", "assumption", "assumption", "standard"),
    Parameter("counting.school", 0.5, "share", 0, 1, uniform(0.0, 1.0), "share of the cost of schooling that is deducted (0 none)", "教育支出扣减比例(0为不扣)", "assumption", "assumption", "standard"),
    Parameter("counting.care", 1200.0, "yuan_per_year", 0, 1e5, uniform(0, 4000), "deducted for the care of each member who lost labour, prices of 2019 (0 none)", "失能成员照护定额扣减(2019年价,0为不扣)", "assumption", "assumption", "standard"),
)  # fmt: skip
LOST_LABOUR = 2  # code of persons.health


@kernel("void(int64[::1], int64[::1], int64[::1], int32[::1], int16[::1], float64[::1], int64[::1])")
def _first_kin(rows, start, village_first, village, lineage, labour, out):
    """Row of the first household with labour of the kin group of each of `rows`, from place `start` of the village on; -1 where there is none."""
    for i in range(rows.size):
        r = rows[i]
        first, stop = village_first[village[r]], village_first[village[r] + 1]
        out[i] = -1
        for step in range(stop - first):
            c = first + (start[i] + step) % (stop - first)
            if c != r and lineage[c] == lineage[r] and labour[c] >= 1.0:
                out[i] = c
                break


@kernel("void(int64[::1], int64[::1], int8[::1], int64, int64[::1])")
def _count(rows, first, health, code, out):
    for i in range(rows.size):
        out[i] = 0
        for j in range(first[rows[i]], first[rows[i] + 1]):
            out[i] += health[j] == code


def surplus(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: yuan a year above the threshold that the households `rows` have."""
    line = world.parameters["counting.support_above"] * world.drivers.at("dibao_standard", world.month)
    return np.maximum(world.year_income(rows) - line * world.households.size[rows], 0.0)


def of_children(world, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(float64[n], bool[n]): what households that divided from `rows` have above the threshold together, and whether there are any."""
    origin, branches = world.branches()
    first = np.searchsorted(origin, rows)
    count = np.searchsorted(origin, rows, side="right") - first
    at = np.repeat(np.arange(len(rows)), count)
    children = branches[np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(at))]
    alive = world.households.size[children] > 0
    at, children = at[alive], children[alive]
    return np.bincount(at, surplus(world, children), len(rows)), np.bincount(at, minlength=len(rows)) > 0


def of_kin(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: what the one household that stands for children before the run has above the threshold; 0 for elders without children."""
    h = world.households
    has, place = uniforms(world.seed, DRAW_CHILDREN, h.id[rows], 0)
    start = np.floor(place * np.diff(world.village_first)[h.village[rows]]).astype(np.int64)
    kin = np.empty(len(rows), np.int64)
    _first_kin(np.ascontiguousarray(rows, np.int64), start, world.village_first, h.village, h.lineage, h.labour, kin)
    return np.where((kin >= 0) & (has < world.parameters["counting.children"]), surplus(world, kin), 0.0)


def support(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: support that counts as income of `rows`, yuan a year; only of households of elders alone."""
    h, rate, out = world.households, world.parameters["counting.support"], np.zeros(len(rows))
    alone = np.flatnonzero((h.elders[rows] == h.size[rows]) & (h.size[rows] > 0)) if rate > 0.0 else np.zeros(0, np.int64)
    if len(alone):
        children, any_child = of_children(world, rows[alone])
        out[alone] = rate * np.where(any_child, children, of_kin(world, rows[alone]))
    return out


def outlays(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: rigid outlays that are deducted, yuan a year. Bills and fees are paid through public offices, so they are seen without error."""
    h, p, price = world.households, world.parameters, world.drivers.price(world.month)
    out = p["counting.medical"] * world.last_medical[rows] + p["counting.school"] * price * h.school_due[rows]
    sick = np.flatnonzero(h.ill[rows] > 0) if p["counting.care"] > 0.0 else np.zeros(0, np.int64)
    if len(sick):
        lost = np.empty(len(sick), np.int64)
        _count(np.ascontiguousarray(rows[sick], np.int64), world.person_first(), world.persons.health, LOST_LABOUR, lost)
        out[sick] += p["counting.care"] * price * lost
    return out


def counted(world, rows: np.ndarray, income: np.ndarray) -> np.ndarray:
    """float64[n]: yuan a head and year by the counting rules, from income a head of `rows`. Deductions take no income below zero."""
    head = np.maximum(world.households.size[rows], 1)
    more = income + support(world, rows) / head
    return np.maximum(more - outlays(world, rows) / head, np.minimum(more, 0.0))
