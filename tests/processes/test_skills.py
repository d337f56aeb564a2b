"""Learning on the job by hand, its limits, and its signs."""

import numpy as np
import pytest

from sim.processes import skills
from sim.processes.labour_choice import AWAY, FARM, HOME, JOB, LOCAL, SEASONAL

RULES = {"skills.learning": 0.03, "skills.most": 0.3, "skills.fading": 0.04}


@pytest.fixture
def learnt(world_at):
    """Experience after a year of an activity from a given start, for a member of working age."""

    def after(activity, before=0.0, years=1, **values):
        world = world_at(2016, 2, RULES | {f"skills.{name}": value for name, value in values.items()})
        world.persons.activity[:], world.persons.practice[:] = activity, before
        for _ in range(years):
            skills.step(world)
        return float(world.persons.practice[0])

    return after


def test_a_year_by_hand(learnt):
    # ten months away: 10/12 x 0.03 x (1 - 0.15/0.3) - 2/12 x 0.04 x 0.15 = 0.0125 - 0.001
    assert learnt(AWAY, 0.15) == pytest.approx(0.1615)
    assert learnt(HOME, 0.15) == pytest.approx(0.15 * 0.96)
    assert learnt(JOB) == pytest.approx(11 / 12 * 0.03)


def test_who_works_off_the_farm_learns_and_who_does_not_forgets(learnt):
    assert learnt(AWAY, 0.12) > learnt(LOCAL, 0.12) > learnt(SEASONAL, 0.12) > 0.12 > learnt(FARM, 0.12) > learnt(HOME, 0.12)


def test_learning_falls_and_nears_its_limit(learnt):
    path = np.array([learnt(AWAY, years=n, fading=0.0) for n in (0, 1, 2, 10, 40, 400)])
    assert path[0] == 0.0 and path[1] - path[0] > path[2] - path[1] > 0
    assert (np.diff(path) > 0).all() and path[-1] == pytest.approx(0.3, abs=1e-3) and path.max() < 0.3


def test_nobody_below_working_age_learns(world_at):
    world = world_at(2016, 2, RULES)
    q = world.persons
    q.activity[:], q.practice[:] = AWAY, 0.0
    skills.step(world)
    assert np.array_equal(q.practice > 0, world.month - q.birth >= 192)


def test_experience_at_the_start_rises_with_age_and_is_less_at_home(world_at):
    world = world_at(2015, 1, RULES)
    q = world.persons
    q.activity[::2], q.activity[1::2] = AWAY, -1
    skills.step(world)
    age = (world.month - q.birth) / 12.0
    # at 46: 30 years of 0.3 x 30 / (30 + 10) = 0.225
    years = age - 16.0
    expected = np.where(years > 0, 0.3 * years / (years + 10.0), 0.0) * np.where(q.activity == AWAY, 1.0, 0.5)
    assert np.allclose(q.practice, expected)
