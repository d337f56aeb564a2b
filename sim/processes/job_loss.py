"""Lost jobs: a worker away, in local work or in an enterprise job is out of work for some months; more often in a bad year of the county or the country."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import normal_quantile_array
from sim.processes.labour_choice import AWAY, LOCAL
from sim.processes.shocks import mean_one

OWNS = ("counties.job_cycle", "households.job_lost_from", "households.job_lost_months", "households.job_lost_kind", "households.job_lost_left")
DRAW_CYCLE, DRAW_LOSS = 284, 285
OUTSIDE = 0  # id of the draw for the labour market outside the city
PARAMETERS = (
    Parameter("job_loss.away", 0.03, "per_year", 0, 1, uniform(0.01, 0.06), "chance that a worker away loses the job in a year", "外出务工者年失业概率", "assumption", "assumption", "shocks"),
    Parameter("job_loss.local", 0.03, "per_year", 0, 1, uniform(0.01, 0.06), "chance that a local worker loses the work in a year, besides the usual months without", "本地务工者年失业概率", "assumption", "assumption", "shocks"),
    Parameter("job_loss.cycle", 0.35, "log", 0, 2, uniform(0.15, 0.60), "swing of these chances from year to year, by county and outside", "失业概率年际波动", "assumption", "assumption", "shocks"),
    Parameter("job_loss.months", 3, "months", 1, 12, uniform(2, 5), "mean months without work after a loss", "平均失业月数", "assumption", "assumption", "shocks"),
)  # fmt: skip
PLAN_MONTH = 2  # the plan of work of the year is made in February


@kernel("void(int64, int32[::1], int8[::1], int16[::1])")
def _run(month, begins, months, left):
    for i in range(left.size):
        left[i] = months[i] if begins[i] == month else max(left[i] - 1, 0)


def step(world) -> None:
    """Draw the losses of the plan year after the plan is made; each month those that begin and those that end."""
    h = world.households
    if world.month_of_year == PLAN_MONTH or world.month == world.start:
        draw(world)
    _run(world.month, h.job_lost_from, h.job_lost_months, h.job_lost_left)


def chances(world, rows: np.ndarray) -> np.ndarray:
    """float64[2, n]: yearly chance of households `rows` to lose the work of a member away, and of a member in local work."""
    p, h, c = world.parameters, world.households, world.counties
    outside = uniforms(world.seed, DRAW_CYCLE, np.array([OUTSIDE]), world.month)[0]
    c.job_cycle[:] = mean_one(p["job_loss.cycle"], normal_quantile_array(uniforms(world.seed, DRAW_CYCLE, c.adcode, world.month)[0]))
    away = p["job_loss.away"] * mean_one(p["job_loss.cycle"], normal_quantile_array(outside))[0]
    return np.array([away * h.migrants[rows], p["job_loss.local"] * c.job_cycle[h.county[rows]] * h.local_workers[rows]])


def draw(world) -> None:
    """At most one loss a household and year: whether and of which kind by one number, when and for how long by the other."""
    h, most = world.households, 2 * int(world.parameters["job_loss.months"]) - 1
    h.job_lost_from[:] = -1
    rows = np.flatnonzero(h.migrants + h.local_workers > 0.0)
    away, local = chances(world, rows)
    u, v = uniforms(world.seed, DRAW_LOSS, h.id[rows], world.month)
    lost = u < away + local
    rows, kind, when = rows[lost], np.where(u < away, AWAY, LOCAL)[lost], 12.0 * v[lost]
    h.job_lost_from[rows] = world.month + np.floor(when)
    h.job_lost_months[rows] = 1 + np.floor((when - np.floor(when)) * most)
    h.job_lost_kind[rows] = kind
