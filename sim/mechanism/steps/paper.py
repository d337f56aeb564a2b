"""A round on paper: whom a standard would recognise now, by the wishes, evidence, screens and steps of a real round, with nothing written.

A list can be cut to a given size or cost by moving the line of its standard: at `scale` s a household is judged, and judges itself, by its need over s. The
scale at which a list has that size is found by halving; a larger scale never loses an applicant, as draws stay those of the household.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from sim.mechanism.evidence import favour

from sim.mechanism.standards import screening

from sim.mechanism.steps import applying, complaints, judging
from sim.mechanism.evidence.look import Look
from sim.state.reasons import Reason

STEPS = (  # parameter of the days, what is judged, which publication follows (0: none)
    ("procedure.days_compare", lambda world, rows, need: judging.compared(world, rows), 0),
    ("recognition.days_application", judging.appraised, 1),
    ("procedure.days_check", lambda world, rows, need: judging.checked(world, rows), 2),
    ("procedure.days_approve", None, 3),
)
HALVINGS = 60
WIDEST = 1048576.0  # the scale searched lies between one over this and this


@dataclass(frozen=True)
class Paper:
    """What a standard finds, float64[n] in the order of `rows`: `own` need as the households know it, `true` need, `seen` need at the visit and `again` at a
    second look after a complaint; persons weighted."""

    standard: ModuleType
    rows: np.ndarray
    own: np.ndarray
    true: np.ndarray
    seen: np.ndarray
    again: np.ndarray
    persons: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True)
class Listing:
    """A list on paper: `reason` Reason[n] why somebody is not on it, NONE who is; `days` float64[n] that offices and cadres spent on each case."""

    paper: Paper
    reason: np.ndarray
    days: np.ndarray
    scale: float

    @property
    def listed(self) -> np.ndarray:
        """bool[n]: on the list."""
        return self.reason == Reason.NONE

    @property
    def covered(self) -> float:
        """Persons on the list, weighted."""
        return float(self.paper.persons[self.listed].sum())

    @property
    def worked(self) -> float:
        """Working days of all cases, weighted."""
        return float((self.days * self.paper.weight).sum())


def paper(world, standard: ModuleType, rows: np.ndarray | None = None) -> Paper:
    """Need of all households with members (or of `rows`) by a standard this month, in truth and as the office sees it."""
    h = world.households
    rows = np.flatnonzero(h.size > 0) if rows is None else rows
    truth = Look(world, rows, true=True)
    true = standard.need(world, truth)
    own = standard.own_need(world, truth) if hasattr(standard, "own_need") else true
    seen = standard.need(world, Look(world, rows)) * favour.factor(world, rows)
    return Paper(standard, rows, own, true, seen, standard.need(world, complaints.second_look(world, rows)), h.size[rows] * h.weight[rows], h.weight[rows])


def judged(world, sheet: Paper, scale: float = 1.0) -> Listing:
    """The list without a limit on its length, with the line of the standard moved by `scale`. Appeals and queues are not part of a round on paper."""
    aware, applies = applying.wishes(world, sheet.rows, sheet.own / scale)
    reason = np.select([~aware, ~applies], [Reason.NOT_AWARE, Reason.DID_NOT_APPLY], Reason.NONE)
    days, case, p = np.zeros(len(sheet.rows)), np.flatnonzero(reason == Reason.NONE), world.parameters
    for name, judgement, publication in STEPS:
        days[case] += p[name] * (screening.visit(world, sheet.standard.NAME) if name == "recognition.days_application" else 1.0)
        rows = sheet.rows[case]
        found = judgement(world, rows, sheet.seen[case] / scale) if judgement else np.full(len(rows), Reason.NONE)
        if publication:
            told = np.flatnonzero((found == Reason.NONE) & complaints.raised(world, rows, publication, sheet.true[case] / scale))
            days[case[told]] += p["complaints.days"]
            found[told[complaints.upheld(world, rows[told], sheet.again[case[told]] / scale)]] = Reason.COMPLAINT
        reason[case] = found
        case = case[found == Reason.NONE]
    return Listing(sheet, reason, days, scale)


def own_line(world, sheet: Paper) -> Listing:
    """The list by the standard's own line and the quota of the county, as a first real round would make it."""
    made = judged(world, sheet)
    passed = np.flatnonzero(made.listed)
    within = judging.within_quota(world, sheet.rows[passed], sheet.seen[passed], beside=False)
    return _without(made, passed[~within])


def of_size(world, sheet: Paper, persons: float) -> Listing:
    """The list that holds so many persons (weighted), within one household; fewer where too few know of it, ask and pass the screens."""
    return _cut(world, sheet, persons, lambda made: made.covered, lambda made, rows: made.paper.persons[rows])


def of_cost(world, sheet: Paper, money: float, benefit: float, day: float) -> Listing:
    """The list that costs so much: `benefit` yuan a person listed and the working days of all cases at `day` yuan."""

    def each(made: Listing, rows: np.ndarray) -> np.ndarray:
        return benefit * made.paper.persons[rows] + day * made.days[rows] * made.paper.weight[rows]

    return _cut(world, sheet, money, lambda made: cost(made, benefit, day), each)


def cost(made: Listing, benefit: float, day: float) -> float:
    """Yuan of a list: a year's benefits of the persons on it, and the working days of all cases."""
    return benefit * made.covered + day * made.worked


def _cut(world, sheet: Paper, target: float, total: Callable[[Listing], float], each: Callable[[Listing, np.ndarray], np.ndarray]) -> Listing:
    """The longest list with `total` up to the target. Those who come in together at the last scale are taken the needier first, as far as it lasts."""
    low, high = 1.0 / WIDEST, WIDEST
    widest = judged(world, sheet, high)
    if total(widest) <= target:
        return widest
    for _ in range(HALVINGS):
        middle = np.sqrt(low * high)
        low, high = (middle, high) if total(judged(world, sheet, middle)) <= target else (low, middle)
    under, over = judged(world, sheet, low), judged(world, sheet, high)
    new = np.flatnonzero(over.listed & ~under.listed)
    new = new[np.lexsort((world.households.id[sheet.rows[new]], sheet.seen[new]))]
    fits = np.cumsum(each(over, new)) <= target - total(under)
    return _without(over, new[~fits])


def _without(made: Listing, rows: np.ndarray) -> Listing:
    """The list without `rows`, for whom there was no room."""
    reason = made.reason.copy()
    reason[rows] = Reason.QUOTA
    return Listing(made.paper, reason, made.days, made.scale)
