"""Who lives in the village: workers by where they work, children with the adults they were with."""

import numpy as np
import pytest

from sim.processes.labour_choice import AWAY, FARM, HOME, JOB, LOCAL, SCHOOL, SEASONAL
from sim.processes.residence import settle_down

MONTH = 2016 * 12


def settle(*members: tuple[int, int, int], spare=None, married=None, chances=(0.0, 0.0, 0.0)) -> tuple[list[int], float, tuple[float, float]]:
    """Residents, idle units, and members of 16 to 59 away and in all, of one household of (age, activity, resident before).

    spare: idle months of each; chances: child follows, child returns, partner follows.
    """
    age, activity, resident = (np.array(values) for values in zip(*members, strict=True))
    lives, idle, away, adults, n = resident.astype(np.int8), np.zeros(1), np.zeros(1), np.zeros(1), len(age)
    settle_down(1, MONTH, 0, 1, np.array([0, n]), np.arange(n), (MONTH - 12 * age).astype(np.int32), activity.astype(np.int8), np.array(married or [0] * n, np.int8),
                np.array(chances), lives, np.array([0, n]), np.arange(n), 12 * age, np.array(spare or [0.0] * n), np.zeros(1, np.int32), idle, away, adults)  # fmt: skip
    return lives.tolist(), float(idle[0]), (away[0], adults[0])


def test_workers_live_where_they_work():
    assert settle((30, AWAY, 1), (31, FARM, 0), (70, HOME, 1))[0] == [0, 1, 1]


def test_a_child_stays_with_grandparents_or_goes_along():
    assert settle((30, AWAY, 1), (8, SCHOOL, 1), (65, HOME, 1))[0] == [0, 1, 1]
    assert settle((30, AWAY, 1), (8, SCHOOL, 1))[0] == [0, 0]


def test_a_family_comes_back_together():
    assert settle((30, LOCAL, 0), (8, SCHOOL, 0), (29, HOME, 0))[0] == [1, 1, 1]


def test_who_was_away_with_others_stays_while_one_works_there():
    assert settle((30, AWAY, 0), (29, HOME, 0), (65, HOME, 1))[0] == [0, 0, 1]


def test_nobody_moves_without_a_reason():
    assert settle((70, HOME, 0), (68, HOME, 0))[0] == [0, 0]
    assert settle((70, HOME, 1), (8, SCHOOL, 1))[0] == [1, 1]


def test_who_is_away_for_a_season_or_has_a_job_lives_in_the_village():
    assert settle((30, SEASONAL, 0), (8, SCHOOL, 0), (50, JOB, 0))[0] == [1, 1, 1]


FAMILY = (66, HOME, 1), (33, AWAY, 0), (31, AWAY, 0), (8, SCHOOL, 1)
COUPLE = (-1, 1, 1, 0)


def test_a_child_follows_parents_who_are_both_away():
    assert settle(*FAMILY, married=COUPLE, chances=(1.0, 0.0, 0.0))[0] == [1, 0, 0, 0]
    assert settle(*FAMILY, married=COUPLE, chances=(0.0, 1.0, 1.0))[0] == [1, 0, 0, 1]


def test_a_child_is_sent_back_to_the_grandparents():
    away = (*FAMILY[:3], (8, SCHOOL, 0))
    assert settle(*away, married=COUPLE, chances=(0.0, 1.0, 0.0))[0] == [1, 0, 0, 1]
    assert settle(*away, married=COUPLE, chances=(1.0, 0.0, 0.0))[0] == [1, 0, 0, 0]


def test_a_child_stays_while_one_parent_is_at_home():
    one_home = (FAMILY[0], FAMILY[1], (31, FARM, 1), FAMILY[3])
    assert settle(*one_home, married=COUPLE, chances=(1.0, 0.0, 0.0))[0] == [1, 0, 1, 1]


def test_a_partner_without_work_follows_unless_nobody_would_stay():
    assert settle((66, HOME, 1), (33, AWAY, 0), (31, HOME, 1), married=(-1, 1, 1), chances=(0.0, 0.0, 1.0))[0] == [1, 0, 0]
    assert settle((33, AWAY, 0), (31, HOME, 1), married=(1, 1), chances=(0.0, 0.0, 1.0))[0] == [0, 1]
    assert settle((66, HOME, 1), (33, AWAY, 0), (31, FARM, 1), married=(-1, 1, 1), chances=(0.0, 0.0, 1.0))[0] == [1, 0, 1]
def test_idle_hands_are_those_of_members_at_home_below_75():
    assert settle((40, HOME, 1), (65, HOME, 1), (75, HOME, 1), (30, FARM, 1), (33, AWAY, 0), spare=(9.0, 4.5, 4.0, 0.5, 3.0))[1] == pytest.approx(
        14.0 / 12.0
    )
    assert settle((40, HOME, 0), (33, AWAY, 0), spare=(9.0, 0.0))[1] == 0.0


def test_members_of_working_age_are_counted():
    assert settle((40, AWAY, 1), (59, HOME, 1), (60, AWAY, 1), (15, SCHOOL, 1), (16, SCHOOL, 1))[2] == (1.0, 3.0)
