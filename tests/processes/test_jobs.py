"""Jobs in enterprises: the most able of the base villages first, paid by the month, gone with the enterprise."""

import numpy as np
import pytest

from sim.processes import jobs
from sim.processes.labour_choice import JOB, LOCAL

PLAIN = {"jobs.noise": 0.0, "jobs.schooling": 0.05, "jobs.age": 0.0}


@pytest.fixture
def hiring(market_world):
    """Enterprise 0 wants `posts` workers, half of them in each village; every household has one resident of 30 whose schooling rises with the row."""

    def make(posts: float, values: dict | None = None):
        world = market_world(PLAIN | (values or {}))
        q, h = world.persons, world.households
        q.resident[:], q.health[:], q.skill[:], q.activity[:] = 0, 0, 0.0, 1
        first = world.person_first()[:-1]
        q.resident[first], q.birth[first], q.school[first] = 1, world.month - 360, np.arange(len(h))
        h.labour[:], h.on_list[:], h.jiandang[:], h.sick_left[:] = 1.0, 0, 0, 0
        world.enterprises.vacancies[:] = [posts, 0.0]
        return world

    return make


def test_the_most_able_of_each_village_are_offered_the_jobs(hiring, monkeypatch):
    world = hiring(4.0)
    monkeypatch.setattr(jobs, "uniforms", lambda seed, process, ids, month, k=0: (np.zeros(len(ids)),) * 2)
    jobs.step(world)
    h = world.households
    for village in range(2):
        rows = np.flatnonzero(h.village == village)
        assert np.flatnonzero(h.job_firm[rows] == 0).tolist() == [len(rows) - 2, len(rows) - 1]
    # 3,000 yuan at the level of the county x (1 + 0.4 x 0.2) x e^(0.05 x (11 - 8))
    assert h.job_offer[11] == pytest.approx(3000 * world.counties.wage_ratio[h.county[11]] * 1.08 * np.exp(0.15))


def test_a_bonus_for_the_poor_moves_them_up(hiring, monkeypatch):
    world = hiring(2.0)
    monkeypatch.setattr(jobs, "uniforms", lambda seed, process, ids, month, k=0: (np.zeros(len(ids)),) * 2)
    world.households.jiandang[0] = 1
    world.enterprises.poor_bonus[0] = 0.6 * 36000.0  # worth six tenths of a wage: more than ten years of schooling
    jobs.step(world)
    assert world.households.job_firm[0] == 0


def test_who_cannot_work_is_not_offered_a_job(hiring):
    for column, value in (("resident", 0), ("health", 1), ("birth", 0)):
        world = hiring(100.0)
        world.persons.columns[column][:] = value
        jobs.step(world)
        assert (world.households.job_firm == -1).all(), column


def test_no_vacancies_no_offers_and_a_refused_offer_is_withdrawn(hiring):
    world = hiring(0.0)
    world.households.job_firm[3], world.households.job_offer[3] = 0, 3000.0
    jobs.step(world)
    assert (world.households.job_firm == -1).all() and not world.households.job_offer.any()


def test_wages_are_paid_by_the_firm_less_in_illness_and_none_to_who_is_laid_off(hiring):
    world = hiring(4.0)
    h = world.households
    h.job_firm[[2, 5, 7]], h.job_offer[[2, 5, 7]], h.job_units[[2, 5, 7]], h.absent[5] = 0, 3000.0, 1.0, 0.35
    h.job_lost_left[[2, 7]], h.job_lost_kind[[2, 7]] = 2, [LOCAL, JOB]  # row 2 lost other work
    world.linked["job"] = np.array([2, 5, 7])
    before = world.free("enterprises").copy()
    jobs.pay(world)
    paid = world.payments.total("wage_job")
    assert paid[2] == 300000.0 and paid[5] == 195000.0 and paid.sum() == 495000.0 and not paid[7]
    assert before[0] - world.free("enterprises")[0] == 495000.0
    assert world.enterprises.staffed[0] == pytest.approx(495000 * 1.2 / 1.08)  # worth more to it than it costs


def test_a_firm_without_money_pays_in_part_and_a_closed_one_nothing(hiring):
    world = hiring(4.0, {"enterprises.debt_cap": 0.0})
    h = world.households
    h.job_firm[[2, 5]], h.job_offer[[2, 5]], h.job_units[[2, 5]] = 0, 3000.0, 1.0
    world.linked["job"], world.enterprises.cash[0] = np.array([2, 5]), 300000.0
    jobs.pay(world)
    assert world.payments.total("wage_job")[[2, 5]].tolist() == [150000.0, 150000.0]
    world.payments.clear()
    world.enterprises.alive[0] = 0
    jobs.pay(world)
    assert not world.payments.total("wage_job").any() and (h.job_firm == -1).all() and not h.job_offer.any()
