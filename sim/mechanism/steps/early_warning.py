"""Early warning (预警): signs that a household may fall into poverty, which open a case at the appraisal after some months, without an application.

A hospital bill comes to notice through the records of medical insurance, for any household but less surely for one that nobody watches; lost work and a
disaster in the village are noticed by whoever follows the households of the monitoring list. Signs are missed, and offices need time to react.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout
from sim.mechanism.steps import listing, procedure
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = ("households.warning", "households.warning_month")
DRAW_NOTICE = 397
BILL, JOB, DISASTER, CHECK = 1, 2, 3, 4  # codes of warning: what was noticed; CHECK is a look of the monitoring
PARAMETERS = (
    Parameter("early_warning.bill", 0.30, "share", 0, 100, uniform(0.15, 0.60), "share of a year's income that out-of-pocket hospital costs of the year must reach to be a sign", "医疗自付达年收入比例即预警", "assumption", "assumption", "monitoring"),
    Parameter("early_warning.miss", 0.20, "share", 0, 1, uniform(0.05, 0.50), "signs that are missed in households of the monitoring list", "监测户预警漏报率", "assumption", "assumption", "monitoring"),
    Parameter("early_warning.miss_others", 0.60, "share", 0, 1, uniform(0.3, 1.0), "hospital bills that are missed in other households", "非监测户大额医疗漏报率", "assumption", "assumption", "monitoring"),
    Parameter("early_warning.lag", 2, "months", 0, 24, uniform(1, 6), "months from a sign to the visit for an appraisal", "预警到入户核查的月数", "assumption", "assumption", "monitoring"),
)  # fmt: skip
STRUCK_MONTH = 2  # the month in which the disasters of the year are known


def step(world) -> None:
    """Notice the signs of the month where the mechanism runs, and open the cases whose time has come."""
    running = rollout.running(world)
    if not running.any() or not world.parameters["monitoring.on"]:
        return
    h = world.households
    watched = nonzero(h.monitored)
    watched = watched[running[h.county[watched]]]
    notice(world, bills(world, running), BILL)
    notice(world, watched[h.job_lost_from[watched] == world.month], JOB)
    if world.month_of_year == STRUCK_MONTH:
        notice(world, watched[(world.villages.struck[h.village[watched]] == 1) & (h.operated[watched] > 0.0)], DISASTER)
    react(world)


def bills(world, running: np.ndarray) -> np.ndarray:
    """Rows of running counties with a hospital case this month whose costs of the year reach the threshold, rising."""
    h = world.households
    batches = [batch.rows for batch in world.payments.batches if batch.column.name == "hospital"]
    rows = np.concatenate([np.zeros(0, np.int64), *batches])
    costs = h.oop_year[rows] / 100.0
    high = costs >= world.parameters["early_warning.bill"] * np.maximum(world.year_income(rows), 1.0)
    return np.unique(rows[high & running[h.county[rows]]])


def notice(world, rows: np.ndarray, sign: int) -> None:
    """Note a sign about `rows` that are not on the list, where it is not missed; the first of several counts."""
    h, p = world.households, world.parameters
    rows = rows[(h.on_list[rows] == 0) & (h.warning[rows] == 0) & (h.size[rows] > 0)]
    missed = np.where(h.monitored[rows] > 0, p["early_warning.miss"], p["early_warning.miss_others"])
    warn(world, rows[draw(world.seed, DRAW_NOTICE, h.id[rows], world.month, sign) >= missed], sign)


def warn(world, rows: np.ndarray, sign: int) -> None:
    """Note a sign about `rows` this month."""
    h = world.households
    h.warning[rows], h.warning_month[rows] = sign, world.month
    world.count("warnings", h.county[rows], h.weight[rows])


def react(world) -> None:
    """Open a case for signs old enough; a household that is on the list by now, or has a case, needs none."""
    h = world.households
    rows = nonzero(h.warning)
    rows = rows[world.month - h.warning_month[rows] >= world.parameters["early_warning.lag"]]
    h.warning[rows] = 0
    rows = rows[(h.on_list[rows] == 0) & (h.stage[rows] == 0) & (h.size[rows] > 0)]
    listing.refuse(world, rows, Reason.PENDING)
    procedure.open_cases(world, rows, procedure.COMPARED)
