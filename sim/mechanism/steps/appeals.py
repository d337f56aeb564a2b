"""Appeals (申诉复查): refused households that know themselves within the standard may ask for a second look, which comes with a lag and looks closer."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import assets
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason

DRAW_APPEAL = 312
PARAMETERS = (
    Parameter("appeals.chance", 0.15, "share", 0, 1, uniform(0.0, 0.4), "wrongly refused households that appeal (0 none)", "被错误拒绝户申诉比例(0为无)", "assumption", "assumption", "recognition"),
    Parameter("appeals.lag", 3, "months", 0, 24, uniform(1, 6), "months until an appeal is heard", "申诉复查等待月数", "assumption", "assumption", "recognition"),
    Parameter("appeals.error", 0.4, "ratio", 0, 1, uniform(0.1, 0.8), "errors of the look on appeal against the first", "申诉复查误差相对首次核查", "assumption", "assumption", "evidence"),
    Parameter("appeals.days", 0.5, "days", 0, 20, uniform(0.2, 1.5), "office days for an appeal", "每件申诉复查人天", "assumption", "assumption", "capacity"),
)  # fmt: skip
HEARD = (Reason.EVIDENCE, Reason.COMPLAINT)  # refusals that a household can dispute
LOOK_ON_APPEAL = 2  # number of the look in its month


def wish(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: which of the refused `rows` appeal."""
    h, p, out = world.households, world.parameters, np.zeros(len(rows), bool)
    ask = draw(world.seed, DRAW_APPEAL, h.id[rows], world.month) < p["appeals.chance"] * p["complaints.hotline"]
    some = np.flatnonzero(ask & np.isin(h.reason_list[rows], HEARD))
    if len(some):
        own = getattr(chosen(world), "own_need", chosen(world).need)
        within = own(world, Look(world, rows[some], true=True)) < 1.0
        out[some] = within & ~assets.barred(world, rows[some])
    return out


def look(world, rows: np.ndarray) -> Look:
    """The closer look at `rows`."""
    return Look(world, rows, error=world.parameters["appeals.error"], again=LOOK_ON_APPEAL)
