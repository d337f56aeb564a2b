"""Favour: households close to those who lead the village hear of the mechanism first, and may be judged needier than they are (优亲厚友)."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import traits

DRAW_KIN = 309
PARAMETERS = (
    Parameter("favour.elite", 0.0, "share", 0, 1, uniform(0.0, 0.3), "how far the appraised income of kin of village leaders is lowered", "村干部亲属评议收入压低幅度", "assumption", "assumption", "evidence"),
    Parameter("favour.share", 0.05, "share", 0, 1, uniform(0.02, 0.10), "households that are kin of the leaders of their village", "村干部近亲属户比例", "assumption", "assumption", "evidence"),
    Parameter("favour.likeness", 0.5, "ratio", 0, 0.99, uniform(0.2, 0.7), "correlation of being kin of leaders with the ability of the household", "村干部亲属与家庭能力的相关系数", "assumption", "assumption", "evidence"),
    Parameter("favour.aware", 1.0, "utility", 0, 10, uniform(0, 2), "log odds by which kin of leaders know more of the mechanism", "村干部亲属知晓几率增量", "assumption", "assumption", "recognition"),
)  # fmt: skip


def kin(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: kin of the leaders of the village, a lasting trait."""
    p = world.parameters
    return traits.top(world, rows, DRAW_KIN, p["favour.share"], p["favour.likeness"])


def factor(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: what the appraisal of the village makes of the need of `rows`: 1, or less for kin of leaders (they seem needier)."""
    elite = world.parameters["favour.elite"]
    return 1.0 - elite * kin(world, rows) if elite > 0.0 else np.ones(len(rows))
