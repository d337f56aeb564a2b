"""Monitoring (防止返贫监测): a list of unstable households, which left the list and are near the standard, and marginal ones, which were never on it and are near.

Once a year cadres go back to who left and to who is watched, look into the files of the last round, and visit a share of the other households. Who is
found to meet the standard gets a case, as after an early warning.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout
from sim.mechanism.offices import capacity
from sim.mechanism.steps import early_warning, procedure
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = ("households.monitored", "households.monitor_month")
DRAW_CHECK = 398
UNSTABLE, MARGINAL = 1, 2  # codes of monitored
PARAMETERS = (
    Parameter("monitoring.on", True, "switch", 0, 1, uniform(0, 1), "a monitoring list and early warning exist where the mechanism runs", "开展防止返贫监测预警", "assumption", "assumption", "monitoring"),
    Parameter("monitoring.unstable", 1.5, "ratio", 1, 100, uniform(1.2, 1.8), "multiple of the standard below which a household that left is unstable (as 1.5 times the national line in 2020)", "脱贫不稳定户阈值(认定线倍数)", "assumption", "assumption", "monitoring"),
    Parameter("monitoring.marginal", 1.2, "ratio", 1, 100, uniform(1.0, 1.5), "multiple of the standard below which a household that was never listed is marginal", "边缘户阈值(认定线倍数)", "assumption", "assumption", "monitoring"),
    Parameter("monitoring.follow_months", 36, "months", 0, 240, uniform(12, 60), "months that cadres go back to a household that left the list", "退出后回访月数", "assumption", "assumption", "monitoring"),
    Parameter("monitoring.checks", 0.02, "share", 0, 1, uniform(0.0, 0.10), "other households that cadres visit in a yearly round", "年度排查入户比例", "assumption", "assumption", "monitoring"),
    Parameter("monitoring.days", 0.2, "days", 0, 20, uniform(0.1, 0.5), "cadre days for a visit of the round", "每户排查人天", "assumption", "assumption", "capacity"),
)  # fmt: skip
MONTH = 9  # half a year after the reviews; assumption
FILE_MONTHS = 12  # files of refused applicants are used so long


def step(world) -> None:
    """The yearly round where the mechanism runs; whoever is on the list or died out is not monitored."""
    h = world.households
    watched = nonzero(h.monitored)
    h.monitored[watched[(h.on_list[watched] == 1) | (h.size[watched] == 0)]] = 0
    running = rollout.running(world)
    if world.parameters["monitoring.on"] and world.month_of_year == MONTH and running.any():
        files(world, running)
        visits(world, running)
    if world.month_of_year == 12:
        watched = nonzero(h.monitored)
        world.count("monitored", h.county[watched], h.weight[watched])


def files(world, running: np.ndarray) -> None:
    """Applicants whose evidence lay a little above the standard in the last round go on the monitoring list without another visit."""
    h = world.households
    refused = (h.reason_list == Reason.EVIDENCE) | (h.reason_list == Reason.APPEAL_LOST)
    rows = np.flatnonzero(running[h.county] & refused & (h.monitored == 0) & (h.on_list == 0) & (h.size > 0))
    recent = world.month - h.stage_month[rows] < FILE_MONTHS
    watch(world, rows[recent & (h.need[rows] < near(world, rows))])


def visits(world, running: np.ndarray) -> None:
    """Visits while cadres have days: who left first, then who is watched, then a share of the others by draw."""
    h, p = world.households, world.parameters
    open_ = running[h.county] & (h.on_list == 0) & (h.stage == 0) & (h.warning == 0) & (h.size > 0)
    rows = np.flatnonzero(open_)
    left = (h.left_month[rows] > 0) & (world.month - h.left_month[rows] <= p["monitoring.follow_months"])
    known = left | (h.monitored[rows] > 0)
    lot = draw(world.seed, DRAW_CHECK, h.id[rows], world.month)
    go = known | (lot < p["monitoring.checks"])
    rows, left, known, lot = rows[go], left[go], known[go], lot[go]
    rows = rows[np.lexsort((h.id[rows], lot, ~known, ~left))]
    judge(world, rows[capacity.serve(world, capacity.VILLAGE, rows, p["monitoring.days"])])


def judge(world, rows: np.ndarray) -> None:
    """What a visit finds: within the standard is a sign, near it goes on the monitoring list, well above it goes off."""
    h, need = world.households, procedure.record(world, rows)
    early_warning.warn(world, rows[need < 1.0], early_warning.CHECK)
    close = need < near(world, rows)
    watch(world, rows[close & (h.monitored[rows] == 0)])
    h.monitored[rows[~close]] = 0


def near(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: need below which `rows` are watched: by the threshold of unstable households if they were once on the list, else of marginal ones."""
    p = world.parameters
    return np.where(world.households.entries[rows] > 0, p["monitoring.unstable"], p["monitoring.marginal"])


def watch(world, rows: np.ndarray) -> None:
    """Put `rows` on the monitoring list."""
    h = world.households
    h.monitored[rows] = np.where(h.entries[rows] > 0, UNSTABLE, MARGINAL)
    h.monitor_month[rows] = world.month
