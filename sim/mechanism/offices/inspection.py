"""Inspections from above (督查, item 24.1): each year they find a share of the false reports and set them right."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout
from sim.mechanism.steps import listing, review
from sim.state.rows import nonzero

OWNS = ("counties.caught", "counties.inspected_month")
DRAW_FOUND = 337
MONTH = 9
PARAMETERS = (
    Parameter("pressure.inspection", 0.2, "share", 0, 1, uniform(0.0, 0.6), "share of false reports that a yearly inspection finds", "年度督查发现虚报的比例", "assumption", "assumption", "pressure"),
)  # fmt: skip


def step(world) -> None:
    """Inspect the counties where the mechanism runs: who left by a false report is on the list again, and good reviews are counted anew."""
    h, c = world.households, world.counties
    running = rollout.running(world)
    c.inspected_month[running] = world.month
    rows = nonzero(h.false_report)
    rows = rows[running[h.county[rows]] & (h.size[rows] > 0)]
    found = rows[draw(world.seed, DRAW_FOUND, h.id[rows], world.month) < world.parameters["pressure.inspection"]]
    c.caught[:] = np.bincount(h.county[found], minlength=len(c)) > 0
    h.false_report[found] = 0
    review.start_anew(world, found)
    listing.enter(world, found[(h.on_list[found] == 0) & (h.stage[found] == 0)])
