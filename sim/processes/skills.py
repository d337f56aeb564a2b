"""Learning on the job: months in work off the farm raise what a worker is worth, at a falling rate; without them it fades.

What is learned (`practice`) is kept apart from permanent ability (`skill`), which children inherit and training cannot change.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.processes.labour_choice import AWAY, BUSINESS, CODES, FARM, JOB, LOCAL, SEASONAL

OWNS = ("persons.practice",)
PARAMETERS = (
    Parameter("skills.learning", 0.030, "log", 0, 0.5, uniform(0.015, 0.045), "log pay gained by a beginner in a full year of work off the farm", "首个完整非农工作年的工资对数增长", "assumption", "assumption", "earnings"),
    Parameter("skills.most", 0.30, "log", 0.01, 2, uniform(0.20, 0.45), "log pay that experience adds at most", "经验带来的工资对数上限", "assumption", "assumption", "earnings"),
    Parameter("skills.fading", 0.04, "per_year", 0, 1, uniform(0.01, 0.08), "share of experience lost in a year without such work", "一年不从事非农工作的技能流失比例", "assumption", "assumption", "earnings"),
    Parameter("skills.usual_local", 0.10, "log", 0, 1, uniform(0.06, 0.16), "experience of the local worker whom the published wage describes, in log pay", "公布本地工资对应劳动者的经验(对数)", "assumption", "assumption", "earnings"),
    Parameter("skills.usual_away", 0.18, "log", 0, 1, uniform(0.13, 0.25), "experience of the migrant whom the published wage describes, in log pay", "公布外出工资对应劳动者的经验(对数)", "assumption", "assumption", "earnings"),
)  # fmt: skip
MONTHS = {AWAY: 10.0, LOCAL: 8.5, BUSINESS: 11.0, SEASONAL: 5.5, JOB: 11.0, FARM: 2.0}  # off the farm in a year, by main activity; assumption
AT_HOME = 0.5  # of the experience that a migrant of the age would have, members at home have at the start of a run; assumption


@kernel("void(int64, int32[::1], int8[::1], float64[::1], float64, float64, float64, float64[::1])")
def _learn(month, birth, activity, share, learning, most, fading, practice):
    for j in range(birth.size):
        if month - birth[j] >= 192:
            s = share[activity[j]] if activity[j] >= 0 else 0.0
            practice[j] += s * learning * (1.0 - practice[j] / most) - (1.0 - s) * fading * practice[j]


def start(world) -> None:
    """Experience before the run, by age: it rises by `learning` in the first year after 16 and nears `most`."""
    p, q = world.parameters, world.persons
    years = np.maximum((world.month - q.birth) / 12.0 - 16.0, 0.0)
    most, slow = p["skills.most"], p["skills.most"] / max(p["skills.learning"], 1e-9)
    q.practice[:] = most * years / (years + slow) * np.where(q.activity == AWAY, 1.0, AT_HOME)


def step(world) -> None:
    """What last year's work has taught."""
    p, q = world.parameters, world.persons
    if world.month == world.start:
        start(world)
        return
    share = np.zeros(CODES)
    share[list(MONTHS)] = np.array(list(MONTHS.values())) / 12.0
    _learn(world.month, q.birth, q.activity, share, p["skills.learning"], p["skills.most"], p["skills.fading"], q.practice)
