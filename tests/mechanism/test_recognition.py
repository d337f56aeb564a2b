"""Recognition by hand: with perfect evidence the list is the truth; reasons say why others are not on it; good reviews in a row lead out."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism.offices import capacity
from sim.mechanism.steps import applying, listing, plans, procedure, review
from sim.state.reasons import Reason

PERFECT = {"evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.aware": 1.0, "recognition.apply_zero": 1000.0, "recognition.apply_slope": 0.0,
           "recognition.car_screen": False, "recognition.line_share": 0.5, "recognition.good_reviews": 2, "recognition.floating": True,
           "recognition.days_application": 0.5, "recognition.days_review": 0.3, "procedure.least_months": 0, "procedure.days_compare": 0.0,
           "procedure.days_check": 0.0, "procedure.days_approve": 0.0, "capacity.level": 1000.0, "plans.days": 0.0, "learning.on": False}  # fmt: skip
PERFECT |= {"review.margin": 0.0, "review.conditions": False, "review.verified": 0.0, "plans.days_renewal": 0.0}
MEDIAN = 12000.0  # the line is half of it: 6,000 yuan a head


@pytest.fixture
def march(world_at, switched_off):
    """March 2016 in which the mechanism already runs everywhere; medians of 12,000 yuan; everybody has 10,000 a head."""

    def make(values=None, population=None, **drivers):
        world = world_at(2016, 3, switched_off | PERFECT | (values or {}), population, **drivers)
        world.counties.median_survey[:] = MEDIAN
        set_income(world, np.full(len(world.households), 10000.0))
        return world

    return make


def set_income(world, per_head) -> None:
    """Real income a head of the last twelve months."""
    world.households.welfare[:] = per_head * world.households.size


def round_of(world) -> None:
    """The steps of the mechanism in a month."""
    for module in (capacity, listing, applying, procedure, review, plans):
        module.step(world)


def next_review(world, per_head) -> None:
    """March of the next year."""
    world.month += 12
    set_income(world, per_head)
    round_of(world)


def test_with_perfect_evidence_the_list_is_the_truth(march, small_sample):
    world = march(population=small_sample)
    income = np.random.default_rng(3).uniform(2000, 15000, len(world.households))
    set_income(world, income)
    round_of(world)
    truth = (income < 6000.0) & (world.households.size > 0)
    assert 500 < truth.sum() < 3000
    assert np.array_equal(world.households.on_list == 1, truth)
    assert (world.households.listed_month[truth] == world.month).all()
    assert set(world.households.reason_list[~truth & (world.households.size > 0)]) == {Reason.EVIDENCE}
    assert set(world.households.reason_list[truth]) == {Reason.NONE}


def test_the_line_is_met_at_current_prices(march):
    # 5,000 a head in prices of 2019 are 6,250 at an index of 1.25: above 6,000
    for price, listed in ((1.0, 12), (1.25, 0)):
        world = march(price=price)
        set_income(world, np.full(12, 5000.0))
        round_of(world)
        assert world.households.on_list.sum() == listed


def test_exactly_at_the_line_is_not_below_it(march):
    world = march()
    set_income(world, np.where(np.arange(12) == 4, 5999.99, 6000.0))
    round_of(world)
    assert np.flatnonzero(world.households.on_list).tolist() == [4]


def test_reasons_in_their_order(march):
    poor = np.full(12, 3000.0)
    for values, reason in (
        ({"recognition.aware": 0.0}, Reason.NOT_AWARE),
        ({"recognition.apply_zero": -1000.0}, Reason.DID_NOT_APPLY),
        ({"recognition.line_share": 0.2}, Reason.EVIDENCE),
    ):
        world = march(values)
        set_income(world, poor)
        round_of(world)
        assert set(world.households.reason_list) == {reason} and not world.households.on_list.any()


def test_a_car_is_screened_out(march):
    world = march({"recognition.car_screen": True})
    set_income(world, np.full(12, 3000.0))
    round_of(world)
    cars = world.households.car == 1
    assert cars.tolist() == [False] * 6 + [True, True] + [False] * 4
    assert (world.households.reason_list[cars] == Reason.SCREEN).all() and np.array_equal(world.households.on_list == 0, cars)


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_good_reviews_in_a_row_lead_out(march, needed):
    world = march({"recognition.good_reviews": needed})
    h = world.households
    set_income(world, np.where(np.arange(12) < 2, 3000.0, 10000.0))
    round_of(world)
    assert np.flatnonzero(h.on_list).tolist() == [0, 1]
    for round_ in range(1, needed + 1):
        assert h.on_list[0] == 1, f"left before review {round_}"
        # household 0 is above the line from now on, household 1 only every second year
        next_review(world, np.where((np.arange(12) == 1) & (round_ % 2 == 0), 3000.0, 10000.0))
    assert h.on_list[0] == 0 and h.reason_list[0] == Reason.GRADUATED and h.good_reviews[0] == 0
    assert (h.on_list[1] == 0) == (needed == 1)


def test_a_bad_review_starts_the_count_anew(march):
    world = march()
    h = world.households
    set_income(world, np.where(np.arange(12) == 0, 3000.0, 10000.0))
    round_of(world)
    counts = []
    for income in (10000.0, 3000.0, 10000.0, 10000.0):
        next_review(world, np.where(np.arange(12) == 0, income, 10000.0))
        counts.append((int(h.good_reviews[0]), int(h.on_list[0])))
    assert counts == [(1, 1), (0, 1), (1, 1), (0, 0)]


def test_who_left_can_come_back(march):
    world = march({"recognition.good_reviews": 1})
    set_income(world, np.full(12, 3000.0))
    round_of(world)
    next_review(world, np.full(12, 10000.0))
    assert not world.households.on_list.any()
    next_review(world, np.full(12, 3000.0))
    assert world.households.on_list.all() and (world.households.listed_month == world.month).all()


def test_poorer_households_apply_more_often(march, small_sample):
    # inclination 1 + 4 (1 - income / line): at the line 1 / (1 + e^-1) = 0.731, at half the line 1 / (1 + e^-3) = 0.953
    for income, expected in ((5999.0, 0.731), (3000.0, 0.953)):
        world = march({"recognition.apply_zero": 1.0, "recognition.apply_slope": 4.0}, small_sample)
        set_income(world, np.full(len(world.households), income))
        round_of(world)
        share = world.households.on_list[world.households.size > 0].mean()
        assert abs(share - expected) < 5 * np.sqrt(0.25 / 4000)


def test_cadre_days_by_hand(march):
    # 12 applications at half a day in the first March; then 12 reviews at 0.3 days
    world = march()
    set_income(world, np.full(12, 3000.0))
    round_of(world)
    assert world.tally["cadre_days"].sum() == 6.0
    world.tally.clear()
    next_review(world, np.full(12, 3000.0))
    assert world.tally["cadre_days"].sum() == pytest.approx(3.6)


def test_only_counties_that_are_due(march):
    world = march()
    world.counties.rollout[:] = -1
    world.counties.rollout[world.households.county[0]] = world.month
    set_income(world, np.full(12, 3000.0))
    round_of(world)
    assert world.households.on_list.tolist() == [1] * 6 + [0] * 6


def test_a_household_that_died_out_leaves_the_list(march):
    world = march()
    set_income(world, np.full(12, 3000.0))
    round_of(world)
    world.households.size[3] = 0
    world.month = month_index(2016, 7)
    round_of(world)
    assert world.households.on_list[3] == 0 and world.households.on_list.sum() == 11
