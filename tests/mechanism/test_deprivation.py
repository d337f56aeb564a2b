"""Lacks other than income by hand, and how often an office misses them or notes them without cause."""

import numpy as np
import pytest

from sim.mechanism.evidence import deprivation
from sim.mechanism.evidence.deprivation import DIMENSIONS

ALL = np.arange(12)
SCHOOLING, HEALTH, HOUSING, WATER, EMPLOYMENT, INSURANCE = range(6)


@pytest.fixture
def sound(world_at, small_sample):
    """March 2019 in which no household lacks anything."""

    def make(values=None, population=None):
        world = world_at(2019, 3, values, population)
        h, q = world.households, world.persons
        h.house[:], h.unsafe[:], h.water[:], h.insured[:], h.months_farm[:], h.pension_due[:], h.job_lost_from[:] = 2, 0, 1, 1, 12.0, 100.0, -1
        q.health[:], q.school[:], q.enrolled[:] = 0, 9, 1
        return world

    return make


def lacking(world, dimension: int) -> list[int]:
    found = deprivation.true(world, ALL)
    assert not np.delete(found, dimension, axis=1).any()
    return np.flatnonzero(found[:, dimension]).tolist()


def person(world, household: int, years: int) -> int:
    """Row of the first member of `household` who is `years` old or more at the moment, made exactly so old."""
    row = int(world.person_first()[household])
    world.persons.birth[row] = world.month - 12 * years
    return row


def test_nobody_lacks_anything(sound):
    assert not deprivation.true(sound(), ALL).any()


@pytest.mark.parametrize("age,school,enrolled,lacks", [
    (30, 5, 0, True), (30, 6, 0, False), (59, 0, 0, True), (60, 0, 0, False), (17, 5, 3, False),  # from 60 on it counts no more; a pupil is at it
    (7, 0, 0, True), (15, 8, 0, True), (7, 0, 1, False), (6, 0, 0, False), (16, 9, 0, False),
])  # fmt: skip
def test_schooling(sound, age, school, enrolled, lacks):
    world = sound()
    row = person(world, 3, age)
    world.persons.school[row], world.persons.enrolled[row] = school, enrolled
    assert lacking(world, SCHOOLING) == ([3] if lacks else [])


@pytest.mark.parametrize("age,health,lacks", [(40, 2, True), (75, 2, True), (8, 2, True), (40, 1, True), (59, 1, True), (60, 1, False), (15, 1, False)])
def test_health(sound, age, health, lacks):
    world = sound()
    world.persons.health[person(world, 5, age)] = health
    assert lacking(world, HEALTH) == ([5] if lacks else [])


def test_housing_and_water(sound):
    world = sound()
    world.households.house[2], world.households.unsafe[9], world.households.house[4] = 0, 1, 1
    assert lacking(world, HOUSING) == [2, 9]
    world = sound()
    world.households.water[6] = 0
    assert lacking(world, WATER) == [6]


def test_employment(sound):
    world = sound()
    h = world.households
    h.months_farm[:4], h.months_away[:4] = (0.0, 5.9, 3.0, 2.0), (0.0, 0.0, 3.0, 3.9)
    h.job_lost_from[7], h.job_lost_months[7], h.job_lost_months[8] = world.month, 7, 7  # the second has lost nothing: never
    assert lacking(world, EMPLOYMENT) == [0, 1, 3, 7]


def test_insurance(sound):
    world = sound()
    h = world.households
    h.insured[1], h.pension_due[:] = 0, 0.0
    assert lacking(world, INSURANCE) == sorted({1} | set(np.flatnonzero(h.elders > 0)))


def test_rows_in_any_order_and_more_than_once(sound):
    world = sound()
    world.households.house[[2, 9]], world.persons.health[::4] = 0, 2
    whole, rows = deprivation.true(world, ALL), np.array([9, 2, 2, 11, 0])
    assert whole.any() and np.array_equal(deprivation.true(world, rows), whole[rows])
    assert np.array_equal(deprivation.seen(world, rows), deprivation.seen(world, ALL)[rows])


@pytest.mark.parametrize("k,name", list(enumerate(DIMENSIONS)))
def test_the_office_misses_and_imagines_as_declared(sound, small_sample, k, name):
    missed, false = 0.3, 0.1
    world = sound({f"evidence.missed_{name}": missed, f"evidence.false_{name}": false}, small_sample)
    h = world.households
    rows = np.flatnonzero(h.size > 0)
    h.house[rows[::2]], h.water[rows[::2]], h.insured[rows[::2]], h.months_farm[rows[::2]] = 0, 0, 0, 0.0
    odd = world.persons.household % 2
    world.persons.health[:], world.persons.school[:], world.persons.enrolled[:] = 2 * odd, 9 * odd, odd
    truth, noted = deprivation.true(world, rows)[:, k], deprivation.seen(world, rows)[:, k]
    assert 0.2 < truth.mean() < 0.8
    for share, found in ((missed, ~noted[truth]), (false, noted[~truth])):
        assert abs(found.mean() - share) < 5 * np.sqrt(share * (1 - share) / len(found))


def test_a_second_look_errs_less(sound, small_sample):
    world = sound({"evidence.missed_housing": 0.4, "evidence.false_housing": 0.2}, small_sample)
    world.households.house[::2] = 0
    rows = np.flatnonzero(world.households.size > 0)
    truth = deprivation.true(world, rows)[:, HOUSING]
    noted = deprivation.seen(world, rows, 0.5, 1)[:, HOUSING]
    for share, found in ((0.2, ~noted[truth]), (0.1, noted[~truth])):
        assert abs(found.mean() - share) < 5 * np.sqrt(share * (1 - share) / len(found))
    by_case = np.where(truth, 0.0, 1.0)
    assert deprivation.seen(world, rows, by_case)[truth, HOUSING].all()


def test_a_note_lasts_a_year_and_says_nothing_of_another_dimension(sound, small_sample):
    half = {f"evidence.false_{name}": 0.5 for name in DIMENSIONS}
    world = sound(half, small_sample)
    rows = np.flatnonzero(world.households.size > 0)
    first = deprivation.seen(world, rows)
    world.month += 3
    assert np.array_equal(deprivation.seen(world, rows), first)
    world.month += 12
    later = deprivation.seen(world, rows)
    both = np.corrcoef(np.column_stack([first, later]).T.astype(float))
    assert np.abs(both - np.eye(12)).max() < 5 / np.sqrt(len(rows))
