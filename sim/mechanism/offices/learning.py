"""Learning by doing: cadres of a county who have done little of this work take longer and err more. Experience is days of the work for each person.

It grows with cases handled, comes from counties that began before, and goes with those who change post.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout

OWNS = ("counties.experience",)
DRAW_TURNOVER = 334
PARAMETERS = (
    Parameter("learning.on", True, "switch", 0, 1, uniform(0, 1), "experience counts; off: everybody works as if trained", "是否计入经验效应", "assumption", "assumption", "learning"),
    Parameter("learning.half", 5.0, "days", 0.01, 1000, uniform(2, 10), "days of the work for each person after which half of the skill is there", "掌握一半技能所需人均工作天数", "assumption", "assumption", "learning"),
    Parameter("learning.novice_error", 0.5, "ratio", 0, 10, uniform(0.0, 1.0), "by how much the error of those new to the work is larger", "新手误差增加比例", "assumption", "assumption", "learning"),
    Parameter("learning.novice_days", 0.5, "ratio", 0, 10, uniform(0.0, 1.0), "by how much a case takes those new to the work longer", "新手用时增加比例", "assumption", "assumption", "learning"),
    Parameter("learning.transfer", 0.4, "share", 0, 1, uniform(0.0, 0.8), "share of the experience of earlier counties that a county takes over when it starts", "后启动县吸收先行县经验比例", "assumption", "assumption", "learning"),
    Parameter("learning.turnover", 0.15, "share", 0, 1, uniform(0.05, 0.30), "experience that goes each year with those who change post, mean", "岗位轮换每年带走的经验比例(均值)", "assumption", "assumption", "learning"),
)  # fmt: skip


def step(world) -> None:
    """Turnover each January, by the luck of the county and year; experience of others when a county starts."""
    c, p = world.counties, world.parameters
    if world.month_of_year == 1:
        luck = draw(world.seed, DRAW_TURNOVER, c.adcode, world.month)
        c.experience[:] *= 1.0 - np.minimum(2.0 * luck * p["learning.turnover"], 1.0)
    starts, earlier = c.rollout == world.month, rollout.running(world) & (c.rollout < world.month)
    if starts.any() and earlier.any():
        known = (c.experience[earlier] * c.staff[earlier]).sum() / max(c.staff[earlier].sum(), 1.0)
        c.experience[starts] += p["learning.transfer"] * np.maximum(known - c.experience[starts], 0.0)


def gain(world, days: np.ndarray) -> None:
    """Work done: `days` float64[counties] for the whole county."""
    c = world.counties
    c.experience[:] += days / np.maximum(c.staff, 1.0)


def skill(world) -> np.ndarray:
    """float64[counties]: from 0 new to the work to 1."""
    experience = world.counties.experience
    return experience / (experience + world.parameters["learning.half"]) if world.parameters["learning.on"] else np.ones(len(experience))


def days_factor(world, county: np.ndarray) -> np.ndarray:
    """float64[n], 1 or more: days for a case in the county rows `county`, against trained cadres."""
    return (1.0 + world.parameters["learning.novice_days"] * (1.0 - skill(world)))[county]


def error_factor(world, county: np.ndarray) -> np.ndarray:
    """float64[n], 1 or more: errors in the county rows `county`, against trained cadres. Before the mechanism runs, records are those of an old routine."""
    new = np.where(rollout.running(world), 1.0 - skill(world), 0.0)
    return (1.0 + world.parameters["learning.novice_error"] * new)[county]
