"""Schooling: compulsory years, signs of adults' schooling and distance, the budget that takes pupils out, and its cost by hand."""

import numpy as np
import pytest

from sim.processes import schooling

GOES_ON = {"schooling.senior": 10.0, "schooling.higher": 10.0, "schooling.kindergarten": 1.0, "schooling.parents": 0.0, "schooling.far": 0.0}


def ages(world) -> np.ndarray:
    return (world.month - world.persons.birth) // 12


def first_year(world_at, population=None, values=None):
    """A world in its first month, when stages are set for everybody."""
    world = world_at(2015, 1, values, population)
    schooling.step(world)
    return world


def test_stages_by_age(world_at, small_sample):
    world = first_year(world_at, small_sample, GOES_ON)
    age, enrolled = ages(world), world.persons.enrolled
    for low, high, stage in ((0, 3, 0), (3, 12, 1), (12, 16, 2), (16, 19, 3), (19, 22, 4), (22, 120, 0)):
        assert (enrolled[(age >= low) & (age < high)] == stage).all(), stage


def test_adults_schooling_and_distance_decide_who_goes_on(world_at, small_sample):
    def seniors(change):
        world = world_at(2015, 1, None, small_sample)
        change(world)
        schooling.step(world)
        return int((world.persons.enrolled == 3).sum())

    def remote(value):  # a new array: the column itself is shared with the population of all tests
        return lambda world: world.villages.columns.update(remoteness=np.full(len(world.villages), value))

    def learned(years):
        return lambda world: world.persons.school.__setitem__(ages(world) >= 25, years)

    assert seniors(learned(3)) < seniors(learned(9)) < seniors(learned(15))
    assert seniors(remote(1.0)) < seniors(remote(0.0))


def test_share_in_school_at_the_start(world_at, small_sample):
    world = first_year(world_at, small_sample)
    age, enrolled = ages(world), world.persons.enrolled
    assert 0.80 < (enrolled[(age >= 16) & (age < 19)] == 3).mean() < 0.95
    assert 0.30 < (enrolled[(age >= 19) & (age < 22)] == 4).mean() < 0.60


def year(world, welfare: float, cash: float, values=None):
    """The next January: everybody has this income a head and these savings of the household (yuan)."""
    h = world.households
    world.month += 12
    h.welfare[:], h.cash[:] = welfare * h.size, cash * 100.0
    schooling.step(world)


def test_pupils_gain_a_year_and_move_up(world_at, small_sample):
    world = first_year(world_at, small_sample, GOES_ON)
    q = world.persons
    school, enrolled = q.school.copy(), q.enrolled.copy()
    year(world, 30000.0, 100000.0)
    age = ages(world)
    gains = (enrolled > 0) & (age >= 7) & (school < 16)
    assert np.array_equal(q.school - school, gains)
    assert (q.enrolled[(age >= 16) & (age < 19)] == 3).all()
    assert (q.enrolled[age == 19] == 4).all() and not world.tally["left_school"].sum()


def test_who_cannot_carry_the_cost_leaves_after_compulsory_school_only(world_at, small_sample):
    world = first_year(world_at, small_sample, GOES_ON | {"schooling.leave": 1.0})
    q = world.persons
    year(world, 1000.0, 0.0)  # income below basic needs and no savings: two months of it carry nothing
    age = ages(world)
    assert (q.enrolled[(age >= 6) & (age < 16)] > 0).all() and not q.enrolled[age >= 16].any()
    assert world.tally["left_school"].sum() > 0


def test_savings_lost_to_illness_take_pupils_out(world_at, small_sample):
    left = {}
    for name, cash in (("well", 30000.0), ("ill", 1000.0)):  # the same income; a hospital case has eaten the savings
        world = first_year(world_at, small_sample)
        year(world, 4000.0, cash)
        left[name] = world.tally["left_school"].sum()
    assert left["well"] < left["ill"]


def test_nobody_comes_back_who_left(world_at, small_sample):
    world = first_year(world_at, small_sample, GOES_ON | {"schooling.leave": 1.0})
    q = world.persons
    year(world, 1000.0, 0.0)
    out = q.id[(ages(world) >= 16) & (ages(world) < 20)]
    year(world, 50000.0, 1e6)
    assert not q.enrolled[np.isin(q.id, out)].any()


def test_cost_by_hand(world_at):
    # village A is 0.7 remote. Household 3 (row): pupils of 8 and 6 in January 2015 cost 1,200 + 0.7 x 1,500 each, 4,500 in all, half of it in March
    world = first_year(world_at, None, GOES_ON)
    q, h = world.persons, world.households
    assert q.enrolled[q.household == 3].tolist() == [0, 0, 1, 1]
    assert h.school_due[3] == pytest.approx(4500.0)
    world.month += 2
    schooling.step(world)
    assert world.payments.total("school_cost")[3] == 225_000.0
    world.payments.clear()
    world.month += 1
    assert not world.payments.total("school_cost").any()


def test_only_households_with_pupils_pay(world_at, small_sample):
    world = first_year(world_at, small_sample)
    q, h = world.persons, world.households
    pupils = np.bincount(q.household, q.enrolled > 0, len(h))
    assert np.array_equal(h.school_due > 0, pupils > 0)
