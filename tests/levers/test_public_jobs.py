"""Posts by hand: how many a village has, who is offered one, what it costs the household, what it pays to the yuan."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.levers import public_jobs
from sim.processes import farm, posts, work
from sim.state.reasons import Reason

# Rows of the artificial households: 0 to 5 in village A (Qingliu), 6 to 11 in village B (Jianning). Registered poor are rows 1, 5 and 10.
RULES = {"public_jobs.wage": 700.0, "public_jobs.contract": 12, "public_jobs.posts_registered": 0.0, "public_jobs.budget": 80e6, "posts.time": 0.4,
         "labour.theta": 0.6, "labour.weight": 1.6}  # fmt: skip
TAKE = RULES | {"posts.constant": 20.0}  # so attractive that a refusal has a chance of 1 in 10^8


@pytest.fixture
def april(world_at):
    """April 2016 with one idle worker in every home that has residents, and only the further posts of running counties."""

    def make(**values):
        world = world_at(2016, 4, TAKE | {f"public_jobs.{k}": v for k, v in values.items()})
        world.households.idle[:] = world.households.residents > 0
        world.purses.fill("public_jobs", np.full(12, 1e9))
        return world

    return make


def test_posts_of_registered_households_and_further_posts(april):
    # 36,950 posts for 36,950 registered households is one each: 2 in village A, 1 in village B. Whole numbers leave nothing to the draw.
    world = april(posts_registered=36950.0, posts_per_village=3.0)
    assert public_jobs.slots(world).tolist() == [2 + 3, 1 + 3]
    world.counties.rollout[:] = -1  # the mechanism nowhere
    assert public_jobs.slots(world).tolist() == [2, 1]
    world.counties.rollout[:] = world.month  # starts this month: nobody is listed yet
    assert public_jobs.slots(world).tolist() == [2, 1]


def test_a_part_of_a_post_is_drawn_and_right_in_the_mean(start, small_sample):
    # 2,500 posts for 36,950 registered households, villages of the sample; each year another draw, the same all year
    world = start(population=small_sample, values={"public_jobs.posts_per_village": 0.0, "public_jobs.posts_registered": 2500.0}).world
    registered = np.bincount(world.households.village, world.households.jiandang, len(world.villages))
    years = []
    for year in range(2000, 2400):
        world.month = month_index(year, 4)
        years.append(public_jobs.slots(world))
        assert (np.floor(registered * 2500 / 36950) <= years[-1]).all() and (years[-1] <= np.ceil(registered * 2500 / 36950)).all()
    mean, error = np.mean(years, axis=0), np.sqrt(0.25 / 400)
    assert (np.abs(mean - registered * 2500 / 36950) < 5 * error).all()


def test_the_poorest_by_recorded_income_are_offered_the_posts(april):
    world = april(posts_per_village=2.0)
    h = world.households
    h.on_list[6:] = 1
    #            away    business  land    no land  registered  ordinary
    h.welfare[6:] = [9000, 60000, 24000, 12000, 27000, 20000]
    assert h.size[6:].tolist() == [3, 3, 3, 2, 3, 4]  # a head: 3000, 20000, 8000, 6000, 9000, 5000
    public_jobs.deliver(world)
    (rows, fen, months, lever), = world.offers.of("post")
    # two posts in B: rows 11 (5,000) and 9 (6,000); in A the registered rows 1 and 5. The house of row 6 is empty: all are away.
    assert sorted(rows.tolist()) == [1, 5, 9, 11] and lever == "public_jobs"
    assert set(fen) == {70000.0} and set(months) == {12}
    assert h.reason_post[6:].tolist() == [Reason.NO_LABOUR, Reason.SLOT, Reason.SLOT, Reason.NONE, Reason.SLOT, Reason.NONE]


def test_posts_that_are_held_are_not_offered_again(april):
    world = april(posts_per_village=2.0)
    h = world.households
    h.on_list[6:] = 1
    h.welfare[:] = h.size * 1000.0
    h.post_left[7], h.post_left[8] = 5, 1
    public_jobs.deliver(world)
    (rows, *_), = world.offers.of("post")
    assert not (rows >= 6).any()


@pytest.mark.parametrize("month", [1, 3, 5, 12])
def test_posts_are_offered_in_april_only(april, month):
    world = april()
    world.month = month_index(2016, month)
    world.households.on_list[:] = 1
    public_jobs.deliver(world)
    assert not world.offers.of("post")


def test_a_county_that_has_begun_offers_posts_in_the_next_month(april):
    world = april()
    world.households.on_list[:] = 1
    world.counties.rollout[:] = -1
    world.counties.rollout[world.households.county[6]] = month_index(2016, 8)
    world.month = month_index(2016, 9)
    public_jobs.deliver(world)
    (rows, *_), = world.offers.of("post")
    assert len(rows) == 3 and (rows >= 6).all()


def test_what_a_post_costs_by_hand(april):
    world = april()
    h = world.households
    # Row 9: 0.1 idle, so 0.3 of the 0.4 come from 0.5 on the farm. 1 - 0.3/0.5 = 0.4 of the labour stays, 0.4^0.6 = 0.577080 of the value of 4,000.
    h.idle[9], h.farm_labour[9], h.local_workers[9], h.farm_value[9] = 0.1, 0.5, 0.6, 4000.0
    # Row 11: nothing idle; the farm gives nine tenths of 0.2 = 0.18, local work 0.22. 0.1^0.6 = 0.251189 of 1,000 stays. Local work pays 0.75 of 3,000 a
    # month for a worker: 12 x 3,000 x 0.75 x 0.22 = 5,940 a year.
    h.idle[11], h.farm_labour[11], h.local_workers[11], h.local_base[11], h.farm_value[11] = 0.0, 0.2, 0.6, 0.45, 1000.0
    lost, farm_time, local_time = posts.forgone(world, np.array([9, 11]))
    assert np.allclose(farm_time, [0.3, 0.18]) and np.allclose(local_time, [0.0, 0.22])
    assert np.allclose(lost, [4000 * (1 - 0.577080), 1000 * (1 - 0.251189) + 5940], atol=0.01)


def test_work_that_is_given_up_is_not_paid(april):
    world = april()
    h = world.households
    h.on_list[:] = 0
    h.on_list[[9, 11]] = 1
    h.idle[9], h.farm_labour[9], h.farm_value[9], h.luck_farm[9] = 0.1, 0.5, 4000.0, 1.0
    h.idle[11], h.farm_labour[11], h.local_workers[11], h.local_base[11], h.luck_work[11] = 0.0, 0.0, 0.8, 0.6, 1.0
    world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
    farm.step(world), work.step(world)
    full_farm, full_wage = h.farm_net[9], h.wage_local[11]
    public_jobs.deliver(world)
    posts.step(world), work.step(world), farm.step(world)
    assert h.wage_post[[9, 11]].tolist() == [70000.0, 70000.0]
    assert h.farm_net[9] == pytest.approx(0.577080 * full_farm, abs=1.0)
    # 3,000 x 0.6 = 1,800 yuan a month; half of the 0.8 workers' time is given up
    assert full_wage == 180000.0 and h.wage_local[11] == 90000.0


def test_twelve_months_pay_twelve_wages(start):
    # From April 2016 to March 2017 each household that takes a post receives 12 x 700 = 8,400 yuan, and the ledger says the same.
    stay = {"labour.constant_away": -20.0, "labour.constant_business": -20.0, "recognition.aware": 0.0}
    model = start(values=TAKE | stay)
    for _ in range(15):
        model.step()
    h = model.world.households
    h.on_list[:] = 0
    h.on_list[[3, 9, 11]] = 1
    total = 0.0
    for _ in range(12):
        model.step()
        total = total + h.wage_post
    assert model.world.month == month_index(2017, 4)
    assert total[[3, 9, 11]].tolist() == [840000.0] * 3
    assert not h.post_left[[3, 9, 11]].any()
    spent = [model.world.ledger.spent("public_jobs", c, month_index(2016, 4), month_index(2017, 3)) for c in range(12)]
    assert sum(spent) == total.sum()


def test_a_post_ends_when_nobody_at_home_can_fill_it(april):
    world = april()
    h = world.households
    h.on_list[[9, 11]] = 1
    public_jobs.deliver(world)
    posts.step(world)
    assert h.wage_post[[9, 11]].all()
    world.offers.clear()
    h.idle[11], h.farm_labour[11], h.local_workers[11] = 0.2, 0.1, 0.05  # 0.2 + 0.09 + 0.05 = 0.34 is less than 0.4
    posts.step(world)
    assert h.wage_post[9] == 70000.0 and h.wage_post[11] == 0.0
    assert h.post_left[11] == 0 and h.reason_post[11] == Reason.NO_LABOUR


def test_when_the_purse_is_empty_the_post_ends(april):
    world = april()
    h = world.households
    h.on_list[[9, 11]] = 1
    public_jobs.deliver(world)
    purse = np.zeros(12)
    purse[h.county[9]] = 70000.0 + 69999.0  # one wage, and all but one fen of another
    world.purses.fill("public_jobs", purse)
    posts.step(world)
    assert h.wage_post[[9, 11]].tolist() == [70000.0, 0.0]
    assert h.post_left[[9, 11]].tolist() == [11, 0] and h.reason_post[11] == Reason.PURSE
    assert world.purses.of("public_jobs")[h.county[9]] == 69999.0


def test_the_purse_of_a_county_by_hand(world_at):
    # 17.40 yuan in the city are 1 fen for each of 1,740 villages. The artificial households stand for themselves, so nothing is scaled; the
    # ten counties where none of them lives need no purse.
    world = world_at(2016, 1, {"public_jobs.budget": 17.4})
    public_jobs.fill_purse(world)
    purse = dict(zip(world.counties.adcode.tolist(), world.purses.of("public_jobs").tolist(), strict=True))
    assert {code: fen for code, fen in purse.items() if fen} == {350423: 111.0, 350430: 92.0}


def test_a_measure_that_begins_in_summer_has_the_rest_of_the_budget(world_at):
    # from July: 6 of 12 months of 34.80 yuan are 1 fen for each of 1,740 villages
    world = world_at(2016, 7, {"public_jobs.budget": 34.8})
    world.levers_on["public_jobs"] = (world.month, world.month + 100)
    public_jobs.deliver(world)
    purse = dict(zip(world.counties.adcode.tolist(), world.purses.of("public_jobs").tolist(), strict=True))
    assert {code: fen for code, fen in purse.items() if fen} == {350423: 111.0, 350430: 92.0}
    world.month += 1
    public_jobs.deliver(world)
    assert world.purses.of("public_jobs").sum() == 203.0


def test_few_take_a_post_that_pays_little(world_at):
    # log(12,000 / 12,000) = 0 with no pay: with constant 0 the chance is one half; with 700 a month of 12,000 a year,
    # 1.6 x log(20,400 / 12,000) = 0.849 gives 1 / (1 + e^-0.849) = 0.700.
    world = world_at(2016, 4, RULES | {"posts.constant": 0.0})
    h = world.households
    h.welfare[:] = 12000.0
    rows, shares = np.arange(12), []
    for pay in (0.0, 8400.0):
        yes = 0
        for month in range(2000):
            world.month = month
            yes += posts.takes(world, rows, np.full(12, pay), np.zeros(12)).sum()
        shares.append(yes / 24000)
    assert shares == pytest.approx([0.5, 0.700], abs=5 * np.sqrt(0.25 / 24000))
