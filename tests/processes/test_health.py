"""Illness by hand: what a case costs, what comes back, how long it keeps a worker away, and what it takes from pay and harvest."""

import numpy as np
import pytest

from sim.processes import farm, health, work

RULES = {"health.cost_median": 5000.0, "health.cost_sd": 0.0, "health.refund": 0.5, "health.everyday": 240.0}


def test_without_hazard_there_are_only_everyday_costs(world_at):
    # 240 yuan a head and year are 20 a month; at an index of 1.25 they are 25. Household 3 has four members.
    world = world_at(2016, 3, RULES, price=1.25)
    world.households.hazard[:] = 0.0
    health.step(world)
    assert world.households.medical[3] == 4 * 2500.0
    assert not world.households.refund.any() and not world.households.sick_left.any()


def test_a_case_by_hand(world_at):
    # 5,000 at an index of 1.2 is 6,000; half comes back; everyday costs of two members are 48
    world = world_at(2016, 3, RULES, price=1.2)
    world.households.hazard[:] = 1.0
    health.step(world)
    assert world.households.medical[9] == 604800.0 and world.households.refund[9] == 300000.0
    assert (world.households.sick_left >= 1).all()


def test_cases_come_with_their_hazard(world_at, small_sample):
    world = world_at(2016, 3, RULES, small_sample)
    world.households.hazard[:] = 0.1
    cases = 0
    for month in range(40):
        world.month = 24192 + month
        health.step(world)
        cases += (world.households.refund > 0).sum()
    n = 40 * len(world.households)
    assert abs(cases / n - 0.1) < 5 * np.sqrt(0.09 / n)


def test_bills_are_log_normal_and_costly_cases_last_longer(world_at, small_sample):
    world = world_at(2016, 3, RULES | {"health.cost_sd": 0.95}, small_sample)
    h = world.households
    h.hazard[:] = 1.0
    health.step(world)
    log = np.log(h.refund / (5000 * 0.5 * 100))
    n = len(h)
    assert abs(log.mean()) < 5 * 0.95 / np.sqrt(n) and abs(log.std() - 0.95) < 5 * 0.95 / np.sqrt(2 * n)
    # normal: 10.0 % lie above 1.28, 30.1 % between 0.25 and 1.28
    for months, share in ((12, 0.1003), (3, 0.3010), (1, 0.5987)):
        assert abs((h.sick_left == months).mean() - share) < 5 * np.sqrt(0.25 / n), months
    assert h.refund[h.sick_left == 12].min() > h.refund[h.sick_left == 3].max()


def test_months_run_down_and_a_new_case_never_shortens_them(world_at):
    world = world_at(2016, 3, RULES)
    world.households.hazard[:], world.households.sick_left[:] = 0.0, 3
    left = []
    for _ in range(4):
        health.step(world)
        left.append(int(world.households.sick_left[0]))
    assert left == [2, 1, 0, 0]
    world.households.sick_left[:], world.households.hazard[:] = 12, 1.0
    health.step(world)
    assert (world.households.sick_left >= 11).all()  # most new cases alone would have taken one or three months


@pytest.fixture
def month(world_at):
    """Wages and harvest in yuan of household 3 with two workers: 1.5 local (pay 1), 0.5 on the farm (value 12,000)."""

    def live(sick: int, labour: float):
        world = world_at(2016, 7, {"epidemic.on": False})
        h = world.households
        h.sick_left[3], h.labour[3] = sick, labour
        h.local_base[3], h.local_workers[3], h.business_base[3], h.migrant_base[3] = 1.0, 1.5, 0.5, 1.0
        h.farm_value[3], h.farm_labour[3], h.luck_work[:], h.luck_farm[:] = 12000.0, 0.5, 1.0, 1.0
        world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
        work.step(world), farm.step(world)
        return [h.columns[name][3] / 100 for name in ("wage_local", "business_net", "wage_migrant", "farm_net")]

    return live


def test_illness_of_one_of_two_workers_takes_half_the_pay_and_a_quarter_of_the_harvest(month):
    well, ill = month(0, 2.0), month(1, 2.0)
    assert well[:3] == [3000.0, 1500.0, 4000.0] and ill[:3] == [1500.0, 750.0, 2000.0]
    assert ill[3] == pytest.approx(0.75 * well[3], abs=0.01)


def test_illness_of_the_only_worker_takes_all_pay_and_half_the_harvest(month):
    well, ill = month(0, 1.0), month(1, 1.0)
    assert ill[:3] == [0.0, 0.0, 0.0] and ill[3] == pytest.approx(0.5 * well[3], abs=0.01)
