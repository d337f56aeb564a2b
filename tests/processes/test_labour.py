"""The plan of work: signs of comparative statics, the closed form of the choice, and one worker by hand."""

import numpy as np
import pytest

from sim.processes import crops, labour, land, residence
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, HOME, LOCAL, SCHOOL, farm_value

PLAIN = {f"labour.{name}": 0.0 for name in ("weight", "habit", "moving_cost", "peers", "care", "age_away")}
NEVER = -1e9


@pytest.fixture
def plan(world_at, small_sample):
    """The world of the sample after the plan of February 2016 (in which last year's work is that of the start)."""

    def make(values=None, population=small_sample, change=lambda world: None, **drivers):
        world = world_at(2016, 2, values, population, **drivers)
        change(world)
        land.step(world)
        crops.step(world)
        labour.step(world)
        residence.step(world)
        return world

    return make


def working(world) -> np.ndarray:
    """bool[persons]: who makes a choice when nobody of 16 or more is in school."""
    q = world.persons
    age = (world.month - q.birth) // 12
    return (age >= 16) & (age < 78) & (q.health < 2)


def doing(world, activity: int) -> int:
    return int((world.persons.activity == activity).sum())


def test_higher_wages_away_more_migrants_and_less_work_on_the_farm(plan):
    low, middle, high = (plan(wage_away=wage) for wage in (3000.0, 4000.0, 6000.0))
    assert doing(low, AWAY) < doing(middle, AWAY) < doing(high, AWAY)
    assert low.households.farm_labour.sum() > middle.households.farm_labour.sum() > high.households.farm_labour.sum()


def test_higher_wages_here_more_local_work_and_fewer_migrants(plan):
    low, high = plan(wage_local=2000.0), plan(wage_local=5000.0)
    assert doing(low, LOCAL) < doing(high, LOCAL) and doing(low, AWAY) > doing(high, AWAY)


def test_better_farm_prices_more_farmers(plan):
    assert doing(plan(farm_price=0.5), FARM) < doing(plan(farm_price=2.0), FARM)


@pytest.mark.parametrize("name,low,high", [("moving_cost", 0.0, 4.0), ("living_away", 0.3, 0.6), ("care", 0.0, 5.0), ("age_away", 0.0, 0.5)])
def test_what_keeps_people_from_leaving(plan, name, low, high):
    def fewer(value):  # at the start the absent work away, so that for the moving cost only those at home are asked
        world = plan({f"labour.{name}": value}, change=lambda w: w.persons.activity.fill(HOME))
        return doing(world, AWAY)

    assert fewer(low) > fewer(high)


def test_neighbours_who_left_draw_others_after_them(plan):
    def with_share(share):
        return plan({"labour.peers": 3.0}, change=lambda w: w.villages.migrants.fill(share))

    assert doing(with_share(0.0), AWAY) < doing(with_share(0.8), AWAY)


def test_care_for_small_children_keeps_mothers_more_than_fathers(plan):
    none, much = (plan({"labour.care": value}, change=lambda w: w.persons.activity.fill(HOME)) for value in (0.0, 3.0))
    stayed = {sex: doing_of(none, sex) - doing_of(much, sex) for sex in (0, 1)}
    assert stayed[1] / doing_of(none, 1) > stayed[0] / doing_of(none, 0) > 0


def doing_of(world, sex: int) -> int:
    """Migrants of a sex in households with a child under six."""
    q = world.persons
    small = np.bincount(q.household, world.month - q.birth < 72, len(world.households)) > 0
    return int(((q.activity == AWAY) & (q.sex == sex) & small[q.household]).sum())


def test_lost_labour_stays_at_home_and_children_learn(plan):
    def change(world):
        world.persons.health[::3] = 2
        age = (world.month - world.persons.birth) // 12
        world.persons.enrolled[:] = (age >= 6) & (age < 19)

    world = plan(change=change)
    q = world.persons
    age = (world.month - q.birth) // 12
    assert (q.activity[(q.health == 2) & (age >= 19)] == HOME).all()
    assert (q.activity[(age >= 6) & (age < 19)] == SCHOOL).all() and (q.activity[age < 6] == HOME).all()
    assert (q.activity[age >= 78] == HOME).all() and not (q.activity[age >= 19] == SCHOOL).any()


def test_strong_habit_keeps_everybody_where_they_were(plan):
    before = {}

    def change(world):
        world.persons.activity[:] = np.where(working(world), np.arange(len(world.persons)) % 5, -1)
        before["activity"] = world.persons.activity.copy()

    world = plan({"labour.habit": 1000.0}, change=change)
    assert np.array_equal(world.persons.activity[working(world)], before["activity"][working(world)])


def test_choices_have_the_shares_of_the_logit(plan):
    # without any weight on earnings the chances are those of the constants: 0, 1, 0.5, -0.5 and 0.2 (McFadden 1974)
    constants = {HOME: 0.0, FARM: 1.0, LOCAL: 0.5, BUSINESS: -0.5, AWAY: 0.2}
    named = {f"labour.constant_{name}": constants[k] for name, k in (("farm", FARM), ("local", LOCAL), ("business", BUSINESS), ("away", AWAY))}
    world = plan(PLAIN | named)
    chosen = world.persons.activity[working(world)]
    total = sum(np.exp(value) for value in constants.values())
    for k, value in constants.items():
        assert abs((chosen == k).mean() - np.exp(value) / total) < 5 * np.sqrt(0.25 / len(chosen)), k


def test_an_option_less_does_not_reshuffle_the_others(plan):
    with_, without = plan(PLAIN), plan(PLAIN | {"labour.constant_away": NEVER})
    one, other = with_.persons.activity, without.persons.activity
    assert not (other == AWAY).any() and (one == AWAY).mean() > 0.05
    assert np.array_equal(one[one != AWAY], other[one != AWAY])


def test_value_of_own_land_by_hand():
    # half of the hands needed at elasticity 0.5: 1,000 x 0.7071; more than 1.2 times the need add nothing: 1,000 x 1.2^0.5 = 1,095.445
    assert farm_value(1.0, 2.0, 1000.0, 0.5) == pytest.approx(707.107, abs=1e-3)
    assert farm_value(2.4, 2.0, 1000.0, 0.5) == farm_value(9.0, 2.0, 1000.0, 0.5) == pytest.approx(1095.445, abs=1e-3)
    assert farm_value(0.0, 2.0, 1000.0, 0.5) == farm_value(1.0, 0.0, 0.0, 0.5) == 0.0


def test_without_land_the_farm_is_worth_its_side_production_only(plan):
    def change(world):
        world.households.land[:], world.households.forest[:] = 0.0, 0.0

    h = plan({"labour.constant_farm": -NEVER}, population=None, change=change).households
    assert not h.operated.any() and h.farm_labour.sum() > 5
    assert np.allclose(h.farm_value, 2400.0 * h.farm_labour)  # poultry and the like: 2,400 yuan for a full worker, without land


def test_one_local_worker_by_hand(plan):
    # Row 9: the mother of 31 with 9 years of school, son of 6. One year beyond eight at 5.5 %: e^0.055 = 1.056541 of the wage. 8.5 of 12 months at
    # mean access, less a tenth of what a road of 0.6 leaves out: 1.056541 x 8.5 / 12 x 0.96 = 0.718448. A quarter of her year goes to the farm.
    def change(world):
        world.counties.local_months[:] = 8.5
        world.villages.road[:] = 0.6

    values = {"labour.constant_local": -NEVER, "labour.schooling_return": 0.055, "labour.local_months": 8.5, "labour.commute": 0.1}
    world = plan(values, population=None, change=change)
    h = world.households
    assert world.villages.road[h.village[9]] == 0.6 and h.ability[9] == 0.0
    assert h.local_base[9] == pytest.approx(0.718448, abs=1e-6)
    assert h.local_workers[9] == 0.75 and h.farm_labour[9] == 0.25 and h.idle[9] == 0.0 and h.migrants[9] == 0.0


def test_one_migrant_by_hand(plan):
    # The same woman away for 10 of 12 months: 1.056541 x 10 / 12 = 0.880451; her son goes along.
    values = {"labour.constant_away": -NEVER, "labour.schooling_return": 0.055, "labour.away_months": 10.0}
    world = plan(values, population=None)
    h = world.households
    assert h.migrant_base[9] == pytest.approx(0.880451, abs=1e-6) and h.migrants[9] == 1.0
    assert h.farm_labour[9] == h.local_workers[9] == h.local_base[9] == 0.0
    assert world.persons.resident[world.persons.household == 9].tolist() == [0, 0]


def test_half_workers_count_half(plan):
    # Row 0: a well man of 72 is half a worker, his wife of 70 with chronic illness too; both farm 0.85 of their time: 0.85 in all, 0.15 casual
    values = {"labour.constant_farm": -NEVER}
    world = plan(values, population=None)
    assert world.households.farm_labour[0] == pytest.approx(0.85) and world.households.local_workers[0] == pytest.approx(0.15)


def test_share_of_migrants_of_the_village_by_hand(plan):
    # everybody of 16 to 59 who may work leaves; the disabled man of 43 (row 5) stays: village A has 8 persons of that age, 7 leave
    world = plan({"labour.constant_away": -NEVER}, population=None)
    q, h = world.persons, world.households
    age = (world.month - q.birth) // 12
    in_a = (h.village[q.household] == 0) & (age >= 16) & (age < 60)
    assert in_a.sum() == 8
    assert world.villages.migrants[0] == 7 / 8
