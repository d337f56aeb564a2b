"""Judgements of a case at each stage, with nothing written: a real round and a round on paper judge by the same rules."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import assets, registers
from sim.state.reasons import Reason
from sim.state.rows import nonzero

PARAMETERS = (
    Parameter("recognition.coverage", 1.0, "share", 0, 1, uniform(0.02, 1), "share of the county's households that the list may hold at most", "名册户数占县户数上限", "assumption", "assumption", "standard"),
)  # fmt: skip


def compared(world, rows: np.ndarray) -> np.ndarray:
    """Reason[n] why the first comparison with registers refuses, NONE where it passes."""
    return np.where(registers.find(world, rows, second=False), Reason.SCREEN, Reason.NONE)


def appraised(world, rows: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Reason[n] why the visit and the appraisal in the village refuse, by the `need` that the visit finds."""
    return np.select([assets.visit(world, rows), need >= 1.0], [Reason.SCREEN, Reason.EVIDENCE], Reason.NONE)


def checked(world, rows: np.ndarray) -> np.ndarray:
    """Reason[n] why the second comparison refuses."""
    return np.where(registers.find(world, rows, second=True), Reason.SCREEN, Reason.NONE)


def within_quota(world, rows: np.ndarray, need: np.ndarray, beside: bool = True) -> np.ndarray:
    """bool[n]: for whom the quota of the county has room `beside` those who are on the list already, the needier first."""
    h, c, most = world.households, world.counties, world.parameters["recognition.coverage"]
    if most >= 1.0:  # a list that may hold everybody
        return np.ones(len(rows), bool)
    at = h.county[rows]
    order = np.lexsort((h.id[rows], need, at))
    listed = np.bincount(h.county[nonzero(h.on_list)], minlength=len(c)) if beside else 0
    room = most * np.bincount(h.county, h.size > 0, len(c)) - listed
    place = np.arange(len(rows)) - np.searchsorted(at[order], at[order], side="left")
    within = np.zeros(len(rows), bool)
    within[order] = place + 1 <= np.floor(room[at[order]] + 1e-9)
    return within
