"""The three rules of decision: random utility, keeping last year's work while content, and anything feasible at random."""

import numpy as np
import pytest

from sim.processes import aspiration, crops, labour, land, markets
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, HOME, JOB, LOCAL, SCHOOL, SEASONAL
from sim.processes.labour_plan import RANDOM_UTILITY, SATISFICING, ZERO_INTELLIGENCE


@pytest.fixture
def plan(world_at, small_sample):
    """The sample after the plan of February 2017 under a rule; everybody earned 10,000 a head last year except rows that `poor` names."""

    def make(rule, poor=None, change=lambda world: None, values=None, **drivers):
        world = world_at(2017, 2, {"labour.rule": rule} | (values or {}), small_sample, **drivers)
        h, q = world.households, world.persons
        h.cash[:], h.welfare[:] = 1e7, 10000.0 * h.size
        if poor is not None:
            h.welfare[poor] = 1000.0 * h.size[poor]
        options = np.array([HOME, FARM, LOCAL, BUSINESS, AWAY, SEASONAL])
        q.activity[:] = options[q.id % 6]
        markets.step(world)
        change(world)
        world.before = q.activity.copy()
        for step in (land.step, crops.step, labour.step):
            step(world)
        return world

    return make


def works(world) -> np.ndarray:
    q = world.persons
    age = (world.month - q.birth) // 12
    return (age >= 16) & (age < 78) & (q.health < 2)


def test_who_is_content_keeps_last_years_work_and_who_is_not_plans_anew(plan):
    poor = np.arange(0, 4000, 3)
    world = plan(SATISFICING, poor)
    q = world.persons
    is_poor = np.isin(q.household, poor)
    kept = q.activity == world.before
    assert kept[works(world) & ~is_poor].all()
    other = plan(RANDOM_UTILITY, poor)
    assert not kept[works(world) & is_poor].all()
    assert np.array_equal(q.activity[is_poor], other.persons.activity[is_poor])  # the discontented do what random utility says


def test_wages_move_the_discontented_only(plan):
    poor = np.arange(0, 4000, 3)
    low, high = plan(SATISFICING, poor, wage_away=3000.0), plan(SATISFICING, poor, wage_away=8000.0)
    is_poor = np.isin(low.persons.household, poor)
    assert (low.persons.activity[is_poor] == AWAY).sum() < (high.persons.activity[is_poor] == AWAY).sum()
    assert np.array_equal(low.persons.activity[~is_poor], high.persons.activity[~is_poor])


def test_content_by_hand(world_at):
    # Village A has 19 members with 10,000 a head except row 0 (two members) with 4,000: mean 178,000 / 19 = 9,368 or so. Used to the same as last
    # year, row 0 aspires to 0.9 x (4,000 + 9,368) / 2 = 6,016 and has less; the others to less than they have.
    world = world_at(2017, 2, {"labour.rule": SATISFICING, "labour.aspiration": 0.9})
    h = world.households
    h.welfare[:] = 10000.0 * h.size
    h.welfare[0] = 4000.0 * h.size[0]
    assert aspiration.content(world).tolist() == [0] + [1] * 11
    assert h.used_to[0] == 4000.0
    h.welfare[1] = 7000.0 * h.size[1]  # used to 8,500 now: aspires to 0.9 x (8,500 + about 9,200) / 2 = 7,970
    assert aspiration.content(world).tolist() == [0, 0] + [1] * 10
    assert h.used_to[1] == 8500.0


def test_under_the_other_rules_everybody_plans(world_at):
    for rule in (RANDOM_UTILITY, ZERO_INTELLIGENCE):
        world = world_at(2017, 2, {"labour.rule": rule})
        world.households.welfare[:] = 1e6
        assert not aspiration.content(world).any() and not world.households.used_to.any()


def test_zero_intelligence_takes_each_open_option_equally_often(plan):
    world = plan(ZERO_INTELLIGENCE)
    chosen = world.persons.activity[works(world)]
    for k in (HOME, FARM, LOCAL, BUSINESS, AWAY, SEASONAL):
        assert abs((chosen == k).mean() - 1 / 6) < 5 * np.sqrt(5 / 36 / len(chosen))
    assert not np.isin(chosen, (JOB, SCHOOL)).any()


def test_zero_intelligence_does_not_look_at_wages_but_cannot_do_what_is_closed(plan):
    one, other = plan(ZERO_INTELLIGENCE), plan(ZERO_INTELLIGENCE, wage_away=9000.0, farm_price=3.0)
    assert np.array_equal(one.persons.activity, other.persons.activity)

    def broke(world):
        world.households.cash[:], world.households.welfare[:] = 0.0, 0.0

    stuck = plan(ZERO_INTELLIGENCE, change=broke)
    q = stuck.persons
    moved = np.isin(q.activity, (AWAY, SEASONAL)) & ~np.isin(stuck.before, (AWAY, SEASONAL))
    assert not moved.any() and np.isin(q.activity, (AWAY, SEASONAL)).any()


def test_the_draws_are_those_of_random_utility(plan):
    # without weight on anything, random utility picks what zero intelligence picks
    silent = ("weight", "habit", "moving_cost", "peers", "kin_away", "care", "age_away", "ill_away", "constant_farm", "constant_local", "constant_business",
              "constant_away", "constant_seasonal")  # fmt: skip
    values = {f"labour.{name}": 0.0 for name in silent}
    one, other = plan(ZERO_INTELLIGENCE, values=values), plan(RANDOM_UTILITY, values=values)
    assert np.array_equal(one.persons.activity, other.persons.activity)


def test_a_job_that_is_no_longer_offered_is_not_kept(plan):
    def had_job(world):
        world.persons.activity[:] = JOB

    world = plan(SATISFICING, change=had_job)
    assert not (world.persons.activity == JOB).any()
