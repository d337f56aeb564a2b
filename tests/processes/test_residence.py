"""Who lives in the village: workers by where they work, children with the adults they were with."""

import numpy as np
import pytest

from sim.processes.labour_choice import AWAY, FARM, HOME, LOCAL, SCHOOL
from sim.processes.residence import settle_down

MONTH = 2016 * 12


def settle(*members: tuple[int, int, int], health: tuple[int, ...] | None = None, married=None, chances=(0.0, 0.0, 0.0)) -> tuple[list[int], float]:
    """Residents and idle units of one household of (age, activity, resident before); chances: child follows, child returns, partner follows."""
    age, activity, resident = (np.array(values) for values in zip(*members, strict=True))
    lives, idle = resident.astype(np.int8), np.zeros(1)
    settle_down(1, MONTH, np.array([0, len(age)]), np.arange(len(age)), (MONTH - 12 * age).astype(np.int32), np.array(health or [0] * len(age), np.int8),
                activity.astype(np.int8), np.array(married or [0] * len(age), np.int8), *chances, lives, idle)  # fmt: skip
    return lives.tolist(), float(idle[0])


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


@pytest.mark.parametrize("age,health,idle", [(40, 0, 0.9), (40, 1, 0.45), (40, 2, 0.0), (65, 0, 0.45), (75, 0, 0.0), (17, 0, 0.9)])
def test_idle_hands_less_the_tenth_that_goes_to_the_farm(age, health, idle):
    assert settle((age, HOME, 1), health=(health,))[1] == pytest.approx(idle)


def test_who_works_or_is_away_is_not_idle():
    assert settle((30, FARM, 1), (31, LOCAL, 1), (33, AWAY, 0), (34, HOME, 0), (12, SCHOOL, 1))[1] == 0.0


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
