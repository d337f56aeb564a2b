"""Classes and causes by hand on the artificial households, and how often the note is wrong."""

import numpy as np
import pytest

from sim.mechanism.steps import classes
from sim.mechanism.steps.classes import CAUSES

EXACT = {"classes.labour_error": 0.0, "classes.cause_error": 0.0}
ROWS = np.arange(12)
# By the table of artificial cases: chronic illness in rows 0, 1, 4 and 10, lost labour in row 5; nobody else has more than little pay.
BY_CASE = ["illness", "illness", "low_pay", "low_pay", "illness", "disability", "low_pay", "low_pay", "low_pay", "low_pay", "illness", "low_pay"]


@pytest.fixture
def world(world_at):
    world = world_at(2016, 3, EXACT)
    world.households.welfare[:] = 20000.0 * world.households.size
    world.households.farm_labour[:] = 0.0  # so that nobody is short of land, unless an example says so
    return world


def cause(world, rows=ROWS) -> list[str]:
    classes.classify(world, rows)
    return [CAUSES[code - 1] for code in world.households.cause[rows]]


def test_causes_of_the_artificial_cases(world):
    assert cause(world) == BY_CASE


@pytest.mark.parametrize("name", ["disaster", "schooling", "no_labour", "no_capital", "no_land", "no_skill"])
def test_each_other_cause_by_hand(world, name):
    # Row 9: a mother of 31 with nine years of school and a son of six.
    h, q = world.households, world.persons
    members, _ = classes.members(world, np.array([9]))
    mother = members[q.birth[members].argmin()]
    h.operated[9] = 1.0
    if name == "disaster":
        world.villages.struck[h.village[9]] = 1
    elif name == "schooling":
        h.school_due[9] = 8000.0 + 1.0  # a fifth of 2 x 20,000
    elif name == "no_labour":
        h.labour[9] = 0.0
    elif name == "no_capital":
        h.invest_gap[9] = 500.0
    elif name == "no_land":
        h.farm_labour[9], h.operated[9] = 0.5, 0.59  # two heads at 0.3 mu
    else:
        q.school[mother] = 6
    assert cause(world)[9] == name
    assert [c for i, c in enumerate(cause(world)) if i < 6] == BY_CASE[:6]  # village A is as it was


def test_costs_below_the_threshold_are_no_cause(world):
    world.households.school_due[9], world.households.oop_year[9] = 7999.0, 799900.0
    assert cause(world)[9] == "low_pay"
    world.households.oop_year[9] = 800000.0
    assert cause(world)[9] == "illness"


def test_a_note_in_error_names_another_cause_that_holds(world):
    world.parameters.set("classes.cause_error", 1.0, "test")
    world.households.labour[0] = 0.0  # row 0: illness, and nobody can work
    found = set()
    for seed in range(60):
        world.seed = seed
        found.add(cause(world, np.array([0]))[0])
    assert found == {"no_labour", "low_pay"}


def test_classes_by_labour(world):
    world.households.labour[:4] = [0.0, 0.5, 1.0, 2.5]
    classes.classify(world, ROWS)
    assert world.households.need_class[:4].tolist() == [3, 2, 1, 1]


def test_labour_is_miscounted_by_half_a_worker_at_the_declared_rate(world_at, small_sample):
    world = world_at(2016, 3, EXACT | {"classes.labour_error": 0.2}, small_sample)
    rows = np.flatnonzero(world.households.labour > 0)
    off = classes.noted_labour(world, rows) - world.households.labour[rows]
    assert set(np.round(off, 9)) == {-0.5, 0.0, 0.5}
    assert abs((off != 0).mean() - 0.2) < 5 * np.sqrt(0.16 / len(rows)) and abs(off.mean()) < 5 * 0.25 / np.sqrt(len(rows))
