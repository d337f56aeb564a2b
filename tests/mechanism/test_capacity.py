"""Working days by hand: who there is, who is served, how load costs attention, and what no time at all means."""

import numpy as np
import pytest

from sim.mechanism.evidence import income_seen

from sim.mechanism.offices import attention, capacity, staff

from sim.mechanism.steps import procedure
from sim.state.columns import money
from sim.state.reasons import Reason

PLAIN = {"learning.on": False, "attention.hurry": 0.0, "attention.fall": 0.0}
# Rows of the artificial households: 0 to 5 in village A (row 0), 6 to 11 in village B (row 1).


@pytest.fixture
def april(world_at):
    """April 2016, the days of the month given out."""

    def make(values=None, population=None):
        world = world_at(2016, 4, PLAIN | (values or {}), population)
        capacity.step(world)
        return world

    return make


def test_staff_and_days_by_hand(april):
    world = april({"capacity.village_time": 0.3, "capacity.team_persons": 2.0, "capacity.team_time": 0.6, "capacity.office_county": 4.0,
                   "capacity.office_town": 2.0, "capacity.office_time": 0.3, "capacity.paired_cadres": 1740.0, "capacity.paired_most": 4.0, "visits.days": 0.125})  # fmt: skip
    v, c, share = world.villages, world.counties, world.household_share
    assert v.cadres.tolist() == [3.0, 3.0]  # six households: the least
    poor = v.poor_village == 1
    # 250 working days a year; 3 cadres at 30 %, a team of 2 at 60 % in a poor village
    assert np.allclose(v.cadre_left, 250 / 12 * (0.9 + np.where(poor, 1.2, 0.0)))
    qingliu = 3  # 13 towns (counties.csv: 7 towns and 6 townships)
    assert staff.towns()[qingliu] == 13 and c.office[qingliu] == 30.0
    assert c.office_left[qingliu] == pytest.approx(250 / 12 * 30 * 0.3 * share[qingliu])
    villages = world.village_share[qingliu] * 1740
    assert c.paired_left[qingliu] == pytest.approx(0.5 * villages * share[qingliu])


@pytest.mark.parametrize("homes, cadres", [(50, 3.0), (350, 5.0), (5000, 7.0)])
def test_larger_villages_have_more_cadres(homes, cadres, start, small_sample):
    world = start(population=small_sample, values={"capacity.households_per_cadre": 70.0}).world
    h = world.households
    h.size[:] = 0
    rows = np.flatnonzero(h.village == 3)[: min(homes, 400)]
    h.size[rows] = 3
    world.parameters.set("capacity.households_per_cadre", 70.0 * len(rows) / homes, "test")
    staff.count(world)
    assert world.villages.cadres[3] == pytest.approx(cadres)


def test_days_serve_in_order_and_run_out(april):
    world = april()
    world.villages.cadre_left[:] = 2.0, 1.0
    rows = np.array([4, 7, 0, 2, 8, 1])
    served = capacity.serve(world, capacity.VILLAGE, rows, np.array([1.0, 0.6, 0.5, 0.75, 0.6, 0.5]))
    # village A: 1 and 0.5 fit into 2 days, then 0.75 does not and nobody goes before it; village B: one of 0.6
    assert served.tolist() == [True, True, True, False, False, False]
    assert np.allclose(world.villages.cadre_left, [0.5, 0.4]) and world.tally["cadre_days"].sum() == pytest.approx(2.1)
    assert np.allclose(world.villages.cadre_wanted, [2.75, 1.2])


def test_more_days_never_serve_fewer(april):
    draws = np.random.default_rng(2)
    rows, days = draws.permutation(12), draws.uniform(0.1, 1.0, 12)
    before = -1
    for level in (0.0, 0.02, 0.05, 0.1, 0.2, 1.0):
        served = capacity.serve(april({"capacity.level": level}), capacity.VILLAGE, rows, days).sum()
        assert served >= before
        before = served
    assert before == 12


def test_permuting_rows_permutes_who_is_served(april):
    days = np.linspace(0.2, 1.3, 12)
    chosen = []
    for order in (np.arange(12), np.random.default_rng(5).permutation(12)):
        world = april()
        world.villages.cadre_left[:] = 3.0
        rows = capacity.in_order(world, order, world.month - order)
        chosen.append(set(rows[capacity.serve(world, capacity.VILLAGE, rows, days[rows])].tolist()))
    assert chosen[0] == chosen[1] and 2 < len(chosen[0]) < 12


def test_the_order_is_a_rule(april):
    rows, since = np.arange(6), np.array([5, 4, 3, 2, 1, 0])
    need, labour = np.array([0.9, 0.0, 0.2, 0.5, 1.4, 0.7]), np.array([1.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    expected = {
        "first_come": [5, 4, 3, 2, 1, 0],
        "neediest": [2, 3, 5, 0, 1, 4],  # row 1 was never looked at: as one at the line
        "vulnerable": [5, 1, 4, 3, 2, 0],
    }
    for rule, order in expected.items():
        world = april({"capacity.order": rule})
        h = world.households
        h.need[:6], h.labour[:6], h.ill[:6], h.unsafe[:6] = need, labour, 0, 0
        assert capacity.in_order(world, rows, since).tolist() == order, rule


def test_attention_falls_with_load_by_hand(april):
    # 6 days wanted of 4 are a load of 1.5: 1 beyond the half that is free; attention 1 / (1 + 0.5), errors half as large again
    world = april({"attention.fall": 0.5, "attention.hurry": 0.6, "attention.memory": 1.0})
    level = 4.0 / world.villages.cadre_left[0]
    world.parameters.set("capacity.level", level, "test")
    capacity.step(world)
    assert world.villages.cadre_left[0] == pytest.approx(4.0)
    served = capacity.serve(world, capacity.VILLAGE, np.arange(6), 1.0)
    # hurried: 1 - 0.6 (1 - 2/3) = 0.8 of a day each; five fit into four days
    assert served.tolist() == [True] * 5 + [False] and world.tally["cadre_days"].sum() == pytest.approx(4.0)
    assert attention.error_factor(world, np.arange(6)) == pytest.approx(1.5)
    assert attention.error_factor(world, np.array([7])) == pytest.approx(1.0)
    world.month += 1
    capacity.step(world)
    assert world.villages.load[0] == pytest.approx(1.5) and attention.error_factor(world, np.array([0])) == pytest.approx(1.0)


def test_load_is_remembered(april):
    world = april({"attention.memory": 4.0})
    loads = []
    for wanted in (2.0, 0.0):
        world.villages.cadre_wanted[0] = wanted * world.villages.cadre_left[0]
        world.month += 1
        capacity.step(world)
        loads.append(world.villages.load[0])
    assert np.allclose(loads, [0.5, 0.375])


def test_factors_are_one_or_more_and_off_is_one(april):
    for values, exact in (({"attention.fall": 2.0, "learning.on": True}, False), ({}, True)):
        world = april(values)
        capacity.serve(world, capacity.VILLAGE, np.arange(12), 50.0)
        capacity.serve(world, capacity.OFFICE, np.arange(12), 50.0)
        factors = np.concatenate([attention.error_factor(world, np.arange(12)), attention.office_factor(world, np.arange(12))])
        assert (factors >= 1.0).all() and (factors == 1.0).all() == exact


def test_no_time_supports_nobody(start, small_sample):
    model = start(population=small_sample, values={"capacity.level": 0.0})
    for _ in range(30):
        model.step()
        h = model.world.households
        assert not h.on_list.any() and not h.plan.any()
    wages = [c.name for c in money()].index("wage_post")
    paid = np.array(model.world.ledger.fen)[:, wages].sum()
    registered = (h.jiandang == 1) | (h.post_left == 0)
    assert registered.all() and paid > 0  # registered poor keep their posts; nobody has one by a plan


def test_days_used_never_exceed_days_there(start, small_sample):
    model = start(population=small_sample, values={"capacity.level": 0.1})
    world, waited, busy = model.world, False, False
    for _ in range(36):
        world.tally.pop("cadre_days", None)
        model.step()
        if world.month_of_year == 1:
            continue  # the year's sheet has taken the tally
        v, c, share = world.villages, world.counties, world.household_share
        assert min(v.cadre_left.min(), c.office_left.min(), c.paired_left.min()) >= 0.0
        there = np.bincount(v.county, staff.village_days(world) * v.weight, 12) + (staff.office_days(world) + staff.paired_days(world)) / share
        used = world.tally.get("cadre_days", np.zeros(12))
        assert (used <= there * (1.0 + 1e-9)).all()
        busy |= bool((used > 0.5 * there).any())
        waited |= bool(((world.households.stage != 0) & (world.households.reason_list == Reason.CADRE_TIME)).any())
    assert waited and busy and world.households.on_list.any()


def test_who_waits_for_days_is_told_so(april):
    world = april({"procedure.least_months": 0, "recognition.aware": 1.0})
    h = world.households
    procedure.open_cases(world, np.arange(12))
    world.counties.office_left[:] = 0.0
    procedure.step(world)
    assert set(h.reason_list) == {Reason.CADRE_TIME} and (h.stage == procedure.APPLIED).all()
    world.counties.office_left[:] = 100.0
    world.villages.cadre_left[:] = 0.0
    procedure.step(world)
    waiting = h.stage == procedure.COMPARED
    assert waiting.any() and (h.reason_list[waiting] == Reason.CADRE_TIME).all()


def test_load_and_want_of_experience_widen_what_is_recorded(april, small_sample):
    spread = []
    for fall, trained in ((0.0, True), (0.5, True), (0.0, False)):
        world = april({"attention.fall": fall, "learning.on": not trained, "learning.novice_error": 0.5, "evidence.error": 0.3,
                       "evidence.hidden": 0.0}, small_sample)  # fmt: skip
        h = world.households
        h.welfare[:] = 10000.0 * h.size
        world.villages.cadre_wanted[:] = 2.5 * world.villages.cadre_left
        rows = np.flatnonzero(h.size > 0)
        spread.append(np.log(income_seen.seen(world, rows)).std())
    # a load of 2.5 is 2 beyond the free half: attention of a half; novices: half as large again
    assert np.allclose(np.array(spread) / spread[0], [1.0, 2.0, 1.5], rtol=0.02)
