"""Reviews by hand: margin and conditions, second visits, reviews that the days of the window do not reach."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism.offices import capacity
from sim.mechanism.steps import listing, review
from sim.state.reasons import Reason

PLAIN = {"evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.line_share": 0.5, "recognition.good_reviews": 2, "recognition.days_review": 0.3,
         "review.margin": 0.0, "review.conditions": False, "review.verified": 0.0, "review.window": 3, "capacity.level": 1000.0,
         "learning.on": False, "attention.fall": 0.0}  # fmt: skip
MEDIAN = 12000.0  # the line is 6,000 yuan a head


@pytest.fixture
def march(world_at):
    """March 2017, mechanism everywhere; rows 0 and 6 on the list since last June; all have `income` yuan a head."""

    def make(values=None, income=10000.0):
        world = world_at(2016, 6, PLAIN | (values or {}))
        listing.enter(world, np.array([0, 6]))
        world.month = month_index(2017, 3)
        world.counties.median_survey[:] = MEDIAN
        world.households.welfare[:] = income * world.households.size
        return world

    return make


def months(world, number: int) -> None:
    for _ in range(number):
        capacity.step(world)
        review.step(world)
        world.month += 1


@pytest.mark.parametrize(("income", "good"), [(6000.0, 0), (6599.0, 0), (6601.0, 1)])
def test_the_margin_above_the_standard(march, income, good):
    world = march({"review.margin": 0.1}, income)
    months(world, 1)
    assert world.households.good_reviews[[0, 6]].tolist() == [good, good]


def test_a_good_review_needs_what_is_wanting_beyond_income_in_order(march):
    for asked, counts in ((True, [0, 1]), (False, [1, 1])):
        exact = {f"evidence.{kind}_{name}": 0.0 for kind in ("missed", "false") for name in review.CONDITIONS}
        world = march({"review.conditions": asked} | exact)
        h = world.households
        h.water[:], h.unsafe[:], h.insured[:], h.house[:], h.pension_due[:] = 1, 0, 1, 2, 1.0
        h.unsafe[0] = 1
        months(world, 1)
        assert h.good_reviews[[0, 6]].tolist() == counts


def test_two_good_reviews_each_verified_lead_out_a_month_later(march):
    world = march({"review.verified": 1.0})
    h, left = world.households, []
    for _ in range(15):
        left.append((world.month, h.good_reviews[0], h.on_list[0]))
        months(world, 1)
    april = {month: (good, on) for month, good, on in left}
    assert april[month_index(2017, 4)] == (0, 1) and april[month_index(2017, 5)] == (1, 1)  # visit in March, second visit in April
    assert april[month_index(2018, 4)] == (1, 1) and april[month_index(2018, 5)] == (0, 0)
    assert h.left_month[0] == month_index(2018, 4) and h.reason_list[0] == Reason.GRADUATED


def test_a_second_visit_that_finds_need_ends_the_row(march):
    world = march({"review.verified": 1.0})
    h = world.households
    months(world, 13)
    h.welfare[0] = 3000.0 * h.size[0]  # between the visit of March 2018 and the second one
    months(world, 1)
    assert h.good_reviews[0] == 0 and h.on_list[[0, 6]].tolist() == [1, 0]


def test_verified_at_the_declared_rate(world_at, small_sample):
    world = world_at(2017, 2, PLAIN | {"review.verified": 0.3}, small_sample)
    h = world.households
    world.counties.median_survey[:] = MEDIAN
    h.welfare[:] = 10000.0 * h.size
    rows = np.flatnonzero(h.size > 0)
    listing.enter(world, rows)
    world.month += 1
    months(world, 1)
    second = (h.review_stage[rows] == review.VERIFY).mean()
    assert abs(second - 0.3) < 5 * np.sqrt(0.21 / len(rows))
    assert (h.good_reviews[rows] == (h.review_stage[rows] == 0)).all()


@pytest.mark.parametrize(("window", "missed"), [(1, 1), (2, 1), (4, 1)])
def test_reviews_that_days_do_not_reach_are_missed_after_the_window(march, window, missed):
    # 0.1 days in the month are no review of 0.3 days; what is missed is counted once and changes no count
    world = march({"review.window": window, "capacity.level": 0.0})
    h = world.households
    h.good_reviews[[0, 6]] = 1
    for month in range(6):
        capacity.step(world)
        world.villages.cadre_left[0] = 10.0  # village A has days, B none
        review.step(world)
        assert (h.review_stage[6] == review.REVIEW) == (month < window - 1)
        world.month += 1
    assert world.tally["reviews_missed"].sum() == missed * h.weight[6]
    assert h.good_reviews[[0, 6]].tolist() == [0, 1] and h.on_list[[0, 6]].tolist() == [0, 1]


def test_days_that_come_later_in_the_window_are_used(march):
    world = march({"recognition.good_reviews": 1, "capacity.level": 0.0})
    months(world, 2)
    assert world.households.on_list[[0, 6]].tolist() == [1, 1]
    world.parameters.set("capacity.level", 1.0, "test")
    months(world, 1)
    assert world.households.on_list[[0, 6]].tolist() == [0, 0] and "reviews_missed" not in {k for k, v in world.tally.items() if v.any()}


def test_who_died_out_has_no_open_review(march):
    world = march({"capacity.level": 0.0})
    months(world, 1)
    world.households.on_list[0] = 0
    months(world, 1)
    assert world.households.review_stage[[0, 6]].tolist() == [0, 1]
