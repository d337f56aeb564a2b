"""Plans by hand: the package of the class within the places that are there, who comes first, what is kept after the exit, and what is renewed."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.levers import public_jobs
from sim.mechanism.offices import capacity
from sim.mechanism.steps import listing, plans
from sim.state.reasons import Reason

SURE = {"learning.on": False, "attention.fall": 0.0, "classes.labour_error": 0.0, "plans.days": 0.0, "plans.days_renewal": 0.0, "plans.per_place": 1.0,
        "plans.kept_months": 3, "plans.taper_months": 4}  # fmt: skip
ROWS = np.arange(12)


@pytest.fixture
def listed(world_at):
    """June 2017, no county due; rows 6 to 11 (village B) came on the list this month, the neediest last; all have labour."""

    def make(values=None, rows=ROWS[6:]):
        world = world_at(2017, 6, SURE | (values or {}))
        h = world.households
        h.need[:] = 1.0 - 0.05 * ROWS
        h.labour[:] = 1.0
        capacity.step(world)
        listing.enter(world, rows)
        return world

    return make


def holds(world) -> list[int]:
    return np.flatnonzero(world.meant("public_jobs", ROWS)).tolist()


def test_without_a_told_number_of_places_all_are_planned_for(listed):
    world = listed()
    plans.step(world)
    assert holds(world) == [6, 7, 8, 9, 10, 11] and (world.households.support[6:] == 1.0).all()
    assert (world.households.plan_month[6:] == world.month).all() and not world.households.reason_plan.any()


@pytest.mark.parametrize(("per_place", "planned"), [(1.0, [10, 11]), (2.0, [8, 9, 10, 11]), (1.5, [9, 10, 11]), (0.0, [6, 7, 8, 9, 10, 11])])
def test_places_go_to_the_neediest(listed, per_place, planned):
    world = listed({"plans.per_place": per_place})
    world.room["public_jobs"] = np.array([9.0, 2.0])
    plans.step(world)
    assert holds(world) == planned
    assert np.flatnonzero(world.households.reason_plan == Reason.SLOT).tolist() == [r for r in range(6, 12) if r not in planned]


def test_the_order_of_priority_is_a_choice(listed):
    chosen = {}
    for rule in plans.PRIORITIES:
        world = listed({"plans.priority": rule})
        world.households.listed_month[6:] += np.array([-1, -3, 0, -2, -1, 0])
        world.households.labour[9] = 0.0
        world.room["public_jobs"] = np.array([0.0, 1.0])
        plans.step(world)
        chosen[rule] = holds(world)
    assert chosen["neediest"] == [11] and chosen["first_come"] == [7] and chosen["class"] == [9] and len(chosen["draw"]) == 1


def test_a_class_without_a_package_has_an_empty_plan_once(listed):
    world = listed({"plans.days": 0.5})
    world.package = {"no_labour": ()}
    world.households.labour[8] = 0.0
    plans.step(world)
    assert holds(world) == [6, 7, 9, 10, 11] and world.households.reason_plan[8] == Reason.NOT_ELIGIBLE
    assert world.tally["cadre_days"].sum() == 3.0
    world.month += 1
    plans.step(world)
    assert world.tally["cadre_days"].sum() == 3.0


def test_a_place_that_becomes_free_is_filled_without_another_visit(listed):
    world = listed()
    world.room["public_jobs"] = np.array([0.0, 1.0])
    plans.step(world)
    world.month += 1
    plans.step(world)
    assert holds(world) == [11]
    world.room["public_jobs"][1] = 2.0
    plans.step(world)
    assert holds(world) == [10, 11] and world.households.reason_plan[10] == Reason.NONE


def test_no_days_no_plan_and_the_reason_is_kept(listed):
    world = listed({"plans.days": 0.5, "capacity.level": 0.0})
    plans.step(world)
    assert holds(world) == [] and set(world.households.reason_plan[6:]) == {Reason.CADRE_TIME}
    world.villages.cadre_left[1] = 1.0  # enough for two
    plans.step(world)
    assert holds(world) == [10, 11]


def test_plans_are_renewed_with_the_class(listed):
    world = listed()
    world.package = {"weak_labour": ()}
    plans.step(world)
    world.households.labour[7] = 0.5
    world.month = month_index(2018, 2)
    plans.step(world)
    assert holds(world) == [6, 7, 8, 9, 10, 11]  # no round this month
    world.month = month_index(2018, 3)
    plans.step(world)
    assert holds(world) == [6, 8, 9, 10, 11] and world.households.reason_plan[7] == Reason.NOT_ELIGIBLE
    assert (world.households.plan_month[6:] == world.month).all()


@pytest.mark.parametrize(("rule", "left"), [
    ("taper", [1, 1, 1, 1, 0.75, 0.5, 0.25, 0, 0]),  # kept for three months, then falling over four
    ("stop", [0] * 9),
    ("keep", [1] * 9),
])  # fmt: skip
def test_support_after_the_exit(listed, rule, left):
    world = listed({"plans.after_exit": rule})
    h = world.households
    plans.step(world)
    listing.leave(world, np.array([8]))
    found = []
    for _ in range(9):
        plans.step(world)
        found.append(float(h.support[8]))
        assert (h.plan[8] == 0) == (h.support[8] == 0.0)
        world.month += 1
    assert found == left
    assert (h.support[[6, 7, 9, 10, 11]] == 1.0).all()


@pytest.mark.parametrize(("kept", "taper"), [(0, 0), (5, 0), (0, 5), (4, 4)])
def test_nobody_keeps_support_beyond_its_months(listed, kept, taper):
    world = listed({"plans.kept_months": kept, "plans.taper_months": taper})
    months = np.arange(40)
    left = plans.after_exit(world, months)
    assert (left[months < kept] == 1.0).all() and (left[months >= kept + taper] == 0.0).all() and (np.diff(left) <= 0).all()


def test_who_comes_back_gets_full_support_again(listed):
    world = listed()
    plans.step(world)
    listing.leave(world, np.array([8]))
    world.month += 5
    plans.step(world)
    assert world.households.support[8] == 0.5
    listing.enter(world, np.array([8]))
    plans.step(world)
    assert world.households.support[8] == 1.0 and 8 in holds(world)


def test_falling_support_bends_the_offer_of_posts(world_at, small_sample):
    # A draw of the year holds against the share left: of many households that share is offered, and who is offered little is offered more too.
    world = world_at(2016, 4, {}, small_sample)
    h = world.households
    rows = np.flatnonzero(h.size > 0)
    h.plan[rows] = 1
    offered = {}
    for share in (0.0, 0.3, 0.7, 1.0):
        h.support[rows] = share
        offered[share] = public_jobs.planned(world, rows)
        assert abs(offered[share].mean() - share) <= 5 * np.sqrt(share * (1 - share) / len(rows))
    assert (offered[0.3] <= offered[0.7]).all()


def test_places_are_told_as_far_as_money_pays_them(world_at):
    world = world_at(2016, 10, {"public_jobs.wage": 700.0})
    world.villages.posts[:] = [4, 10]
    purse = np.zeros(12)
    purse[world.villages.county[0]] = 4 * 3 * 70000.0  # four posts for three months
    purse[world.villages.county[1]] = 15 * 70000.0  # half of ten for three months
    world.purses.fill("public_jobs", purse)
    public_jobs.tell_room(world)
    assert world.room["public_jobs"].tolist() == [4.0, 5.0]
