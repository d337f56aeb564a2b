"""Reviews (动态复核): listed households are looked at each year; enough good reviews in a row, part of them verified by a second visit, lead out of the list.

A review is good where need lies above the standard by a margin and, if the scenario asks for it, nothing is wanting beyond income (两不愁三保障).
Cadres do the reviews of a round while they have days, within some months; what is left over then is missed, and neither helps nor harms.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism import rollout
from sim.mechanism.evidence import deprivation
from sim.mechanism.offices import capacity, pressure
from sim.mechanism.steps import listing, procedure
from sim.mechanism.evidence.look import Look
from sim.state.rows import nonzero

OWNS = ("households.good_reviews", "households.review_stage", "households.review_month")
DRAW_VERIFY = 395
PARAMETERS = (
    Parameter("recognition.good_reviews", 2, "count", 1, 10, uniform(1, 3), "good yearly reviews in a row before exit", "退出所需连续达标次数", "assumption", "assumption", "standard"),
    Parameter("recognition.days_review", 0.3, "days", 0, 20, uniform(0.1, 1.0), "cadre days for each yearly review", "每户复核人天", "assumption", "assumption", "capacity"),
    Parameter("review.margin", 0.10, "share", 0, 2, uniform(0.0, 0.25), "how far above the standard a household must be for a good review", "退出须高出标准的幅度", "assumption", "assumption", "standard"),
    Parameter("review.conditions", True, "switch", 0, 1, uniform(0, 1), "a good review also needs dwelling, water and insurance in order (after 两不愁三保障)", "退出须住房饮水参保均有保障", "assumption", "assumption", "standard"),
    Parameter("review.verified", 0.30, "share", 0, 1, uniform(0.1, 1.0), "good reviews that the town verifies by a second visit", "达标复核中二次核验比例", "assumption", "assumption", "recognition"),
    Parameter("review.days_verify", 0.2, "days", 0, 20, uniform(0.1, 0.5), "office days for each second visit", "每户二次核验人天", "assumption", "assumption", "capacity"),
    Parameter("review.window", 3, "months", 1, 11, uniform(1, 6), "months within which the reviews of a round are made, else they are missed", "复核集中办理月数", "assumption", "assumption", "recognition"),
)  # fmt: skip
MONTH = 3
REVIEW, VERIFY = 1, 2  # codes of review_stage; 0 none is open
CONDITIONS = ("housing", "water", "insurance")  # of `deprivation`; schooling there also counts adults, whom no exit can wait for; assumption


def step(world) -> None:
    """Open the reviews of the counties that are due and work on the open ones. Registered poor elsewhere only have their record renewed, as everywhere each March."""
    h, due = world.households, rollout.due(world)
    if world.month_of_year == MONTH:
        procedure.record(world, np.flatnonzero((h.jiandang == 1) & (h.size > 0) & ~due[h.county]))
    if due.any():
        rows = nonzero(h.on_list)
        enter(world, rows[(h.listed_month[rows] < world.month) & due[h.county[rows]]], REVIEW)
    rows = nonzero(h.review_stage)
    if len(rows):
        h.review_stage[rows[h.on_list[rows] == 0]] = 0
        verify(world, queue(world, rows, VERIFY))
        review(world, queue(world, rows, REVIEW))
        give_up(world, rows)


def enter(world, rows: np.ndarray, stage: int) -> None:
    """Open a stage of the review of `rows` this month."""
    world.households.review_stage[rows], world.households.review_month[rows] = stage, world.month


def queue(world, rows: np.ndarray, stage: int) -> np.ndarray:
    """Of `rows`, those in the stage, in the order in which they are taken; a second visit comes a month after the first at the earliest."""
    h = world.households
    rows = rows[(h.review_stage[rows] == stage) & (world.month - h.review_month[rows] >= (stage == VERIFY))]
    return capacity.in_order(world, rows, h.review_month[rows])


def review(world, rows: np.ndarray) -> None:
    """Visits by the village while its cadres have days: good ones count, but for those picked for a second visit."""
    rows = rows[capacity.serve(world, capacity.VILLAGE, rows, world.parameters["recognition.days_review"])]
    good = pressure.reported(world, rows, is_good(world, rows))
    picked = good & (draw(world.seed, DRAW_VERIFY, world.households.id[rows], world.month) < world.parameters["review.verified"])
    note(world, rows[~picked], good[~picked])
    enter(world, rows[picked], VERIFY)


def verify(world, rows: np.ndarray) -> None:
    """Second visits by the town while it has days; they find what is, also where the village reported otherwise."""
    rows = rows[capacity.serve(world, capacity.OFFICE, rows, world.parameters["review.days_verify"])]
    good = is_good(world, rows)
    pressure.found_out(world, rows[~good])
    note(world, rows, good)


def is_good(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: above the standard by the margin as seen now, with the conditions beyond income."""
    good = procedure.record(world, rows) >= 1.0 + world.parameters["review.margin"]
    if world.parameters["review.conditions"] and len(rows):
        wanting = [deprivation.DIMENSIONS.index(name) for name in CONDITIONS]
        good &= ~Look(world, rows).deprived[:, wanting].any(axis=1)
    return good


def note(world, rows: np.ndarray, good: np.ndarray) -> None:
    """Count good reviews in a row; who has enough leaves the list."""
    h = world.households
    h.review_stage[rows] = 0
    h.good_reviews[rows] = np.where(good, h.good_reviews[rows] + 1, 0)
    out = rows[h.good_reviews[rows] >= world.parameters["recognition.good_reviews"]]
    h.good_reviews[out] = 0
    listing.leave(world, out)


def start_anew(world, rows: np.ndarray) -> None:
    """Count the good reviews of `rows` from none again."""
    world.households.good_reviews[rows] = 0


def give_up(world, rows: np.ndarray) -> None:
    """Reviews and second visits that the days of the window did not reach are missed."""
    h = world.households
    late = rows[(h.review_stage[rows] != 0) & (world.month - h.review_month[rows] >= world.parameters["review.window"] - (h.review_stage[rows] == REVIEW))]
    h.review_stage[late] = 0
    world.count("reviews_missed", h.county[late], h.weight[late])
