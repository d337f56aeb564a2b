"""Luck of the year: a persistent (AR 1) and a transitory shock of each household. Measurement error is not here; weather and prices are in `weather`."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array

OWNS = ("households.persistent", "households.luck_farm", "households.luck_work")
DRAW_HOUSEHOLD, DRAW_TRANSITORY = 210, 211
PARAMETERS = (
    Parameter("shocks.persistence", 0.65, "ratio", 0, 0.99, uniform(0.45, 0.85), "AR(1) of log productivity from year to year", "收入冲击年持续系数", "S107", "recalled", "ridge"),
    Parameter("shocks.persistent_sd", 0.16, "log", 0, 1, uniform(0.10, 0.25), "yearly innovation of the persistent shock, standard deviation", "持久冲击标准差", "S109", "recalled", "ridge"),
    Parameter("shocks.farm_sd", 0.28, "log", 0, 1.5, uniform(0.15, 0.40), "transitory shock of farming, standard deviation", "农业暂时冲击标准差", "S108", "recalled", "ridge"),
    Parameter("shocks.work_sd", 0.20, "log", 0, 1.5, uniform(0.10, 0.30), "transitory shock of work, standard deviation", "务工暂时冲击标准差", "S108", "recalled", "ridge"),
)  # fmt: skip


# Points of the ridge along which cross-sections cannot tell apart how lasting shocks are: the spread of log income in a year is the same
# (var of the lasting part, sd^2 / (1 - persistence^2), plus the transitory variance), and what is less transitory is more error of measurement.
RIDGE: dict[str, dict[str, float]] = {
    "low_persistence": {
        "shocks.persistence": 0.45,
        "shocks.persistent_sd": 0.155,
        "shocks.farm_sd": 0.304,
        "shocks.work_sd": 0.233,
        "evidence.error": 0.25,
    },
    "central": {},
    "high_persistence": {
        "shocks.persistence": 0.85,
        "shocks.persistent_sd": 0.129,
        "shocks.farm_sd": 0.250,
        "shocks.work_sd": 0.156,
        "evidence.error": 0.35,
    },
}


def mean_one(sd: float | np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Log-normal factor with mean 1."""
    return exp_array(sd * normal - 0.5 * sd * sd)


def step(world) -> None:
    """Draw the year's shocks; the first year starts the persistent shock from its long-run distribution."""
    p, h, m = world.parameters, world.households, world.month
    rho, sd = p["shocks.persistence"], p["shocks.persistent_sd"]
    first = normal_quantile_array(uniforms(world.seed, DRAW_HOUSEHOLD, h.id, m)[0])
    if m == world.start:
        h.persistent[:] = first * sd / np.sqrt(1.0 - rho * rho)
    else:
        h.persistent[:] = rho * h.persistent + sd * first
    farm, work = uniforms(world.seed, DRAW_TRANSITORY, h.id, m)
    h.luck_farm[:] = mean_one(p["shocks.farm_sd"], normal_quantile_array(farm))
    h.luck_work[:] = mean_one(p["shocks.work_sd"], normal_quantile_array(work))
