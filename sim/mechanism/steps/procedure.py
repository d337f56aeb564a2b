"""The way of a case through the offices: comparison with registers, visit and appraisal in the village, check by the town, approval by the county.

Applications, two comparisons and three publications ("348"), and appeals. Each stage needs working days and, where days are short, waits for the next
month.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import favour
from sim.mechanism.offices import capacity, pressure
from sim.mechanism.standards import screening
from sim.mechanism.steps import appeals, complaints, judging, listing, splitting
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = tuple(f"households.{c}" for c in ("stage", "stage_month", "need", "declared"))
APPLIED, COMPARED, APPRAISED, CHECKED, APPEALED = 1, 2, 3, 4, 5
PARAMETERS = (
    Parameter("procedure.least_months", 1, "months", 0, 12, uniform(0, 2), "months that each stage takes at least", "每一环节至少所需月数", "assumption", "assumption", "recognition"),
    Parameter("procedure.days_compare", 0.1, "days", 0, 20, uniform(0.05, 0.3), "office days for the comparison of an application with registers", "每份申请信息比对人天", "assumption", "assumption", "capacity"),
    Parameter("recognition.days_application", 0.5, "days", 0, 20, uniform(0.2, 1.5), "cadre days for the visit to an applicant and the appraisal in the village", "每份申请入户核查与评议人天", "assumption", "assumption", "capacity"),
    Parameter("procedure.days_check", 0.1, "days", 0, 20, uniform(0.05, 0.3), "office days for the check of a case by the town", "每户乡镇复核人天", "assumption", "assumption", "capacity"),
    Parameter("procedure.days_approve", 0.05, "days", 0, 20, uniform(0.02, 0.2), "office days for approval and publication by the county", "每户县级审批公示人天", "assumption", "assumption", "capacity"),
)  # fmt: skip


def open_cases(world, rows: np.ndarray, stage: int = APPLIED) -> None:
    """Start a case for `rows` this month."""
    h = world.households
    h.stage[rows], h.stage_month[rows] = stage, world.month


def record(world, rows: np.ndarray, look: Look | None = None) -> np.ndarray:
    """float64[n]: need of `rows` as the office sees it now, or by a closer `look`; income and need are noted. The village's own look may favour kin."""
    h, favoured = world.households, favour.factor(world, rows) if look is None else 1.0
    look = look or Look(world, rows)
    h.declared[rows], h.need[rows] = look.income, chosen(world).need(world, look) * favoured
    return h.need[rows]


def waiting(world, stage: int, cases: np.ndarray) -> np.ndarray:
    """Those of the open `cases` that stand in `stage` long enough to go on, in the order in which they are served."""
    h, p = world.households, world.parameters
    least = 0 if stage == APPLIED else p["appeals.lag"] if stage == APPEALED else p["procedure.least_months"]
    rows = cases[(h.stage[cases] == stage) & (world.month - h.stage_month[cases] >= least)]
    return capacity.in_order(world, rows, h.stage_month[rows])


def passing(world, rows: np.ndarray, reason: np.ndarray) -> np.ndarray:
    """bool[n]: who has no `reason` Reason[n] against it; the reasons of the others are noted."""
    passes = reason == Reason.NONE
    listing.refuse(world, rows[~passes], reason[~passes])
    return passes


def published(world, rows: np.ndarray, passed: np.ndarray, publication: int) -> np.ndarray:
    """bool[n]: of those who `passed`, who still stands after the publication; the others are refused after a complaint."""
    some = np.flatnonzero(passed)
    if not len(some):
        return passed
    refused = complaints.publish(world, rows[some], publication)
    listing.refuse(world, rows[some[refused]], Reason.COMPLAINT)
    passed[some[refused]] = False
    return passed


def compare(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the first comparison with registers."""
    return passing(world, rows, judging.compared(world, rows))


def appraise(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: the visit finds nothing that bars the household and a need within the standard, and the first publication leaves it standing."""
    return published(world, rows, passing(world, rows, judging.appraised(world, rows, record(world, rows))), 1)


def check(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the second comparison, and the publication by the town."""
    return published(world, rows, passing(world, rows, judging.checked(world, rows)), 2)


def hear(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: the closer look on appeal finds the household within the standard, and nothing that bars it."""
    won = (record(world, rows, appeals.look(world, rows)) < 1.0) & (judging.checked(world, rows) == Reason.NONE)
    listing.refuse(world, rows[~won], Reason.APPEAL_LOST)
    return won


def approve(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: within the quota of the county and standing after the last publication. Who passes is on the list, unless new poor are kept out."""
    h = world.households
    within = judging.within_quota(world, rows, h.need[rows])
    passed = published(world, rows, passing(world, rows, np.where(within, Reason.NONE, Reason.QUOTA)), 3)
    out = passed & pressure.kept_out(world, rows)
    listing.refuse(world, rows[out], Reason.NOT_ENTERED)
    passed &= ~out
    listing.enter(world, rows[passed])
    return passed


def answer(world, rows: np.ndarray) -> None:
    """What refused households do: some appeal, some ask to register their elders apart."""
    appealing = appeals.wish(world, rows)
    if appealing.any():
        listing.refuse(world, rows[appealing], Reason.PENDING)
        open_cases(world, rows[appealing], APPEALED)
        world.count("appeals", world.households.county[rows[appealing]], world.households.weight[rows[appealing]])
    splitting.respond(world, rows[~appealing])


STAGES = (  # stage, who works on it, parameter of its days, what is decided, stage that follows (0: none)
    (APPLIED, capacity.OFFICE, "procedure.days_compare", compare, COMPARED),
    (COMPARED, capacity.VILLAGE, "recognition.days_application", appraise, APPRAISED),
    (APPEALED, capacity.OFFICE, "appeals.days", hear, CHECKED),
    (APPRAISED, capacity.OFFICE, "procedure.days_check", check, CHECKED),
    (CHECKED, capacity.OFFICE, "procedure.days_approve", approve, 0),
)


def served(world, pool: str, rows: np.ndarray, days: float) -> np.ndarray:
    """Of `rows` those whose case is worked on; the others wait for want of days."""
    done = capacity.serve(world, pool, rows, days)
    listing.refuse(world, rows[~done], Reason.CADRE_TIME)
    return rows[done]


def step(world) -> None:
    """Each stage takes the cases that wait in it, while days last."""
    h, p = world.households, world.parameters
    cases = nonzero(h.stage)
    h.stage[cases[h.size[cases] == 0]] = 0
    cases = cases[h.size[cases] > 0]
    for stage, pool, days, decide, following in STAGES if len(cases) else ():
        rows = waiting(world, stage, cases)
        if not len(rows):
            continue
        longer = screening.visit(world, p["recognition.standard"]) if stage == COMPARED else 1.0
        rows = served(world, pool, rows, p[days] * longer)
        if len(rows):
            passed = decide(world, rows)
            listing.refuse(world, rows[passed & (following > 0)], Reason.PENDING)
            h.stage[rows] = np.where(passed, following, 0)
            h.stage_month[rows] = world.month
            if not passed.all():
                answer(world, rows[~passed])
