"""The way of a case through the offices: comparison with registers, visit and appraisal in the village, check by the town, approval by the county.

Applications, two comparisons and three publications ("348"). Each stage needs working days and, where days are short, waits for the next month.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism import capacity, listing, pressure
from sim.mechanism.look import Look
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = tuple(f"households.{c}" for c in ("stage", "stage_month", "need", "declared"))
APPLIED, COMPARED, APPRAISED, CHECKED = 1, 2, 3, 4
PARAMETERS = (
    Parameter("recognition.car_screen", True, "switch", 0, 1, uniform(0, 1), "households with a car are screened out", "有车一票否决", "assumption", "assumption", "standard"),
    Parameter("procedure.least_months", 1, "months", 0, 12, uniform(0, 2), "months that each stage takes at least", "每一环节至少所需月数", "assumption", "assumption", "recognition"),
    Parameter("procedure.days_compare", 0.1, "days", 0, 20, uniform(0.05, 0.3), "office days for the comparison of an application with registers", "每份申请信息比对人天", "assumption", "assumption", "capacity"),
    Parameter("recognition.days_application", 0.5, "days", 0, 20, uniform(0.2, 1.5), "cadre days for the visit to an applicant and the appraisal in the village", "每份申请入户核查与评议人天", "assumption", "assumption", "capacity"),
    Parameter("procedure.days_check", 0.1, "days", 0, 20, uniform(0.05, 0.3), "office days for the check of a case by the town", "每户乡镇复核人天", "assumption", "assumption", "capacity"),
    Parameter("procedure.days_approve", 0.05, "days", 0, 20, uniform(0.02, 0.2), "office days for approval and publication by the county", "每户县级审批公示人天", "assumption", "assumption", "capacity"),
    Parameter("recognition.coverage", 1.0, "share", 0, 1, uniform(0.02, 1), "share of the county's households that the list may hold at most", "名册户数占县户数上限", "assumption", "assumption", "standard"),
)  # fmt: skip


def open_cases(world, rows: np.ndarray, stage: int = APPLIED) -> None:
    """Start a case for `rows` this month."""
    h = world.households
    h.stage[rows], h.stage_month[rows] = stage, world.month


def record(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: need of `rows` as the office sees it now; income and need are noted."""
    h, look = world.households, Look(world, rows)
    h.declared[rows], h.need[rows] = look.income, chosen(world).need(world, look)
    return h.need[rows]


def waiting(world, stage: int) -> np.ndarray:
    """Rows whose case stands in `stage` long enough to go on, in the order in which they are served."""
    h = world.households
    rows = nonzero(h.stage)
    rows = rows[(h.stage[rows] == stage) & (world.month - h.stage_month[rows] >= world.parameters["procedure.least_months"] * (stage > APPLIED))]
    return capacity.in_order(world, rows, h.stage_month[rows])


def compare(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the first comparison with registers."""
    screened = (world.households.car[rows] == 1) & bool(world.parameters["recognition.car_screen"])
    listing.refuse(world, rows[screened], Reason.SCREEN)
    return ~screened


def appraise(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: the visit finds the household within the standard, and the village publishes it."""
    within = record(world, rows) < 1.0
    listing.refuse(world, rows[~within], Reason.EVIDENCE)
    return within


def check(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the second comparison and the publication by the town."""
    return np.ones(len(rows), bool)


def approve(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: within the quota of the county, the needier first; the others are refused. Who passes is on the list, unless new poor are kept out."""
    h, c = world.households, world.counties
    at = h.county[rows]
    order = np.lexsort((h.id[rows], h.need[rows], at))
    listed = np.bincount(h.county, h.on_list, len(c))
    room = world.parameters["recognition.coverage"] * np.bincount(h.county, h.size > 0, len(c)) - listed
    place = np.arange(len(rows)) - np.searchsorted(at[order], at[order], side="left")
    within = np.zeros(len(rows), bool)
    within[order] = place + 1 <= np.floor(room[at[order]] + 1e-9)
    out = within & pressure.kept_out(world, rows)
    listing.refuse(world, rows[~within], Reason.QUOTA)
    listing.refuse(world, rows[out], Reason.NOT_ENTERED)
    listing.enter(world, rows[within & ~out])
    return within & ~out


STAGES = (  # stage, who works on it, parameter of its days, what is decided
    (APPLIED, capacity.OFFICE, "procedure.days_compare", compare),
    (COMPARED, capacity.VILLAGE, "recognition.days_application", appraise),
    (APPRAISED, capacity.OFFICE, "procedure.days_check", check),
    (CHECKED, capacity.OFFICE, "procedure.days_approve", approve),
)


def served(world, pool: str, rows: np.ndarray, days: float) -> np.ndarray:
    """Of `rows` those whose case is worked on; the others wait for want of days."""
    done = capacity.serve(world, pool, rows, days) if len(rows) else np.zeros(0, bool)
    listing.refuse(world, rows[~done], Reason.CADRE_TIME)
    return rows[done]


def step(world) -> None:
    """Each stage takes the cases that wait in it, while days last."""
    h, p = world.households, world.parameters
    h.stage[h.size == 0] = 0
    for stage, pool, days, decide in STAGES:
        rows = waiting(world, stage)
        rows = served(world, pool, rows, p[days])
        if len(rows):
            passed = decide(world, rows)
            listing.refuse(world, rows[passed & (stage < CHECKED)], Reason.PENDING)
            h.stage[rows] = np.where(passed & (stage < CHECKED), stage + 1, 0)
            h.stage_month[rows] = world.month
