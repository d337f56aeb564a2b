"""Assessment pressure (考核压力): where a target of exits is missed, bad reviews are reported as good; where new poor are unwelcome, they are not entered.

It moves what is reported, never what is. At a strength of zero it does nothing.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout

OWNS = ("counties.pressure", "households.false_report")
DRAW_REPORT, DRAW_ENTRY = 335, 336
PARAMETERS = (
    Parameter("pressure.strength", 0.0, "share", 0, 1, uniform(0.0, 0.5), "part of the gap to the target that is closed on paper, without inspections", "未受督查时以虚报弥补目标缺口的比例", "assumption", "assumption", "pressure"),
    Parameter("pressure.target", 0.5, "share", 0, 1, uniform(0.2, 0.9), "share of the reviews of a year that are to come out good", "年度复核达标率考核目标", "assumption", "assumption", "pressure"),
    Parameter("pressure.no_new_poor", 0.5, "share", 0, 1, uniform(0.0, 1.0), "how strongly the pressure keeps new poor off the list, against false reviews", "压力下不纳入新增对象的相对强度", "assumption", "assumption", "pressure"),
    Parameter("pressure.deterrence", 1.0, "ratio", 0, 10, uniform(0.0, 2.0), "by how much the pressure falls with the share of false reports that inspections find", "督查对虚报的威慑系数", "assumption", "assumption", "pressure"),
    Parameter("pressure.penalty", 0.5, "share", 0, 1, uniform(0.0, 1.0), "by how much it falls in a county where the last inspection found false reports", "查出虚报问责后压力下降比例", "assumption", "assumption", "pressure"),
)  # fmt: skip


def chance(world) -> np.ndarray:
    """float64[counties]: part of the gap to a target that is closed on paper this year."""
    p = world.parameters
    feared = np.clip(1.0 - p["pressure.deterrence"] * p["pressure.inspection"], 0.0, 1.0)
    return p["pressure.strength"] * feared * (1.0 - p["pressure.penalty"] * (world.counties.caught == 1))


def reported(world, rows: np.ndarray, good: np.ndarray) -> np.ndarray:
    """bool[n]: the reviews of `rows` as they are reported; `good` bool[n] as they are. A false report stays noted until it is found or a bad review is reported."""
    h, c = world.households, world.counties
    if world.parameters["pressure.strength"] <= 0.0 or not len(rows):
        return good
    at = h.county[rows]
    reviews, passed = np.bincount(at, minlength=len(c)), np.bincount(at, good, len(c))
    gap = np.clip(world.parameters["pressure.target"] * reviews - passed, 0.0, None)
    c.pressure[:] = chance(world) * gap / np.maximum(reviews - passed, 1.0)
    false = ~good & (draw(world.seed, DRAW_REPORT, h.id[rows], world.month) < c.pressure[at])
    h.false_report[rows] = np.where(good, h.false_report[rows], false)
    return good | false


def found_out(world, rows: np.ndarray) -> None:
    """A second visit shows that `rows` are not above the standard: no false report stands about them."""
    world.households.false_report[rows] = 0


def kept_out(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: approved cases that are not entered, because the county is to have no new poor after its first round."""
    h, p = world.households, world.parameters
    if p["pressure.strength"] <= 0.0:
        return np.zeros(len(rows), bool)
    at = h.county[rows]
    later = world.month - world.counties.rollout[at] >= rollout.LEAST_MONTHS
    return later & (draw(world.seed, DRAW_ENTRY, h.id[rows], world.month) < p["pressure.no_new_poor"] * chance(world)[at])
