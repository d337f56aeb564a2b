"""Early warning and monitoring by hand: what is noticed, after which months it is acted on, who is watched and how long."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism.offices import capacity
from sim.mechanism.steps import early_warning, listing, monitoring, procedure
from sim.state.reasons import Reason

SURE = {"evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.line_share": 0.5, "recognition.car_screen": False, "procedure.least_months": 0,
        "capacity.level": 1000.0, "early_warning.miss": 0.0, "early_warning.miss_others": 0.0, "early_warning.bill": 0.3, "early_warning.lag": 2,
        "monitoring.checks": 0.0, "monitoring.unstable": 1.5, "monitoring.marginal": 1.2, "monitoring.follow_months": 24,
        "learning.on": False, "attention.fall": 0.0}  # fmt: skip
MEDIAN = 12000.0  # the line is 6,000 yuan a head
ROWS = np.arange(12)


@pytest.fixture
def world_in(world_at):
    """A month of 2017 in which the mechanism runs everywhere; everybody has `income` yuan a head."""

    def make(month, values=None, income=5000.0, population=None):
        world = world_at(2017, month, SURE | (values or {}), population)
        world.counties.median_survey[:] = MEDIAN
        world.households.welfare[:] = income * world.households.size
        return world

    return make


def hospital(world, row: int, share: float) -> None:
    """A hospital case whose costs are `share` of the year's income."""
    fen = np.rint(100.0 * share * world.year_income(np.array([row])))
    world.pay("hospital", np.array([row]), fen)
    world.households.oop_year[row] += fen[0]


def a_month(world, *steps) -> None:
    capacity.step(world)
    for step in (early_warning.step, procedure.step, *steps):
        step(world)
    world.month += 1
    world.open_month()


@pytest.mark.parametrize("lag", [0, 1, 2, 5])
def test_a_hospital_bill_is_acted_on_after_exactly_the_lag(world_in, lag):
    world = world_in(4, {"early_warning.lag": lag})
    hospital(world, 3, 0.31)
    hospital(world, 9, 0.29)
    for month in range(lag + 3):
        assert world.households.on_list.tolist() == [int(month > lag and row == 3) for row in ROWS], month
        a_month(world)
    assert world.households.listed_month[3] == month_index(2017, 4) + lag and not world.households.warning.any()


def test_who_is_above_the_standard_is_refused_at_the_visit(world_in):
    world = world_in(4, income=9000.0)
    hospital(world, 3, 0.5)
    for _ in range(3):
        a_month(world)
    assert not world.households.on_list.any() and world.households.reason_list[3] == Reason.EVIDENCE


def test_signs_are_missed_at_the_declared_rates(world_in, small_sample):
    world = world_in(4, {"early_warning.miss": 0.1, "early_warning.miss_others": 0.7}, population=small_sample)
    h = world.households
    rows = np.flatnonzero(h.size > 0)
    h.monitored[rows] = rows % 2
    early_warning.notice(world, rows, early_warning.BILL)
    for watched, rate in ((1, 0.9), (0, 0.3)):
        own = rows[h.monitored[rows] == watched]
        assert abs((h.warning[own] > 0).mean() - rate) < 5 * np.sqrt(rate * (1 - rate) / len(own))


def test_lost_work_and_disaster_are_seen_only_where_somebody_watches(world_in):
    world = world_in(2)
    h = world.households
    h.monitored[[2, 7]] = monitoring.MARGINAL
    h.job_lost_from[[2, 3]] = world.month
    h.operated[:] = 3.0
    world.villages.struck[1] = 1
    a_month(world)
    assert np.flatnonzero(h.warning).tolist() == [2, 7] and h.warning[[2, 7]].tolist() == [early_warning.JOB, early_warning.DISASTER]


def test_where_the_mechanism_does_not_run_or_monitoring_is_off_nothing_is_noticed(world_in):
    for values, rollout in (({}, -1), ({"monitoring.on": False}, 0)):
        world = world_in(9, values)
        world.counties.rollout[:] = rollout
        before = {name: column.copy() for name, column in world.households.columns.items()}
        hospital(world, 3, 0.9)
        early_warning.step(world)
        monitoring.step(world)
        assert [name for name, column in world.households.columns.items() if name != "oop_year" and not np.array_equal(column, before[name])] == []


def test_who_left_is_watched_while_near_and_comes_back_when_below(world_in):
    # 6,000 is the line; unstable below 9,000
    world = world_in(9)
    h = world.households
    listing.enter(world, np.array([1, 4, 8]))
    listing.leave(world, np.array([1, 4, 8]))
    h.welfare[[1, 4, 8]] = np.array([5000.0, 8000.0, 9500.0]) * h.size[[1, 4, 8]]
    for _ in range(3):
        a_month(world, monitoring.step)
    # found in September, visited after two months
    assert h.on_list[[1, 4, 8]].tolist() == [1, 0, 0] and h.entries[1] == 2 and h.listed_month[1] == month_index(2017, 11)
    assert world.tally["reentry_list"].sum() == h.weight[1]
    a_month(world, monitoring.step)
    assert h.monitored[[1, 4, 8]].tolist() == [0, monitoring.UNSTABLE, 0]
    assert world.tally["monitored"].sum() == h.weight[4]


def test_refused_applicants_a_little_above_are_marginal(world_in):
    world = world_in(9)
    h = world.households
    h.reason_list[[2, 5, 10]] = Reason.EVIDENCE
    h.stage_month[[2, 5]], h.stage_month[10] = world.month - 6, world.month - 13
    h.need[[2, 5, 10]] = [1.1, 1.3, 1.1]
    monitoring.files(world, np.ones(12, bool))
    assert np.flatnonzero(h.monitored).tolist() == [2] and h.monitored[2] == monitoring.MARGINAL


def test_who_does_well_again_is_no_longer_watched(world_in):
    world = world_in(9, income=8000.0)
    h = world.households
    h.monitored[[2, 5]] = monitoring.MARGINAL  # above 7,200
    capacity.step(world)
    monitoring.step(world)
    assert not h.monitored.any()


def test_visits_by_draw_at_the_declared_share_and_within_days(world_in, small_sample):
    world = world_in(9, {"monitoring.checks": 0.1}, 5000.0, small_sample)
    rows = np.flatnonzero(world.households.size > 0)
    capacity.step(world)
    monitoring.step(world)
    found = (world.households.warning[rows] == early_warning.CHECK).mean()
    assert abs(found - 0.1) < 5 * np.sqrt(0.09 / len(rows))
    world = world_in(9, {"monitoring.checks": 1.0, "learning.on": False, "attention.fall": 0.0, "monitoring.days": 0.2})
    capacity.step(world)
    world.villages.cadre_left[:] = 0.2
    monitoring.step(world)
    assert (world.households.warning > 0).sum() == 2  # 0.2 days in each of two villages


def test_a_household_with_an_open_case_gets_no_second_one(world_in):
    world = world_in(4, {"early_warning.lag": 0})
    procedure.open_cases(world, np.array([3]))
    opened = world.households.stage_month[3]
    hospital(world, 3, 0.9)
    world.month += 1
    early_warning.step(world)
    assert world.households.stage[3] == procedure.APPLIED and world.households.stage_month[3] == opened and not world.households.warning.any()
