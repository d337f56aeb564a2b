"""Lost jobs: a worker away, in local work or in an enterprise job is out of work for some months; more often in a bad year of the county or the country."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair, uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import normal_quantile_array
from sim.processes.labour_choice import AWAY, JOB, LOCAL
from sim.processes.shocks import mean_one

OWNS = ("counties.job_cycle", "households.job_lost_from", "households.job_lost_months", "households.job_lost_kind", "households.job_lost_left")
DRAW_CYCLE, DRAW_LOSS = 284, 285
OUTSIDE = 0  # id of the draw for the labour market outside the city
PARAMETERS = (
    Parameter("job_loss.away", 0.03, "per_year", 0, 1, uniform(0.01, 0.06), "chance that a worker away loses the job in a year", "外出务工者年失业概率", "assumption", "assumption", "shocks"),
    Parameter("job_loss.local", 0.03, "per_year", 0, 1, uniform(0.01, 0.06), "chance that a local worker or one of an enterprise loses the work in a year, besides the usual months without", "本地务工及企业就业者年失业概率", "assumption", "assumption", "shocks"),
    Parameter("job_loss.cycle", 0.35, "log", 0, 2, uniform(0.15, 0.60), "swing of these chances from year to year, by county and outside", "失业概率年际波动", "assumption", "assumption", "shocks"),
    Parameter("job_loss.months", 3, "months", 1, 12, uniform(2, 5), "mean months without work after a loss", "平均失业月数", "assumption", "assumption", "shocks"),
)  # fmt: skip
PLAN_MONTH = 2  # the plan of work of the year is made in February


@kernel("void(int64, int32[::1], int8[::1], int16[::1])")
def _run(month, begins, months, left):
    for i in range(left.size):
        left[i] = months[i] if begins[i] == month else max(left[i] - 1, 0)


@kernel(
    "void(int64, int64, int64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float64, float64[::1], int64, int32[::1], int8[::1], int8[::1])"
)
def _lose(seed, month, ids, migrants, workers, jobs, county, away, local, most, begins, months, kind):
    """Whether and of which kind by one number, when and for how long (1 to `most` months) by the other."""
    for i in range(ids.size):
        begins[i] = -1
        risk_away, risk_local, risk_job = away * migrants[i], local[county[i]] * workers[i], local[county[i]] * jobs[i]
        risk = risk_away + risk_local + risk_job
        if risk <= 0.0:
            continue
        u, v = pair(seed, DRAW_LOSS, ids[i], month, 0)
        if u < risk:
            when = np.floor(12.0 * v)
            begins[i] = month + np.int64(when)
            months[i] = 1 + np.int64((12.0 * v - when) * most)
            kind[i] = AWAY if u < risk_away else LOCAL if u < risk_away + risk_local else JOB


def step(world) -> None:
    """Draw the losses of the plan year after the plan is made; each month those that begin and those that end."""
    h = world.households
    if world.month_of_year == PLAN_MONTH or world.month == world.start:
        draw(world)
    _run(world.month, h.job_lost_from, h.job_lost_months, h.job_lost_left)


def cycle(world) -> float:
    """Set the factor of the year in each county; returns that of the labour market outside."""
    sd, c = world.parameters["job_loss.cycle"], world.counties
    c.job_cycle[:] = mean_one(sd, normal_quantile_array(uniforms(world.seed, DRAW_CYCLE, c.adcode, world.month)[0]))
    return float(mean_one(sd, normal_quantile_array(uniforms(world.seed, DRAW_CYCLE, np.array([OUTSIDE]), world.month)[0]))[0])


def draw(world) -> None:
    """At most one loss a household and plan year."""
    p, h = world.parameters, world.households
    away = p["job_loss.away"] * cycle(world)
    local = p["job_loss.local"] * world.counties.job_cycle
    _lose(world.seed, world.month, h.id, h.migrants, h.local_workers, h.job_units, h.county, away, local, 2 * int(p["job_loss.months"]) - 1,
          h.job_lost_from, h.job_lost_months, h.job_lost_kind)  # fmt: skip
