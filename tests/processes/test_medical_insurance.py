"""Insurance by hand: deductible, rate by level, ceiling, second tier, promises to poor households; who is enrolled."""

import numpy as np
import pytest

from sim.processes import medical_insurance
from sim.processes.medical_insurance import CITY, COUNTY, TOWN

RULES = {"medical_insurance.enrolled": 1.0, "medical_insurance.catalogue": 0.8, "medical_insurance.rate_town": 0.8, "medical_insurance.rate_county": 0.7, "medical_insurance.rate_city": 0.5,
         "medical_insurance.deductible": 500.0, "medical_insurance.ceiling": 100000.0, "medical_insurance.serious_from": 15000.0, "medical_insurance.serious_rate": 0.6,
         "medical_insurance.least_registered": 0.9, "medical_insurance.least_dibao": 0.75}  # fmt: skip


@pytest.fixture
def claim(world_at):
    """Yuan of insurance, aid and own inside the catalogue of one bill of household 3."""

    def make(yuan: float, level: int, values=None, insured=1, least=0.0, before=0.0, price=1.0):
        rule = medical_insurance.terms(world_at(2018, 3, RULES | (values or {}), price=price))
        return [part / 100 for part in medical_insurance.claim(rule, level, yuan * 100, least if insured else -1.0, before * 100)]

    return make


@pytest.mark.parametrize("yuan,level,paid,own", [
    (1000.0, TOWN, 560.0, 240.0),        # 800 inside less 100, at 80 %
    (5000.0, COUNTY, 2450.0, 1550.0),    # 4,000 inside less 500, at 70 %
    (10000.0, CITY, 3500.0, 4500.0),     # 8,000 inside less 1,000, at 50 %
    (500.0, COUNTY, 0.0, 400.0),         # below the deductible
    (50000.0, CITY, 22800.0, 17200.0),   # 19,500 of the first tier leave 20,500, of which 5,500 beyond 15,000 at 60 %: 3,300 more
])  # fmt: skip
def test_by_hand(claim, yuan, level, paid, own):
    assert claim(yuan, level) == pytest.approx([paid, 0.0, own])


def test_own_payments_of_earlier_cases_count_for_the_second_tier(claim):
    assert claim(10000.0, CITY, before=20000.0) == pytest.approx([3500.0 + 0.6 * 4500.0, 0.0, 1800.0])


def test_the_ceiling_binds(claim):
    assert claim(1e6, COUNTY, {"medical_insurance.serious_rate": 0.0})[0] == 100000.0


def test_prices_carry_deductible_and_threshold(claim):
    assert claim(1250.0, TOWN, price=1.25) == pytest.approx([700.0, 0.0, 300.0])


def test_the_promise_is_topped_up_by_aid(claim):
    # nine tenths of 4,000 are 3,600, insurance pays 2,450
    assert claim(5000.0, COUNTY, least=0.9) == pytest.approx([2450.0, 1150.0, 400.0])


def test_without_insurance_nothing_comes_back(claim):
    assert claim(5000.0, COUNTY, insured=0, least=0.9) == [0.0, 0.0, 4000.0]


def test_no_bill_earns_more_than_it_costs(world_at):
    rule = medical_insurance.terms(world_at(2018, 3, RULES))
    for level in (TOWN, COUNTY, CITY):
        for yuan in (1.0, 700.0, 40000.0, 5e6):
            paid, aid, own = medical_insurance.claim(rule, level, yuan * 100, 1.0, 0.0)
            assert paid + aid <= yuan * 100 and own >= 0 and paid == np.rint(paid) and aid == np.rint(aid)


def test_registered_and_dibao_households_are_always_in_and_promised_from_the_year(world_at):
    for year, least in ((2016, 0.75), (2018, 0.9)):
        world = world_at(year, 1, RULES | {"medical_insurance.enrolled": 0.0})
        h = world.households
        h.dibao_due[:] = 0.0
        h.dibao_due[np.flatnonzero(h.jiandang == 1)[0]] = 100.0
        medical_insurance.step(world)
        medical_insurance.enrol(world, (h.jiandang == 1) | (h.dibao_due > 0))
        both = np.flatnonzero(h.dibao_due > 0)[0]
        assert np.array_equal(h.insured == 1, h.jiandang == 1) and h.insurance_least[both] == least
        assert not h.insurance_least[(h.jiandang == 0) & (h.dibao_due == 0)].any()


def test_enrolment_is_a_trait_of_its_share(world_at, small_sample):
    world = world_at(2016, 1, RULES | {"medical_insurance.enrolled": 0.9}, small_sample)
    h = world.households
    world.start = world.month
    medical_insurance.step(world)
    first, n = h.insured.copy(), (h.jiandang == 0).sum()
    assert abs(first[h.jiandang == 0].mean() - 0.9) < 5 * np.sqrt(0.09 / n)
    world.start = world.month = world.month + 12
    medical_insurance.step(world)
    assert np.array_equal(first, h.insured)


def test_who_did_not_pay_in_october_is_out_from_november(world_at):
    world = world_at(2016, 11, RULES)
    h = world.households
    h.jiandang[:], h.dibao_due[:], h.contribution_due[:], h.insured[:] = 0, 0.0, 5000.0, 1
    h.contribution_due[4] = 0.0
    medical_insurance.step(world)
    assert not h.insured[4] and h.insured.sum() == len(h) - 1
    h.jiandang[4] = 1
    medical_insurance.step(world)
    assert h.insured.all()  # the public pays for registered poor households


def test_health_aid_keeps_people_above_the_line(start, small_sample):
    # S-11: fewer registered households fall below 4,000 yuan a head by what they pay themselves for health, and these pay less; others pay the same
    below, own = [], []
    for least in (0.0, 0.9):
        model = start(population=small_sample, values={"medical_insurance.least_registered": least, "health.use_response": 0.3})
        for _ in range(48):
            model.step()
        h, sheet = model.world.households, model.sheets.done[-1]
        head, out = sheet.hukou.sum(axis=0) / np.maximum(sheet.size, 1), sheet.medical / np.maximum(sheet.size, 1)
        poor = (h.jiandang == 1) & (sheet.size > 0)
        below.append((poor & (head >= 4000) & (head - out < 4000)).sum())
        own.append((sheet.medical[poor].sum(), sheet.medical[~poor].sum()))
    assert below[1] < below[0] and own[1][0] < own[0][0] and own[1][1] == pytest.approx(own[0][1], rel=0.02)
