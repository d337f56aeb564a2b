"""Assessment pressure: it moves what is reported and never what is; inspections find false reports and set them right; at zero it does nothing."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism.offices import inspection, pressure
from sim.mechanism.steps import listing, procedure
from sim.state.reasons import Reason

PRESSED = {"pressure.strength": 1.0, "pressure.target": 1.0, "pressure.deterrence": 0.0, "pressure.inspection": 0.0}
ROWS = np.arange(12)


@pytest.fixture
def march(world_at):
    """March 2020, the list holds everybody, long after the first round."""

    def make(values=None):
        world = world_at(2020, 3, PRESSED | (values or {}))
        world.households.on_list[:] = 1
        return world

    return make


def test_zero_pressure_reports_what_is(march):
    world = march({"pressure.strength": 0.0})
    good = ROWS % 3 == 0
    assert pressure.reported(world, ROWS, good) is good and not pressure.kept_out(world, ROWS).any()
    assert not world.households.false_report.any() and not world.counties.pressure.any()


def test_full_pressure_closes_the_gap_on_paper(march):
    world = march()
    good = ROWS % 3 == 0
    assert pressure.reported(world, ROWS, good).all()
    assert np.array_equal(world.households.false_report == 1, ~good)


def test_a_target_that_is_met_needs_no_false_report(march):
    world = march({"pressure.target": 0.3})
    good = ROWS % 3 == 0  # two of six in each county: above 30 %
    assert np.array_equal(pressure.reported(world, ROWS, good), good)


def test_the_chance_by_hand(march):
    world = march({"pressure.target": 0.8, "pressure.strength": 0.5, "pressure.deterrence": 1.0, "pressure.inspection": 0.2, "pressure.penalty": 0.5})
    good = np.zeros(12, bool)
    good[:3] = True
    world.counties.caught[10] = 1
    pressure.reported(world, ROWS, good)
    # county 3: 0.8 x 6 - 3 = 1.8 are lacking among 3 bad; 0.5 x (1 - 0.2) x 0.6. County 10: 4.8 of 6, and half after a penalty
    assert world.counties.pressure[[3, 10]] == pytest.approx([0.24, 0.5 * 0.8 * 0.8 * 0.5])


def test_new_poor_are_kept_out_after_the_first_round(march):
    world = march({"pressure.no_new_poor": 1.0})
    h = world.households
    h.on_list[:] = 0
    world.counties.rollout[10] = world.month  # first round of the county of village B
    passed = procedure.approve(world, ROWS)
    assert passed.tolist() == [False] * 6 + [True] * 6 == (h.on_list == 1).tolist()
    assert set(h.reason_list[:6]) == {Reason.NOT_ENTERED}


def test_inspections_find_false_reports_and_set_them_right(march):
    world = march({"pressure.inspection": 1.0})
    h = world.households
    h.false_report[:4], h.good_reviews[:] = 1, 1
    listing.leave(world, np.array([0, 1, 8]))
    world.month = month_index(2020, inspection.MONTH)
    inspection.step(world)
    assert np.flatnonzero(h.on_list == 0).tolist() == [8]  # an honest exit stays
    assert h.good_reviews.tolist() == [0] * 4 + [1] * 8 and not h.false_report.any()
    assert np.flatnonzero(world.counties.caught).tolist() == [3]


def test_without_inspections_false_reports_stay(march):
    world = march()
    world.households.false_report[:4] = 1
    inspection.step(world)
    assert world.households.false_report.sum() == 4 and not world.counties.caught.any()


def stepped(start, small_sample, values):
    """Households that ever left the list, incomes and the list after a run over two reviews after the first."""
    model = start(population=small_sample, values=values)
    for _ in range(52):
        model.step()
    h = model.world.households
    return (h.left_month > 0).sum(), h.welfare.copy(), h.on_list.copy()


def test_pressure_raises_exits_on_the_list_and_not_out_of_poverty(start, small_sample):
    # nothing is given by a plan and no household splits for the list, so that incomes cannot follow it
    alone = {"splitting.wish": 0.0, "public_jobs.posts_per_village": 0.0, "public_jobs.posts_registered": 0.0}
    exits, welfare, _ = stepped(start, small_sample, alone)
    pressed, same, _ = stepped(start, small_sample, alone | PRESSED)
    assert pressed > 1.2 * exits > 0 and np.array_equal(welfare, same)


def test_zero_pressure_changes_not_a_bit(start, small_sample):
    other = {"pressure.strength": 0.0, "pressure.target": 0.9, "pressure.deterrence": 0.0, "pressure.inspection": 1.0}
    _, welfare, on_list = stepped(start, small_sample, other)
    _, same, same_list = stepped(start, small_sample, {})
    assert np.array_equal(welfare, same) and np.array_equal(on_list, same_list)
