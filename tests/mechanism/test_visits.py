"""Visits of support by hand: paired cadres first, village cadres for the rest, who waited longest first; nobody gets anything new unvisited."""

import numpy as np
import pytest

from sim.mechanism.offices import capacity, visits

# Rows 0 to 5 of the artificial households lie in village A (county row 3), 6 to 11 in village B (county row 10).
DAYS = 0.25


@pytest.fixture
def world(world_at):
    """April 2016, all have a plan; no day of village cadres or paired cadres is left."""
    made = world_at(2016, 4, {"visits.days": DAYS, "learning.on": False, "attention.hurry": 0.0})
    capacity.step(made)
    made.households.plan[:] = 1
    made.villages.cadre_left[:], made.counties.paired_left[:] = 0.0, 0.0
    return made


def test_paired_cadres_first_then_village_cadres(world):
    world.counties.paired_left[3], world.villages.cadre_left[:] = 4 * DAYS, (DAYS, 3 * DAYS)
    visits.step(world)
    h = world.households
    assert (h.unvisited == 0).reshape(2, 6).sum(axis=1).tolist() == [5, 3]
    assert np.array_equal(h.visit_month == world.month, h.unvisited == 0)
    assert world.tally["cadre_days"].sum() == pytest.approx(8 * DAYS)


def test_who_waits_longest_is_visited_first(world):
    h, seen = world.households, []
    for _ in range(3):
        world.counties.paired_left[3] = 2 * DAYS
        visits.step(world)
        seen.append(np.flatnonzero(h.unvisited[:6] == 0).tolist())
        world.month += 1
    assert sorted(sum(seen, [])) == [0, 1, 2, 3, 4, 5] and all(len(rows) == 2 for rows in seen)


def test_unvisited_is_not_meant_this_month(world):
    h, rows = world.households, np.arange(12)
    world.counties.paired_left[3] = 6 * DAYS
    h.plan[:] = 1 << world.measures.index("public_jobs")
    visits.step(world)
    assert world.meant("public_jobs", rows).tolist() == [True] * 6 + [False] * 6
    world.counties.paired_left[[3, 10]] = 6 * DAYS
    visits.step(world)
    assert world.meant("public_jobs", rows).all()


def test_who_has_no_plan_needs_no_visit(world):
    world.households.plan[:] = 0
    visits.step(world)
    assert not world.households.unvisited.any() and not world.households.visit_month.any() and "cadre_days" not in world.tally
