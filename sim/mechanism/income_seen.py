"""What the office sees of a household's income: the truth with error, and with part of the migrants' pay hidden."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.mechanism import attention

DRAW_ERROR, DRAW_HIDE = 300, 301
PARAMETERS = (
    Parameter("evidence.error", 0.30, "log", 0, 2, uniform(0.20, 0.45), "error of the income an office records, standard deviation of the log", "核查收入误差(对数标准差)", "S134", "assumption", "ridge"),
    Parameter("evidence.hidden", 0.40, "share", 0, 1, uniform(0.10, 0.70), "share of migrants' pay that stays unseen, at most; drawn per household", "外出收入隐瞒上限", "assumption", "assumption", "evidence"),
)  # fmt: skip


def true(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: income a head of the last twelve months, yuan a year at current prices."""
    return world.year_income(rows) / np.maximum(world.households.size[rows], 1)


def seen(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: the same as the office records it."""
    h, p, m = world.households, world.parameters, world.month
    error = exp_array(p["evidence.error"] * attention.error_factor(world, rows) * normal_quantile_array(draw(world.seed, DRAW_ERROR, h.id[rows], m)))
    hide = p["evidence.hidden"] * draw(world.seed, DRAW_HIDE, h.id[rows], 0)  # how much a household hides is a trait
    away = 12.0 * world.drivers.at("wage_away", m) * h.migrant_base[rows]
    return error * np.maximum(world.year_income(rows) - hide * away, 0.0) / np.maximum(h.size[rows], 1)
