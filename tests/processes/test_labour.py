"""The plan of work: signs of comparative statics, the closed form of the choice, and one worker by hand."""

import numpy as np
import pytest

from sim.processes import crops, labour, land, markets
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, HOME, JOB, LOCAL, SCHOOL, SEASONAL, farm_kept, farm_value

SILENT = ("weight", "habit", "moving_cost", "peers", "kin_away", "care", "age_away", "ill_away")
PLAIN = {f"labour.{name}": 0.0 for name in SILENT}
BEGINNERS = {"skills.usual_local": 0.0, "skills.usual_away": 0.0}  # wages are those of somebody without experience
RICH = 1e7  # fen: everybody can pay a move
NEVER = -1e9


@pytest.fixture
def plan(world_at, small_sample):
    """The world of the sample after the plan of February 2016 (in which last year's work is that of the start)."""

    def make(values=None, population=small_sample, change=lambda world: None, **drivers):
        world = world_at(2016, 2, values, population, **drivers)
        world.households.cash[:] = RICH
        markets.step(world)
        change(world)
        land.step(world)
        crops.step(world)
        labour.step(world)
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


def test_better_farm_prices_more_farmers_more_farm_income_and_fewer_migrants(plan):
    # S-05 and S-06
    low, high = plan(farm_price=0.5), plan(farm_price=2.0)
    assert doing(low, FARM) < doing(high, FARM) and doing(low, AWAY) > doing(high, AWAY)
    assert low.households.farm_value.sum() < high.households.farm_value.sum()


def test_chronic_illness_brings_migrants_home(plan):
    def ill(value):
        return plan({"labour.ill_away": value}, change=lambda w: w.persons.health.fill(1))

    assert doing(ill(0.0), AWAY) > doing(ill(3.0), AWAY)


def test_more_work_in_the_county_more_local_workers(plan):
    def found(months):
        return plan(change=lambda w: w.counties.local_months.fill(months))

    assert doing(found(5.0), LOCAL) < doing(found(11.0), LOCAL)


def test_the_wage_of_the_county_draws_into_local_work(plan):
    def paid(ratio):
        return plan(change=lambda w: w.counties.wage_ratio.fill(ratio))

    assert doing(paid(0.8), LOCAL) < doing(paid(1.3), LOCAL)


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
        options = np.array([HOME, FARM, LOCAL, BUSINESS, AWAY, SEASONAL])
        world.persons.activity[:] = np.where(working(world), options[np.arange(len(world.persons)) % 6], -1)
        before["activity"] = world.persons.activity.copy()

    world = plan({"labour.habit": 1000.0}, change=change)
    assert np.array_equal(world.persons.activity[working(world)], before["activity"][working(world)])


CONSTANTS = {"farm": (FARM, 1.0), "local": (LOCAL, 0.5), "business": (BUSINESS, -0.5), "away": (AWAY, 0.2), "seasonal": (SEASONAL, -0.3)}


def test_choices_have_the_shares_of_the_logit(plan):
    # without any weight on earnings the chances are those of the constants, 0 for home (McFadden 1974)
    world = plan(PLAIN | {f"labour.constant_{name}": value for name, (_, value) in CONSTANTS.items()})
    chosen = world.persons.activity[working(world)]
    chances = {HOME: 1.0} | {k: np.exp(value) for k, value in CONSTANTS.values()}
    for k, chance in chances.items():
        assert abs((chosen == k).mean() - chance / sum(chances.values())) < 5 * np.sqrt(0.25 / len(chosen)), k


def test_an_offered_job_has_its_share_and_one_member_takes_it(plan):
    def change(world):
        world.households.job_offer[::2] = 2000.0

    world = plan(PLAIN | {"labour.constant_job": 0.0} | {f"labour.constant_{name}": 0.0 for name in CONSTANTS}, change=change)
    q, h = world.persons, world.households
    hired, able = np.bincount(q.household, q.activity == JOB, len(h)), np.bincount(q.household, working(world), len(h))
    assert not hired[1::2].any() and hired.max() == 1
    one = (able == 1) & (h.job_offer > 0)
    assert abs(hired[one].mean() - 1 / 7) < 5 * np.sqrt(1 / 7 * 6 / 7 / one.sum())
    full = (world.month - q.birth < 720) & (q.health == 0)
    assert np.array_equal(h.job_units, np.bincount(q.household, (q.activity == JOB) * np.where(full, 1.0, 0.5), len(h)))


def test_a_job_that_is_offered_reshuffles_nobody_who_does_not_take_it(plan):
    # of households with one worker, so that no other member's time depends on it
    def change(world):
        world.households.job_offer[:] = 2000.0

    with_, without = plan(change=change), plan()
    q = with_.persons
    alone = (np.bincount(q.household, working(with_), len(with_.households)) == 1)[q.household]
    one, other = q.activity[alone], without.persons.activity[alone]
    assert (one == JOB).any() and np.array_equal(one[one != JOB], other[one != JOB])


def test_better_paid_jobs_are_taken_by_more(plan):
    def taken(pay):
        return doing(plan(change=lambda world: world.households.job_offer.fill(pay)), JOB)

    assert 0 < taken(1000.0) < taken(3000.0)


def test_an_option_less_does_not_reshuffle_the_others(plan):
    with_, without = plan(PLAIN), plan(PLAIN | {"labour.constant_away": NEVER})
    one, other = with_.persons.activity, without.persons.activity
    assert not (other == AWAY).any() and (one == AWAY).mean() > 0.05
    assert np.array_equal(one[one != AWAY], other[one != AWAY])


def test_value_of_own_land_by_hand():
    # elasticity 0.5 at half of the need: a = 0.5. Half of the hands: 1,000 x 1.5 x 0.5 / (0.5 + 0.5) = 750; more than 1.2 times the need add nothing:
    # 1,000 x 1.5 x 1.2 / 1.7 = 1,058.824
    assert farm_value(1.0, 2.0, 1000.0, 0.5) == pytest.approx(750.0)
    assert farm_value(2.0, 2.0, 1000.0, 0.5) == pytest.approx(1000.0)
    assert farm_value(2.4, 2.0, 1000.0, 0.5) == farm_value(9.0, 2.0, 1000.0, 0.5) == pytest.approx(1058.824, abs=1e-3)
    assert farm_value(0.0, 2.0, 1000.0, 0.5) == farm_value(1.0, 0.0, 0.0, 0.5) == 0.0
    # 0.4 of the hands instead of half: 1.5 x 0.4 / 0.9 = 0.666667 against 0.75; spare hands cost nothing; without land in proportion
    assert farm_kept(1.0, 0.2, 2.0, 0.5) == pytest.approx(0.888889, abs=1e-6)
    assert farm_kept(6.0, 3.0, 2.0, 0.5) == 1.0 and farm_kept(1.0, 0.25, 0.0, 0.5) == 0.75


@pytest.mark.parametrize("theta", [0.2, 0.6, 0.9])
def test_the_value_of_land_is_concave_with_the_given_elasticity_at_half_of_the_need(theta):
    x = np.linspace(0.01, 1.2, 120)
    value = np.array([farm_value(labour, 1.0, 1.0, theta) for labour in x])
    assert (np.diff(value) > 0).all() and (np.diff(value, 2) < 0).all()
    slope = (farm_value(0.5001, 1.0, 1.0, theta) - farm_value(0.4999, 1.0, 1.0, theta)) / 0.0002
    assert slope * 0.5 / farm_value(0.5, 1.0, 1.0, theta) == pytest.approx(theta, abs=1e-6)


def test_without_land_the_farm_is_worth_its_side_production_only(plan):
    def change(world):
        world.households.land[:], world.households.forest[:] = 0.0, 0.0

    h = plan({"labour.constant_farm": -NEVER}, population=None, change=change).households
    assert not h.operated.any() and h.farm_labour.sum() > 5
    assert np.allclose(h.farm_value, 2400.0 * h.farm_labour)  # poultry and the like: 2,400 yuan for a full worker, without land


def test_one_local_worker_by_hand(plan):
    # Row 9: the mother of 31 with 9 years of school, son of 6. One year beyond eight at 5.5 %: e^0.055 = 1.056541 of the wage. 8.5 of 12 months at
    # mean access, less a tenth of what a road of 0.6 leaves out: 1.056541 x 8.5 / 12 x 0.96 = 0.718448. Two months go to the farm, 1.5 are idle.
    def change(world):
        world.counties.local_months[:] = 8.5
        world.villages.road[:] = 0.6

    values = {"labour.constant_local": -NEVER, "labour.schooling_return": 0.055, "labour.commute": 0.1}
    world = plan(values | BEGINNERS, population=None, change=change)
    h = world.households
    assert world.villages.road[h.village[9]] == 0.6 and h.ability[9] == 0.0
    assert h.local_base[9] == pytest.approx(0.718448, abs=1e-6)
    assert h.local_workers[9] == pytest.approx(8.5 / 12) and h.farm_labour[9] == pytest.approx(2.0 / 12) and h.migrants[9] == 0.0
    assert h.idle[9] == pytest.approx(1.5 / 12)


def test_one_migrant_by_hand(plan):
    # The same woman away for 10 of 12 months: 1.056541 x 10 / 12 = 0.880451; her son goes along.
    values = {"labour.constant_away": -NEVER, "labour.schooling_return": 0.055, "labour.away_months": 10.0}
    world = plan(values | BEGINNERS, population=None)
    h = world.households
    assert h.migrant_base[9] == pytest.approx(0.880451, abs=1e-6) and h.migrants[9] == 1.0
    assert h.farm_labour[9] == h.local_workers[9] == h.local_base[9] == 0.0
    assert world.persons.resident[world.persons.household == 9].tolist() == [0, 0]


def test_one_seasonal_worker_by_hand(plan):
    # The same woman away for 5.5 months: 1.056541 x 5.5 / 12 = 0.484248; five months on the farm, 1.5 idle; she and her son live in the village.
    values = {"labour.constant_seasonal": -NEVER, "labour.schooling_return": 0.055, "labour.seasonal_months": 5.5}
    world = plan(values | BEGINNERS, population=None)
    h = world.households
    assert h.seasonal_base[9] == pytest.approx(0.484248, abs=1e-6) and h.migrants[9] == h.migrant_base[9] == 0.0
    assert h.months_seasonal[9] == 5.5 and 12 * h.farm_labour[9] == pytest.approx(5.0) and 12 * h.idle[9] == pytest.approx(1.5)
    assert world.persons.resident[world.persons.household == 9].tolist() == [1, 1]


def test_half_workers_count_half(plan):
    # Row 0: a well man of 72 is half a worker, his wife of 70 with chronic illness too; both farm 4.5 of 6 months, and find 1.25 months of casual work
    def change(world):
        world.counties.local_months[:] = 8.5

    values = {"labour.constant_farm": -NEVER, "labour.casual_months": 2.5}
    h = plan(values, population=None, change=change).households
    assert 12 * h.farm_labour[0] == pytest.approx(9.0) and 12 * h.local_workers[0] == pytest.approx(2.5)
    assert h.plan_units[0] == 1.0 and 12 * h.idle[0] == pytest.approx(0.5)


def test_care_binds_time_by_hand(plan):
    # Row 5: the disabled man of 43 binds 4 months of the only worker, his mother of 69 with chronic illness: half a worker, six months. She farms what
    # is left, two months, and finds no time for casual work. Row 2: grandparents (64 and 62, half workers each) with the boy of five; their son and his
    # wife are away. 4 months are shared by weight: the women 1.6 and the men 0.6 of 4.4, so the grandmother gives 1.4545 and the grandfather 0.5455.
    # The share of those away, 2, is taken from idle hands at home: nothing is idle when both farm 4.5 months and find 0.75 and 0.25 of casual work.
    def change(world):
        world.counties.local_months[:] = 8.5

    values = {"labour.constant_farm": -NEVER, "labour.ill_months": 4.0, "labour.child_months": 4.0, "labour.casual_months": 2.5}
    h = plan(values, population=None, change=change).households
    assert h.months_care[5] == pytest.approx(4.0) and 12 * h.farm_labour[5] == pytest.approx(2.0) and h.local_workers[5] == h.idle[5] == 0.0
    assert h.plan_units[2] == 3.0 and h.months_care[2] == pytest.approx(4.0) and h.migrants[2] == 0.0  # they came back to farm


def test_care_that_migrants_leave_is_taken_over_by_idle_hands(plan):
    # Row 2 again, with the young away (as they were) and the old at home: 2 of the 4 months fall to the young, and idle grandparents take them over
    def change(world):
        q = world.persons
        q.activity[q.household == 2] = np.where((world.month - q.birth[q.household == 2]) // 12 < 60, AWAY, HOME)

    world = plan({"labour.habit": 1000.0, "labour.child_months": 4.0}, population=None, change=change)
    h = world.households
    assert h.migrants[2] == 2.0 and h.months_care[2] == pytest.approx(4.0)
    assert 12 * h.idle[2] == pytest.approx(2 * (6.0 - 0.6) - 4.0)


def test_share_of_migrants_of_the_village_by_hand(plan):
    # everybody of 16 to 59 who may work leaves; the disabled man of 43 (row 5) stays: village A has 8 persons of that age, 7 leave
    world = plan({"labour.constant_away": -NEVER}, population=None)
    q, h = world.persons, world.households
    age = (world.month - q.birth) // 12
    in_a = (h.village[q.household] == 0) & (age >= 16) & (age < 60)
    assert in_a.sum() == 8
    assert world.villages.migrants[0] == 7 / 8


def test_schooling_pays_among_wage_earners(plan):
    # S-16: the return to schooling must survive selection into work: local wages a worker by years of school of the only worker
    world = plan()
    q, h = world.persons, world.households
    alone = (np.bincount(q.household, q.activity == LOCAL, len(h)) == 1)[q.household] & (q.activity == LOCAL)
    pay = np.log(h.local_base[q.household[alone]] / h.local_workers[q.household[alone]])
    assert np.polyfit(q.school[alone], pay, 1)[0] > 0.02
