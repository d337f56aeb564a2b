"""The way of a case through the offices: comparison with registers, visit and appraisal in the village, check by the town, approval by the county.

Applications, two comparisons and three publications ("348"), and appeals. Each stage needs working days and, where days are short, waits for the next
month.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism import appeals, assets, capacity, complaints, favour, listing, registers, splitting
from sim.mechanism.look import Look
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
    Parameter("recognition.coverage", 1.0, "share", 0, 1, uniform(0.02, 1), "share of the county's households that the list may hold at most", "名册户数占县户数上限", "assumption", "assumption", "standard"),
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


def compared(world, rows: np.ndarray) -> np.ndarray:
    """Reason[n] why the first comparison with registers refuses, NONE where it passes. Nothing is written: `paper` judges by the same rules."""
    return np.where(registers.find(world, rows, second=False), Reason.SCREEN, Reason.NONE)


def appraised(world, rows: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Reason[n] why the visit and the appraisal in the village refuse, by what the visit sees and the `need` that it finds. Nothing is written."""
    return np.select([assets.visit(world, rows), need >= 1.0], [Reason.SCREEN, Reason.EVIDENCE], Reason.NONE)


def checked(world, rows: np.ndarray) -> np.ndarray:
    """Reason[n] why the second comparison refuses. Nothing is written."""
    return np.where(registers.find(world, rows, second=True), Reason.SCREEN, Reason.NONE)


def passing(world, rows: np.ndarray, reason: np.ndarray) -> np.ndarray:
    """bool[n]: who has no reason against it; the reasons of the others are noted."""
    passes = reason == Reason.NONE
    listing.refuse(world, rows[~passes], reason[~passes])
    return passes


def waiting(world, stage: int, cases: np.ndarray) -> np.ndarray:
    """Those of the open `cases` that stand in `stage` long enough to go on, the oldest first."""
    h, p = world.households, world.parameters
    least = 0 if stage == APPLIED else p["appeals.lag"] if stage == APPEALED else p["procedure.least_months"]
    rows = cases[(h.stage[cases] == stage) & (world.month - h.stage_month[cases] >= least)]
    return rows[np.lexsort((h.id[rows], h.stage_month[rows]))]


def published(world, rows: np.ndarray, stand: np.ndarray, publication: int) -> np.ndarray:
    """bool[n]: who of those that `stand` still does after the publication; the others are refused after a complaint."""
    out = stand.copy()
    out[stand] = passing(world, rows[stand], np.where(complaints.publish(world, rows[stand], publication), Reason.COMPLAINT, Reason.NONE))
    return out


def compare(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the first comparison with registers."""
    return passing(world, rows, compared(world, rows))


def appraise(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes visit and appraisal, and the publication in the village."""
    return published(world, rows, passing(world, rows, appraised(world, rows, record(world, rows))), 1)


def check(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: passes the second comparison, and the publication by the town."""
    return published(world, rows, passing(world, rows, checked(world, rows)), 2)


def hear(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: the closer look on appeal finds the household within the standard, and nothing that bars it."""
    won = (record(world, rows, appeals.look(world, rows)) < 1.0) & ~registers.find(world, rows, second=True)
    return passing(world, rows, np.where(won, Reason.NONE, Reason.APPEAL_LOST))


def approve(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: within the quota of the county, the needier first, and standing after the last publication. Who passes is on the list."""
    h = world.households
    within = within_quota(world, rows, h.need[rows], np.bincount(h.county, h.on_list, len(world.counties)))
    listing.refuse(world, rows[~within], Reason.QUOTA)
    within = published(world, rows, within, 3)
    listing.enter(world, rows[within])
    return within


def within_quota(world, rows: np.ndarray, need: np.ndarray, listed: np.ndarray) -> np.ndarray:
    """bool[n]: for whom the quota of the county has room beside the `listed` float64[counties], the needier first. Nothing is written."""
    h, c = world.households, world.counties
    at = h.county[rows]
    order = np.lexsort((h.id[rows], need, at))
    room = world.parameters["recognition.coverage"] * np.bincount(h.county, h.size > 0, len(c)) - listed
    place = np.arange(len(rows)) - np.searchsorted(at[order], at[order], side="left")
    within = np.zeros(len(rows), bool)
    within[order] = place + 1 <= np.floor(room[at[order]] + 1e-9)
    return within


def answer(world, rows: np.ndarray) -> None:
    """What refused households do: some appeal, some ask to register their elders apart."""
    appealing = appeals.wish(world, rows)
    listing.refuse(world, rows[appealing], Reason.PENDING)
    open_cases(world, rows[appealing], APPEALED)
    world.count("appeals", world.households.county[rows[appealing]], world.households.weight[rows[appealing]])
    splitting.respond(world, rows[~appealing])


STAGES = (  # stage, who works on it, parameter of its days, what is decided
    (APPLIED, capacity.OFFICE, "procedure.days_compare", compare),
    (COMPARED, capacity.VILLAGE, "recognition.days_application", appraise),
    (APPRAISED, capacity.OFFICE, "procedure.days_check", check),
    (CHECKED, capacity.OFFICE, "procedure.days_approve", approve),
)
APPEAL = (APPEALED, capacity.OFFICE, "appeals.days", hear)  # who wins goes on to the approval
FOLLOWING = {APPLIED: COMPARED, COMPARED: APPRAISED, APPRAISED: CHECKED, APPEALED: CHECKED, CHECKED: 0}


def step(world) -> None:
    """Each stage takes the cases that wait in it, while days last."""
    h, p = world.households, world.parameters
    h.stage[h.size == 0] = 0
    cases = nonzero(h.stage)
    for stage, pool, days, decide in (*STAGES[:2], APPEAL, *STAGES[2:]) if len(cases) else ():
        rows = waiting(world, stage, cases)
        rows = rows[capacity.serve(world, pool, rows, p[days])] if len(rows) else rows
        if len(rows):
            passed = decide(world, rows)
            h.stage[rows], h.stage_month[rows] = np.where(passed, FOLLOWING[stage], 0), world.month
            answer(world, rows[~passed])
