"""Taking up a post by hand: what it costs the household, who takes it, what it pays, and when it ends."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import farm, markets, posts, work
from sim.state.reasons import Reason

RULES = {"posts.time": 0.4, "labour.theta": 0.6, "labour.weight": 1.6, "labour.home_value": 5000.0}
TAKE = RULES | {"posts.constant": 20.0}  # so attractive that a refusal has a chance of 1 in 10^8


@pytest.fixture
def offered(world_at):
    """April 2016, one idle worker in every home, posts of 700 yuan for twelve months offered to households 9 and 11 of village B, money enough."""

    def make():
        world = world_at(2016, 4, TAKE)
        world.households.idle[:] = 1.0
        markets.step(world)
        world.purses.fill("public_jobs", np.full(12, 1e9))
        world.offers.add("post", np.array([9, 11]), np.full(2, 70000.0), np.full(2, 12), "public_jobs")
        return world

    return make


def test_what_a_post_costs_by_hand(offered):
    world = offered()
    h = world.households
    # Row 9: 0.1 idle at 5,000 a year, so 0.3 of the 0.4 come from 0.5 on a farm that needs one worker. Elasticity 0.6 at half of the need, a = 0.75:
    # (0.2 / 0.95) / (0.5 / 1.25) = 0.526316 of the value of 4,000 stays. Local work would lose 12 x 3,000 x 0.75 x 0.3 = 8,100.
    h.idle[9], h.farm_labour[9], h.local_workers[9], h.local_base[9], h.farm_value[9] = 0.1, 0.5, 0.6, 0.45, 4000.0
    # Row 11: nothing idle; the farm, which needs 0.4, gives nine tenths of 0.2 = 0.18, local work 0.22. (0.05 / 0.8) / (0.5 / 1.25) = 0.15625 of 1,000
    # stays. Local work pays 0.75 of 3,000 a month for a worker: 12 x 3,000 x 0.75 x 0.22 = 5,940 a year.
    h.idle[11], h.farm_labour[11], h.local_workers[11], h.local_base[11], h.farm_value[11] = 0.0, 0.2, 0.6, 0.45, 1000.0
    # Row 8: a rich farm, so that local work goes first: 12 x 3,000 x 0.5 x 0.4 = 7,200.
    h.idle[8], h.farm_labour[8], h.local_workers[8], h.local_base[8], h.farm_value[8] = 0.0, 0.5, 0.6, 0.3, 40000.0
    h.farm_need[[8, 9, 11]] = 1.0, 1.0, 0.4
    lost, farm_time, local_time = posts.forgone(world, np.array([9, 11, 8]))
    assert np.allclose(farm_time, [0.3, 0.18, 0.0]) and np.allclose(local_time, [0.0, 0.22, 0.4])
    assert np.allclose(lost, [500 + 4000 * (1 - 0.526316), 1000 * (1 - 0.15625) + 5940, 7200.0], atol=0.01)


def test_work_that_is_given_up_is_not_paid(offered):
    world = offered()
    h = world.households
    h.idle[9], h.farm_labour[9], h.farm_need[9], h.farm_value[9], h.luck_farm[9] = 0.1, 0.5, 1.0, 4000.0, 1.0
    h.idle[11], h.farm_labour[11], h.local_workers[11], h.local_base[11], h.luck_work[11] = 0.0, 0.0, 0.8, 0.6, 1.0
    world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
    farm.step(world), work.step(world)
    full_farm, full_wage = h.farm_net[9], h.wage_local[11]
    posts.step(world), work.step(world), farm.step(world)
    assert world.paid("wage_post")[[9, 11]].tolist() == [70000.0, 70000.0]
    assert h.farm_net[9] == pytest.approx(0.526316 * full_farm, abs=1.0)
    # 3,000 x 0.6 = 1,800 yuan a month; half of the 0.8 workers' time is given up
    assert full_wage == 180000.0 and h.wage_local[11] == 90000.0


def test_a_post_ends_when_nobody_at_home_can_fill_it(offered):
    world = offered()
    h = world.households
    posts.step(world)
    assert world.paid("wage_post")[[9, 11]].all()
    world.open_month()
    world.month = month_index(2017, 2)  # a new plan of work
    h.idle[11], h.farm_labour[11], h.local_workers[11] = 0.2, 0.1, 0.05  # 0.2 + 0.09 + 0.05 = 0.34 is less than 0.4
    posts.step(world)
    assert world.paid("wage_post")[9] == 70000.0 and world.paid("wage_post")[11] == 0.0
    assert h.post_left[11] == 0 and h.reason_post[11] == Reason.NO_LABOUR


def test_when_the_purse_is_empty_the_post_ends(offered):
    world = offered()
    h = world.households
    purse = np.zeros(12)
    purse[h.county[9]] = 70000.0 + 69999.0  # one wage, and all but one fen of another
    world.purses.fill("public_jobs", purse)
    posts.step(world)
    assert world.paid("wage_post")[[9, 11]].tolist() == [70000.0, 0.0]
    assert h.post_left[[9, 11]].tolist() == [11, 0] and h.reason_post[11] == Reason.PURSE
    assert world.purses.of("public_jobs")[h.county[9]] == 69999.0


def test_few_take_a_post_that_pays_little(world_at):
    # log(12,000 / 12,000) = 0 with no pay: with constant 0 the chance is one half; with 700 a month of 12,000 a year,
    # 1.6 x log(20,400 / 12,000) = 0.849 gives 1 / (1 + e^-0.849) = 0.700.
    world = world_at(2016, 4, RULES | {"posts.constant": 0.0})
    h = world.households
    h.welfare[:] = 12000.0
    rows, shares = np.arange(12), []
    for pay in (0.0, 8400.0):
        yes = 0
        for year in range(2000):  # the draws hold for a year
            world.month = world.start + 12 * (year + 1)
            yes += posts.takes(world, rows, np.full(12, pay), np.zeros(12)).sum()
        shares.append(yes / 24000)
    assert shares == pytest.approx([0.5, 0.700], abs=5 * np.sqrt(0.25 / 24000))
