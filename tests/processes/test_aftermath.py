"""What severe illness and accidents leave behind, in whom and how often."""

import numpy as np

from sim.processes import aftermath, demography

STILL = {"demography.chronic": 0.0, "demography.disabled": 0.0}


def test_severe_cases_leave_members_ill_for_good(world_at, small_sample):
    # with a chance of one each severe case takes one step of health in its household, in the mean
    world = world_at(2017, 1, STILL | {"aftermath.chance": 1.0, "aftermath.accident": 0.0}, small_sample)
    h, q = world.households, world.persons
    adults = np.bincount(q.household, ((world.month - q.birth) >= 192) & (q.health < 2), len(h))
    h.severe_cases[:] = (adults > 0) & (np.arange(len(h)) % 3 == 0)
    before = q.health.copy()
    demography.fail(world)
    worse = np.bincount(q.household, q.health - before, len(h))
    assert set(q.health - before) == {0, 1} and not worse[h.severe_cases == 0].any()
    assert 0.85 < worse.sum() / h.severe_cases.sum() < 1.05  # those who have lost their labour already carry some of the cases


def test_the_old_and_the_ill_are_more_often_the_patient(world_at, small_sample):
    world = world_at(2017, 1, {"aftermath.chance": 1.0}, small_sample)
    q = world.persons
    world.households.severe_cases[:] = 1
    hit, old = aftermath.worse(world), (world.month - q.birth) >= 720
    adults = (world.month - q.birth) >= 192
    assert not (~adults)[hit].any() and (q.health[hit] < 2).all()
    well = adults & (q.health == 0)
    assert np.isin(np.flatnonzero(well & old), hit).mean() > np.isin(np.flatnonzero(well & ~old), hit).mean()
    assert np.isin(np.flatnonzero(q.health == 1), hit).mean() > np.isin(np.flatnonzero(well), hit).mean()


def test_accidents_take_labour_of_one_member_at_their_rate(world_at, small_sample):
    world = world_at(2017, 1, {"aftermath.accident": 0.02}, small_sample)
    q, age = world.persons, (world.month - world.persons.birth) // 12
    hit, able = aftermath.accidents(world), (age >= 16) & (age < 60)
    assert able[hit].all() and len(np.unique(q.household[hit])) == len(hit)
    assert abs(len(hit) / able.sum() - 0.02) < 5 * np.sqrt(0.02 / able.sum())
    assert not len(aftermath.accidents(world_at(2017, 1, {"aftermath.accident": 0.0}, small_sample)))


def test_health_only_gets_worse_by_what_came(world_at, small_sample):
    world = world_at(2017, 1, STILL | {"aftermath.chance": 1.0, "aftermath.accident": 0.0}, small_sample)
    before = world.persons.health.copy()
    demography.fail(world)  # nobody had a severe case
    assert np.array_equal(before, world.persons.health)
