"""Experience by hand: it grows with work, comes from earlier counties and training, goes with turnover, and can be switched off."""

import numpy as np
import pytest

from sim.mechanism.offices import capacity, learning, training

# Village A lies in Qingliu (county row 3), village B in Jianning (county row 10).
A, B = 3, 10


@pytest.fixture
def world(world_at):
    """April 2016: half of the skill after 4 days; novices err twice as much and take half as long again."""
    made = world_at(2016, 4, {"learning.half": 4.0, "learning.novice_error": 1.0, "learning.novice_days": 0.5, "learning.transfer": 0.5,
                              "learning.turnover": 0.2, "learning.training_months": 2, "learning.training_days": 1.0, "learning.training_worth": 2.0,
                              "attention.fall": 0.0})  # fmt: skip
    capacity.step(made)
    return made


def test_rows_of_the_counties(world):
    assert world.villages.county.tolist() == [A, B]


def test_errors_and_days_fall_with_experience(world):
    assert np.allclose(learning.error_factor(world, np.array([A])), 2.0) and np.allclose(learning.days_factor(world, np.array([A])), 1.5)
    world.counties.experience[A] = 4.0
    assert np.allclose(learning.error_factor(world, np.array([A, B])), [1.5, 2.0])
    assert np.allclose(learning.days_factor(world, np.array([A, B])), [1.25, 1.5])


def test_work_is_experience(world):
    # one case of a day takes novices a day and a half, spread over all persons of the county
    assert capacity.serve(world, capacity.VILLAGE, np.array([0]), 1.0).all()
    assert world.counties.experience[A] == pytest.approx(1.5 / world.counties.staff[A]) and world.counties.experience[B] == 0.0


def test_before_the_mechanism_records_are_an_old_routine(world):
    world.counties.rollout[A] = world.month + 1
    assert np.allclose(learning.error_factor(world, np.array([A, B])), [1.0, 2.0])


def test_a_later_county_takes_over_part_of_the_experience(world):
    c = world.counties
    c.rollout[:] = -1
    c.rollout[[A, B]] = world.month - 12, world.month
    c.experience[A], c.experience[B] = 10.0, 2.0
    learning.step(world)
    assert c.experience[B] == pytest.approx(2.0 + 0.5 * 8.0) and c.experience[A] == 10.0
    learning.step(world)
    c.rollout[B] += 12
    assert c.experience[B] == pytest.approx(8.0)  # each call is a start: from 6 half of the way to 10


def test_who_starts_together_learns_from_nobody(world):
    c = world.counties
    c.rollout[:] = world.month
    c.experience[A] = 10.0
    learning.step(world)
    assert c.experience[B] == 0.0


def test_turnover_takes_experience_in_january_by_county_and_year(world):
    c, losses = world.counties, []
    for year in range(200):
        c.experience[:] = 1.0
        world.month = (2016 + year) * 12
        learning.step(world)
        losses.append(1.0 - c.experience)
    losses = np.array(losses)
    assert (losses >= 0).all() and losses.max() <= 0.4 and abs(losses.mean() - 0.2) < 5 * 0.4 / np.sqrt(12 * 2400)
    assert len(np.unique(losses.round(9))) > 2300
    world.month += 1
    learning.step(world)
    assert np.array_equal(1.0 - c.experience, losses[-1])


def test_training_takes_days_and_gives_experience(world):
    v, c = world.villages, world.counties
    c.rollout[:] = -1
    c.rollout[[A, B]] = world.month + 2, world.month + 3
    village, office = v.cadre_left.copy(), c.office_left.copy()
    training.step(world)
    persons = v.cadres[0] + v.team[0]
    assert village[0] - v.cadre_left[0] == pytest.approx(min(persons, village[0])) and v.cadre_left[1] == village[1]
    assert office[A] - c.office_left[A] == pytest.approx(c.office[A] * world.household_share[A])
    spent = (village[0] - v.cadre_left[0]) * v.weight[0] + c.office[A]
    assert world.tally["cadre_days"][A] == pytest.approx(spent) and world.tally["cadre_days"][B] == 0.0
    assert c.experience[A] == pytest.approx(2.0 * spent / c.staff[A]) and c.experience[B] == 0.0


def test_off_is_everybody_trained(world):
    world.parameters.set("learning.on", False, "test")
    world.counties.rollout[:] = world.month + 1
    left = world.villages.cadre_left.copy()
    training.step(world)
    assert np.array_equal(left, world.villages.cadre_left) and not world.counties.experience.any()
    world.counties.rollout[:] = world.month
    everywhere = np.arange(12)
    assert (learning.days_factor(world, everywhere) == 1.0).all() and (learning.error_factor(world, everywhere) == 1.0).all()


def test_permuting_counties_permutes_experience(world):
    c, days = world.counties, np.arange(12.0)
    learning.gain(world, days)
    one = c.experience.copy()
    order = np.random.default_rng(4).permutation(12)
    c.experience[:], c.staff[:] = 0.0, c.staff[order]
    learning.gain(world, days[order])
    assert np.array_equal(c.experience, one[order])
