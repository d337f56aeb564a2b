"""Lost jobs: with their chances, for their months, out of the work that is lost, and more in a bad year."""

import numpy as np
import pytest

from sim.processes import job_loss, work
from sim.processes.labour_choice import AWAY, JOB, LOCAL

RULES = {"job_loss.away": 0.10, "job_loss.local": 0.06, "job_loss.cycle": 0.0, "job_loss.months": 3}


@pytest.fixture
def lost(world_at, small_sample):
    def make(values=None, away=1.0, local=1.0):
        world = world_at(2016, 2, RULES | (values or {}), small_sample)
        world.households.migrants[:], world.households.local_workers[:] = away, local
        job_loss.step(world)
        return world

    return make


def test_chances_by_kind(lost):
    h = lost().households
    n, hit = len(h), h.job_lost_from > 0
    assert abs(hit.mean() - 0.16) < 5 * np.sqrt(0.16 * 0.84 / n)
    assert abs((hit & (h.job_lost_kind == AWAY)).mean() - 0.10) < 5 * np.sqrt(0.09 / n) and set(h.job_lost_kind[hit]) == {AWAY, LOCAL}


def test_when_and_for_how_long(lost):
    world = lost({"job_loss.away": 1.0})
    h = world.households
    assert set(h.job_lost_from - world.month) == set(range(12)) and set(h.job_lost_months) == {1, 2, 3, 4, 5}
    assert abs(h.job_lost_months.mean() - 3.0) < 5 * np.sqrt(2.0 / len(h))
    months = np.zeros(len(h))
    for _ in range(17):  # a loss may reach into the next plan year; no new draw is made here
        months += h.job_lost_left > 0
        world.month += 1
        job_loss._run(world.month, h.job_lost_from, h.job_lost_months, h.job_lost_left)
    assert np.array_equal(months, h.job_lost_months)


def test_nobody_loses_what_nobody_has(lost):
    h = lost({"job_loss.away": 1.0, "job_loss.local": 1.0}, away=0.0, local=0.0).households
    assert (h.job_lost_from == -1).all() and not h.job_lost_left.any()


def test_a_bad_year_is_one_of_the_county_for_local_work_and_of_all_for_work_away(lost):
    world = lost({"job_loss.cycle": 0.5})
    assert len(np.unique(world.counties.job_cycle)) == 12
    outside = job_loss.cycle(world)
    assert outside > 0 and outside not in world.counties.job_cycle
    h = world.households
    local, n = (h.job_lost_kind == LOCAL) & (h.job_lost_from > 0), np.bincount(h.county, minlength=12)
    share = np.bincount(h.county, local, 12) / n
    assert (np.abs(share - 0.06 * world.counties.job_cycle) < 5 * np.sqrt(share / n)).all()


def test_pay_by_hand(world_at):
    # one of two migrants out of work halves that pay, one of 1.5 local workers leaves a third; the other kind stays
    world = world_at(2016, 7, {"epidemic.on": False})
    h = world.households
    h.migrant_base[[3, 4, 6]], h.migrants[[3, 4, 6]], h.local_base[[3, 4, 6]], h.local_workers[[3, 4, 6]], h.luck_work[:] = 2.0, 2.0, 1.5, 1.5, 1.0
    h.labour[[3, 4, 6]] = 4.0
    h.job_lost_left[[3, 4]], h.job_lost_kind[[3, 4]] = 2, (AWAY, LOCAL)
    work.step(world)
    assert h.wage_migrant[[3, 4, 6]].tolist() == [400000.0, 800000.0, 800000.0]
    assert h.wage_local[[3, 4, 6]].tolist() == [450000.0, 150000.0, 450000.0]


def test_jobs_in_enterprises_are_lost_as_local_work_is(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    h = world.households
    h.migrants[:], h.local_workers[:], h.job_units[:] = 0.0, 0.0, 1.0
    job_loss.step(world)
    hit = h.job_lost_from > 0
    assert abs(hit.mean() - 0.06) < 5 * np.sqrt(0.06 * 0.94 / len(h)) and set(h.job_lost_kind[hit]) == {JOB}
