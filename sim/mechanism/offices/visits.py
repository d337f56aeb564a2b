"""Visits of support (结对走访): each month a household with a plan is visited by its paired cadre, else by a village cadre. Nobody is given anything new unvisited."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.offices import capacity
from sim.state.rows import nonzero

OWNS = ("households.unvisited", "households.visit_month")
PARAMETERS = (
    Parameter("visits.days", 0.25, "days", 0, 20, uniform(0.1, 0.5), "cadre days for the monthly visit to a household with a plan", "每户每月走访帮扶人天", "assumption", "assumption", "capacity"),
)  # fmt: skip


def step(world) -> None:
    """Visit while days last, who waits longest first. `World.meant` leaves out who was not visited this month."""
    h = world.households
    h.unvisited[nonzero(h.unvisited)] = 0
    rows = nonzero(h.plan)
    if not len(rows):
        return
    days = world.parameters["visits.days"]
    rows = rows[np.lexsort((h.id[rows], h.visit_month[rows]))] if _short(world, rows, days) else rows
    visited = capacity.serve(world, capacity.PAIRED, rows, days)
    alone = rows[~visited]
    if len(alone):
        by_village = capacity.serve(world, capacity.VILLAGE, alone, days)
        h.unvisited[alone[~by_village]] = 1
    h.visit_month[rows[h.unvisited[rows] == 0]] = world.month


def _short(world, rows: np.ndarray, days: float) -> bool:
    """Whether paired cadres of any county have too few days for all: only then does the order matter."""
    needed = days * np.bincount(world.households.county[rows], minlength=len(world.counties))
    return bool((needed > world.counties.paired_left).any())
