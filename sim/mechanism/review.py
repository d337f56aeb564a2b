"""Reviews: listed households are looked at each year; enough good reviews in a row lead out of the list."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism import capacity, listing, pressure, procedure, rollout

OWNS = ("households.good_reviews",)
PARAMETERS = (
    Parameter("recognition.good_reviews", 2, "count", 1, 10, uniform(1, 3), "good yearly reviews in a row before exit", "退出所需连续达标次数", "assumption", "assumption", "standard"),
    Parameter("recognition.days_review", 0.3, "days", 0, 20, uniform(0.1, 1.0), "cadre days for each yearly review", "每户复核人天", "assumption", "assumption", "capacity"),
)  # fmt: skip
MONTH = 3


def step(world) -> None:
    """Review who is on the list in the counties that are due; registered poor elsewhere only have their record renewed, as everywhere each March."""
    h, p, due = world.households, world.parameters, rollout.due(world)
    if world.month_of_year == MONTH:
        procedure.record(world, np.flatnonzero((h.jiandang == 1) & (h.size > 0) & ~due[h.county]))
    rows = np.flatnonzero((h.on_list == 1) & (h.listed_month < world.month) & due[h.county])
    if not len(rows):
        return
    rows = rows[capacity.serve(world, capacity.VILLAGE, rows, p["recognition.days_review"])]
    good = pressure.reported(world, rows, procedure.record(world, rows) >= 1.0)
    h.good_reviews[rows] = np.where(good, h.good_reviews[rows] + 1, 0)
    out = rows[h.good_reviews[rows] >= p["recognition.good_reviews"]]
    h.good_reviews[out] = 0
    listing.leave(world, out)


def start_anew(world, rows: np.ndarray) -> None:
    """Count the good reviews of `rows` from none again."""
    world.households.good_reviews[rows] = 0
