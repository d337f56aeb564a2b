"""What the office sees of a household's income: each kind with an error of its own, pay from away and own business in part hidden, transfers nearly
right because registers hold them. Part of the error lasts as long as the household, the rest belongs to each look.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.mechanism.offices import attention
from sim.state.columns import SOURCES

DRAW_ERROR, DRAW_HIDE, DRAW_LASTING = 300, 301, 302
PARAMETERS = (
    Parameter("evidence.error", 0.30, "log", 0, 2, uniform(0.20, 0.45), "error of the income an office records, standard deviation of the log", "核查收入误差(对数标准差)", "S134", "assumption", "ridge"),
    Parameter("evidence.hidden", 0.40, "share", 0, 1, uniform(0.10, 0.70), "share of migrants' pay that stays unseen, at most; drawn per household", "外出收入隐瞒上限", "assumption", "assumption", "evidence"),
    Parameter("evidence.under_business", 0.30, "share", 0, 1, uniform(0.0, 0.6), "share of business and farm income that stays unseen, at most; drawn per household", "经营收入少报上限", "assumption", "assumption", "evidence"),
    Parameter("evidence.wage", 1.0, "ratio", 0, 5, uniform(0.7, 1.2), "error of wages against the common one", "工资性收入误差倍数", "assumption", "assumption", "evidence"),
    Parameter("evidence.business", 1.3, "ratio", 0, 5, uniform(1.0, 1.8), "error of business and farm income against the common one", "经营净收入误差倍数", "assumption", "assumption", "evidence"),
    Parameter("evidence.property", 1.0, "ratio", 0, 5, uniform(0.5, 1.5), "error of property income against the common one", "财产净收入误差倍数", "assumption", "assumption", "evidence"),
    Parameter("evidence.transfer", 0.1, "ratio", 0, 5, uniform(0.0, 0.3), "error of transfers, which registers know, against the common one", "转移净收入误差倍数", "assumption", "assumption", "evidence"),
    Parameter("evidence.formal", 0.7, "share", 0, 1, uniform(0.3, 1.0), "pay of jobs with enterprises and of posts that the register of social insurance holds, so that it is known", "企业就业与岗位工资可由社保核实比例", "assumption", "assumption", "evidence"),
    Parameter("evidence.lasting", 0.5, "share", 0, 1, uniform(0.2, 0.8), "share of the variance of the error that is the same at every look", "误差中户固定部分方差占比", "assumption", "assumption", "evidence"),
)  # fmt: skip


def true(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: income a head of the last twelve months, yuan a year at current prices."""
    return world.year_income(rows) / np.maximum(world.households.size[rows], 1)


def by_source(world, rows: np.ndarray) -> np.ndarray:
    """float64[sources, n]: income of the last twelve months in the proportions of the last calendar year; where that is not known, all as wages."""
    parts = np.maximum(world.last_sources[:, rows].astype(float), 0.0)
    parts[0, parts.sum(axis=0) <= 0.0] = 1.0
    return parts * (world.year_income(rows) / parts.sum(axis=0))


def known_pay(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: share of wages that registers know: pay of enterprise jobs and posts, by months of the year in them among all months for wages."""
    h = world.households
    formal = h.months_job[rows] + h.months_post[rows]
    months = formal + h.months_local[rows] + h.months_away[rows] + h.months_seasonal[rows]
    return world.parameters["evidence.formal"] * np.divide(formal, months, out=np.zeros(len(rows)), where=months > 0.0)


def errors(world, rows: np.ndarray, error: np.ndarray | float, again: int) -> np.ndarray:
    """float64[sources, n]: factors by which each source is misjudged; `error` scales them, and each number `again` is a look of its own."""
    ids, p = world.households.id[rows], world.parameters
    lasting = normal_quantile_array(uniforms(world.seed, DRAW_LASTING, ids, 0)[0])
    now = [normal_quantile_array(u) for k in (0, 1) for u in uniforms(world.seed, DRAW_ERROR, ids, world.month, 2 * again + k)]
    share, common = p["evidence.lasting"], p["evidence.error"] * error
    return np.array([
        exp_array(common * p[f"evidence.{source}"] * (np.sqrt(share) * lasting + np.sqrt(1.0 - share) * here))
        for source, here in zip(SOURCES, now, strict=True)
    ])  # fmt: skip


def seen(world, rows: np.ndarray, error: np.ndarray | float = 1.0, again: int = 0) -> np.ndarray:
    """float64[n]: income a head as the office records it. `error` scales error and hiding (float64[n] or one number): how closely somebody looks."""
    h, p, m = world.households, world.parameters, world.month
    parts = by_source(world, rows)
    hide, under = uniforms(world.seed, DRAW_HIDE, h.id[rows], 0)  # how much a household hides is a trait
    away = 12.0 * world.drivers.at("wage_away", m) * h.migrant_base[rows]
    parts[0] = np.where(parts[0] > 0.0, np.maximum(parts[0] - np.minimum(error, 1.0) * p["evidence.hidden"] * hide * away, 0.0), parts[0])
    parts[1] -= np.where(parts[1] > 0.0, np.minimum(error, 1.0) * p["evidence.under_business"] * under * parts[1], 0.0)
    factors = errors(world, rows, error * attention.error_factor(world, rows), again)
    factors[0] += known_pay(world, rows) * (1.0 - factors[0])
    total = (parts * factors).sum(axis=0)
    return np.maximum(total, 0.0) / np.maximum(h.size[rows], 1)
