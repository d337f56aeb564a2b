"""Births and deaths against their closed forms, newborns by hand, failing health."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import demography, roster

RULES = {"demography.death_60": 0.011, "demography.death_slope": 0.095, "demography.death_ill": 2.0, "demography.fertility": 1.8}
STEADY = {"demography.chronic": 0.0, "demography.disabled": 0.0}  # health stays as it is
BACKGROUND = 0.0003  # deaths at every age beside Gompertz
MONTHS = 40


@pytest.fixture
def world(world_at, small_sample):
    return world_at(2016, 1, RULES | STEADY, small_sample)


def months(world):
    """Independent draws: the year's events as they would fall in other months of the year."""
    for month in range(MONTHS):
        world.month = month_index(2016, 1) + month
        yield (world.month - world.persons.birth) // 12


def test_deaths_follow_gompertz(world):
    # 1.1 % at 60, e^0.095 more with each year of age, twice that with chronic illness
    expected, dead, q = {}, {}, world.persons
    for age in months(world):
        dies = np.zeros(len(q), bool)
        dies[demography.fail(world)] = True
        rate = np.minimum((0.011 * np.exp(0.095 * (age - 60.0)) + BACKGROUND) * np.where(q.health > 0, 2.0, 1.0), 1.0)
        for name, who in (("young", age < 40), ("middle", (age >= 40) & (age < 60)), ("old", age >= 60), ("ill", q.health > 0)):
            expected[name] = expected.get(name, 0.0) + rate[who].sum()
            dead[name] = dead.get(name, 0) + dies[who].sum()
    for name, total in expected.items():
        assert abs(dead[name] - total) < 5 * np.sqrt(total), name
    assert dead["old"] > 20 * dead["young"]


def test_at_rate_zero_only_the_background_is_left(world_at, small_sample):
    world = world_at(2016, 1, RULES | STEADY | {"demography.death_60": 0.0, "demography.death_ill": 1.0}, small_sample)
    dead = sum(len(demography.fail(world)) for _ in months(world))
    total = BACKGROUND * MONTHS * len(world.persons)
    assert abs(dead - total) < 5 * np.sqrt(total)


def test_wives_bear_by_their_age(world):
    # 1.8 children from 20 to 39: 28 % of them from 20 to 24, where 47 % are married at the start: 1.8 x 0.28 / 5 / 0.47 a year and wife
    q, born, women = world.persons, np.zeros(4), np.zeros(4)
    for age in months(world):
        rows = demography.mothers(world)
        assert (q.sex[rows] == 1).all() and (q.married[rows] > 0).all()
        born += np.histogram(age[rows], [20, 25, 30, 35, 39.5])[0]
        women += np.histogram(age[(q.sex == 1) & (q.married > 0)], [20, 25, 30, 35, 39.5])[0]
        assert len(rows) == ((age[rows] >= 20) & (age[rows] < 40)).sum()
    rates = 1.8 * np.array([0.28, 0.40, 0.23, 0.09]) / 5 / np.array([0.47, 0.66, 0.86, 0.90])
    assert (np.abs(born - women * rates) < 5 * np.sqrt(women * rates)).all()


def test_without_fertility_nobody_is_born(world_at, small_sample):
    world = world_at(2016, 1, RULES | {"demography.fertility": 0.0}, small_sample)
    assert len(demography.mothers(world)) == 0


def test_the_newborn(world):
    rows = np.flatnonzero(world.persons.sex == 1)[:4000]
    new, q = demography.children(world, rows), world.persons
    assert np.array_equal(new["household"], q.household[rows]) and np.array_equal(new["resident"], q.resident[rows])
    assert np.array_equal(new["id"] >> 16, q.id[rows] >> 16)
    assert len(np.unique(new["id"])) == 4000 and not np.isin(new["id"], q.id).any()
    age = world.month - new["birth"]
    assert age.min() == 1 and age.max() == 12 and abs(age.mean() - 6.5) < 5 * np.sqrt(143 / 12 / 4000)
    assert abs(new["sex"].mean() - 0.48) < 5 * np.sqrt(0.25 / 4000)
    assert not new["school"].any() and not new["health"].any()
    assert abs(np.corrcoef(new["skill"], age)[0, 1]) < 5 / np.sqrt(4000)  # the month of birth says nothing about ability


def test_health_only_fails(world_at, small_sample):
    world = world_at(2016, 1, RULES, small_sample)
    q = world.persons
    before, ages = q.health.copy(), (world.month - q.birth) // 12
    demography.fail(world)
    assert (q.health >= before).all() and not q.health[(ages < 16) & (before == 0)].any()
    fell = (before == 0) & (q.health == 1)
    assert fell[ages >= 60].mean() > fell[(ages >= 16) & (ages < 40)].mean() > 0


def test_rates_of_failing_health_by_hand(world_at, small_sample):
    # chance 1 of both at 40 and beyond: all well adults fall ill, all ill lose their labour, and nobody jumps two steps in a year
    world = world_at(2016, 1, {"demography.chronic": 1.0, "demography.disabled": 1.0, "aftermath.accident": 0.0}, small_sample)
    q = world.persons
    before, age = q.health.copy(), (world.month - q.birth) // 12
    demography.fail(world)
    adult = age >= 40
    assert np.array_equal(q.health[adult], np.minimum(before[adult] + 1, 2))


def test_a_year_of_events(world):
    q, weight = world.persons, world.households.weight
    before = {name: column.copy() for name, column in q.columns.items()}
    demography.step(world)
    assert all(np.array_equal(before[name], column) for name, column in q.columns.items() if name != "health")  # the roster carries it out
    roster.step(world)
    _, was, now = np.intersect1d(before["id"], q.id, assume_unique=True, return_indices=True)
    gone, born = len(before["id"]) - len(was), len(q) - len(now)
    assert gone > 20 and born > 20
    assert world.tally["deaths"].sum() == pytest.approx(weight[np.delete(before["household"], was)].sum())
    assert world.tally["births"].sum() == pytest.approx(weight[np.delete(q.household, now)].sum())
    assert (np.diff(q.household) >= 0).all()


def test_nothing_happens_in_the_first_month(start, snapshot_of_persons):
    world = start().world
    before = snapshot_of_persons(world)
    demography.step(world)
    roster.step(world)
    assert all(np.array_equal(a, b) for a, b in zip(before, snapshot_of_persons(world), strict=True))


@pytest.fixture
def snapshot_of_persons():
    return lambda world: [column.copy() for column in world.persons.columns.values()]
