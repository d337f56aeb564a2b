"""Illness by hand: what a case costs, what comes back, how long it keeps worker and carer away, who stays at home, and what it takes from pay and harvest."""

import numpy as np
import pytest

from sim.processes import farm, health, medical_insurance, work

RULES = {"health.cost_median": 5000.0, "health.cost_sd": 0.0, "health.everyday": 240.0, "health.old_cost": 120.0, "health.chronic_cost": 600.0, "health.late": 0.0,
         "health.travel": 0.0, "health.use_response": 0.0, "health.forgo": 0.0, "medical_insurance.enrolled": 1.0, "medical_insurance.catalogue": 1.0,
         "medical_insurance.deductible": 0.0, "medical_insurance.rate_town": 0.5, "medical_insurance.rate_county": 0.5, "medical_insurance.rate_city": 0.5, "medical_insurance.serious_rate": 0.0,
         "medical_insurance.least_registered": 0.0, "medical_insurance.least_dibao": 0.0}  # fmt: skip


def fall_ill(world, hazard: float = 1.0) -> None:
    """A month in which the waits are drawn anew and every household has a case with this chance."""
    world.start = world.month  # waits and enrolment are drawn in the first month
    world.households.hazard[:] = hazard
    world.payments.clear()
    medical_insurance.step(world)
    health.step(world)


def test_without_hazard_there_are_only_everyday_costs(world_at):
    # 240 yuan a head and year are 20 a month, 25 at an index of 1.25: four members 100. Row 0: two of 60 and over at 12.5 more, one chronically ill at 62.5
    world = world_at(2016, 3, RULES, price=1.25)
    fall_ill(world, 0.0)
    h = world.households
    assert h.medical[3] == 10000.0 and h.medical[0] == 5000.0 + 2500.0 + 6250.0
    assert not world.paid("hospital").any() and not h.sick_left.any() and np.array_equal(h.oop_year, h.medical)


def test_a_case_by_hand(world_at):
    # 5,000 at an index of 1.2 is 6,000; half comes back
    world = world_at(2016, 3, RULES, price=1.2)
    fall_ill(world)
    h = world.households
    assert (world.paid("hospital") == 600000.0).all() and (world.paid("refund") == 300000.0).all() and not world.paid("medical_aid").any()
    assert np.array_equal(h.oop_year, 300000.0 + h.medical) and (h.own_year == 300000.0).all()


def test_the_way_costs_by_distance(world_at):
    world = world_at(2016, 3, RULES | {"health.travel": 5.0})
    world.villages.hospital_km[:] = 10.0, 40.0
    fall_ill(world)
    assert set(world.paid("hospital")[world.households.village == 0]) == {505000.0} and set(
        world.paid("hospital")[world.households.village == 1]
    ) == {520000.0}


def test_cases_come_with_their_hazard(world_at, small_sample):
    world = world_at(2016, 3, RULES, small_sample)
    fall_ill(world, 0.1)
    cases = (world.paid("hospital") > 0).sum()
    for _ in range(39):
        world.month += 1
        world.payments.clear()
        health.step(world)
        cases += (world.paid("hospital") > 0).sum()
    n = 40 * len(world.households)
    assert abs(cases / n - 0.1) < 5 * np.sqrt(0.09 / n)


def test_a_higher_hazard_never_brings_the_first_case_later(world_at, small_sample):
    world, due = world_at(2016, 3, RULES, small_sample), []
    for hazard in (0.01, 0.02, 0.05):
        fall_ill(world, hazard)
        health._wait(world.seed, world.month, world.households.id, world.households.hazard, world.households.case_next)
        due.append(np.where(world.households.case_next < 0, 99999, world.households.case_next))  # none within the year is later than any
    assert (due[0] >= due[1]).all() and (due[1] >= due[2]).all() and (due[0] > due[2]).any()


def test_bills_are_log_normal_and_costly_cases_last_longer(world_at, small_sample):
    world = world_at(2016, 3, RULES | {"health.cost_sd": 0.95, "health.long": 1.28, "health.middle": 0.25}, small_sample)
    h = world.households
    fall_ill(world)
    log, n = np.log(world.paid("refund") / (5000 * 0.5 * 100)), len(h)
    # the ceiling of the first tier is far away; fen are rounded
    assert abs(log.mean()) < 5 * 0.95 / np.sqrt(n) and abs(log.std() - 0.95) < 5 * 0.95 / np.sqrt(2 * n)
    # normal: 10.0 % lie above 1.28, 30.1 % between 0.25 and 1.28
    for months, share in ((3, 0.1003), (1, 0.3010), (0, 0.5987)):
        assert abs((h.care_left == months).mean() - share) < 5 * np.sqrt(0.25 / n), months
    worker = h.sick_left > 0
    assert set(h.sick_left[worker & (h.care_left == 3)]) == {12} and set(h.sick_left[worker & (h.care_left == 1)]) == {3}
    assert np.array_equal(h.severe_cases, h.care_left == 3)


def test_a_worker_is_the_patient_as_often_as_the_hazard_says(world_at, small_sample):
    world = world_at(2016, 3, RULES, small_sample)
    fall_ill(world)
    expected, n = world.households.worker_risk.mean(), len(world.households)
    assert abs((world.households.sick_left > 0).mean() - expected) < 5 * np.sqrt(0.25 / n)


def test_months_run_down_and_a_new_case_never_shortens_them(world_at):
    world = world_at(2016, 3, RULES)
    fall_ill(world, 0.0)
    world.households.sick_left[:], left = 3, []
    for _ in range(4):
        health.step(world)
        left.append((int(world.households.sick_left[0]), float(world.households.absent[0])))
    assert left == [(2, 1.0), (1, 1.0), (0, 0.0), (0, 0.0)]
    world.households.sick_left[:] = 12
    fall_ill(world)
    assert (world.households.sick_left >= 11).all()  # most new cases alone would have taken one or three months


def test_a_carer_is_bound_besides_the_patient(world_at):
    world = world_at(2016, 3, RULES | {"health.long": 0.0, "health.middle": -5.0, "health.care": 0.4, "health.late": 3.0})
    world.villages.clinic[:] = 0
    world.households.worker_risk[:] = 1.0
    fall_ill(world)
    severe = world.households.care_left == 3
    assert severe.any() and (world.households.absent[severe] == 1.4).all()
    world.households.worker_risk[:], world.households.sick_left[:] = 0.0, 0
    fall_ill(world)
    assert (world.households.absent[world.households.care_left == 3] == 0.4).all()  # the patient was no worker


def test_a_village_without_clinic_has_worse_cases(world_at, small_sample):
    bills = []
    for clinic in (1, 0):
        world = world_at(2016, 3, RULES | {"health.cost_sd": 0.95, "health.late": 0.2}, small_sample)
        world.villages.clinic[:] = clinic
        fall_ill(world)
        bills.append(world.paid("hospital"))
    assert np.allclose(bills[1] / bills[0], np.exp(0.95 * 0.2), rtol=1e-4)


def test_insurance_raises_use_and_cuts_the_own_share_less_than_it_pays(world_at, small_sample):
    # S-12: the bill answers the price, so part of what insurance pays is more care
    bills, own = [], []
    for enrolled in (0.0, 1.0):
        values = RULES | {"medical_insurance.enrolled": enrolled, "health.use_response": 0.4}
        world = world_at(2016, 3, values, small_sample)
        fall_ill(world)
        private = world.households.jiandang == 0  # the public pays for the others
        bills.append(world.paid("hospital")[private].sum())
        own.append(bills[-1] - world.paid("refund")[private].sum())
    assert bills[1] > bills[0] and 0.5 < own[1] / own[0] < 0.75  # without a response exactly one half


def test_who_cannot_pay_stays_at_home_pays_little_and_is_ill_longer(world_at):
    # own share 2,500; nothing saved, no income: with a chance of one everybody stays at home at 15 % of the bill for twice the months
    world = world_at(2016, 3, RULES | {"health.forgo": 1.0, "health.untreated": 2.0})
    world.households.cash[:], world.households.welfare[:], world.households.worker_risk[:] = 0.0, 0.0, 1.0
    fall_ill(world)
    assert (world.paid("hospital") == 75000.0).all() and not world.paid("refund").any()
    assert set(world.households.sick_left) <= {2, 6, 24}


def test_who_has_the_money_goes_to_hospital(world_at):
    world = world_at(2016, 3, RULES | {"health.forgo": 1.0, "health.willing": 0.5})
    world.households.cash[:] = 500000.0  # half of it is the own share
    fall_ill(world)
    assert (world.paid("hospital") == 500000.0).all()


def test_fewer_go_to_hospital_in_the_epidemic_but_the_severe(world_at, small_sample):
    went = {}
    for on in (True, False):
        world = world_at(2020, 2, RULES | {"epidemic.on": on, "epidemic.hospital": 0.5}, small_sample)
        fall_ill(world)
        went[on] = world.paid("refund") > 0
    assert went[False].all() and abs(went[True].mean() - (1 - 0.5 * 0.9)) < 0.05 and went[True][world.households.severe_cases > 0].any()


def test_the_year_starts_anew_in_january(world_at):
    world = world_at(2017, 1, RULES)
    h = world.households
    h.oop_year[:], h.own_year[:], h.severe_cases[:], h.hazard[:], h.case_next[:] = 1e6, 1e6, 2, 0.0, -1
    health.step(world)
    assert np.array_equal(h.oop_year, h.medical) and not h.own_year.any() and not h.severe_cases.any()


def test_illness_costs_savings_and_makes_spending_catastrophic(start, small_sample):
    # S-07 to S-10 over three years: more illness, less income and savings, more households above 40 % of what is not food
    sums = []
    for factor in (1.0, 2.0):
        values = {"members.hospital_base": 0.08 * factor, "members.hospital_old": 0.18 * factor, "members.hospital_ill": 0.32 * factor}
        model = start(population=small_sample, values=values)
        for _ in range(36):
            model.step()
        sheet, h = model.sheets.done[-1], model.world.households
        che = sheet.medical >= 0.4 * 0.63 * (sheet.consumption - sheet.medical)
        sums.append((sheet.hukou.sum(), h.cash.sum() - h.debt.sum(), che.mean(), h.labour.sum()))
    assert sums[1][0] < sums[0][0] and sums[1][1] < sums[0][1] and sums[1][2] > sums[0][2] and sums[1][3] < sums[0][3]


@pytest.fixture
def month(world_at):
    """Wages and harvest in yuan of household 3 with two workers: 1.5 local (pay 1), 0.5 on the farm (value 12,000)."""

    def live(absent: float, labour: float):
        world = world_at(2016, 7, {"epidemic.on": False})
        h = world.households
        h.absent[3], h.labour[3] = absent, labour
        h.local_base[3], h.local_workers[3], h.business_base[3], h.migrant_base[3] = 1.0, 1.5, 0.5, 1.0
        h.farm_value[3], h.farm_labour[3], h.luck_work[:], h.luck_farm[:] = 12000.0, 0.5, 1.0, 1.0
        world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
        work.step(world), farm.step(world)
        return [h.columns[name][3] / 100 for name in ("wage_local", "business_net", "wage_migrant", "farm_net")]

    return live


def test_illness_of_one_of_two_workers_takes_half_the_pay_and_a_quarter_of_the_harvest(month):
    well, ill = month(0.0, 2.0), month(1.0, 2.0)
    assert well[:3] == [3000.0, 1500.0, 4000.0] and ill[:3] == [1500.0, 750.0, 2000.0]
    assert ill[3] == pytest.approx(0.75 * well[3], abs=0.01)


def test_illness_of_the_only_worker_takes_all_pay_and_half_the_harvest(month):
    well, ill = month(0.0, 1.0), month(1.0, 1.0)
    assert ill[:3] == [0.0, 0.0, 0.0] and ill[3] == pytest.approx(0.5 * well[3], abs=0.01)


def test_patient_and_carer_cannot_lose_more_than_there_is(month):
    assert month(1.5, 1.0) == month(1.0, 1.0)
