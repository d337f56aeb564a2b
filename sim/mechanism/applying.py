"""Applying: who knows of the mechanism, and who of those wants to ask for it, when a county opens its yearly round."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import logistic_array
from sim.mechanism import listing, procedure, rollout
from sim.mechanism.look import Look
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason

OWNS = ()
DRAW_APPLY = 310
PARAMETERS = (
    Parameter("recognition.aware", 0.65, "share", 0, 1, uniform(0.45, 0.85), "households that know of the mechanism", "政策知晓率", "S134", "assumption", "recognition"),
    Parameter("recognition.apply_zero", 1.0, "utility", -10, 10, uniform(0, 2), "inclination to apply of a household exactly at the line", "处于线上的申请倾向", "assumption", "assumption", "recognition"),
    Parameter("recognition.apply_slope", 4.0, "utility", 0, 20, uniform(2, 8), "how much more likely a poorer household applies", "越贫越申请的斜率", "assumption", "assumption", "recognition"),
)  # fmt: skip


def step(world) -> None:
    """Households of the counties that are due apply or not; the others keep the reason. Who is on the list or has an open case does not apply."""
    counties = rollout.due(world)
    if not counties.any():
        return
    h = world.households
    rows = np.flatnonzero(counties[h.county] & (h.size > 0) & (h.on_list == 0) & (h.stage == 0))
    aware, applies = wishes(world, rows, chosen(world).need(world, Look(world, rows, true=True)))
    listing.refuse(world, rows, np.select([~aware, ~applies], [Reason.NOT_AWARE, Reason.DID_NOT_APPLY], Reason.PENDING))
    procedure.open_cases(world, rows[aware & applies])


def wishes(world, rows: np.ndarray, need: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """bool[n] who knows of the mechanism, bool[n] who would ask for it, at their true `need` by the standard. Nothing is written: `paper` asks the same."""
    p, ids = world.parameters, world.households.id[rows]
    known, _ = uniforms(world.seed, DRAW_APPLY, ids, 0)  # awareness is a trait, the wish belongs to the year
    _, wish = uniforms(world.seed, DRAW_APPLY, ids, world.year * 12)
    chance = logistic_array(p["recognition.apply_zero"] + p["recognition.apply_slope"] * (1.0 - need))
    return known < p["recognition.aware"], wish < chance
