"""Counting rules by hand: support of children outside the household, and outlays that are deducted."""

import numpy as np
import pytest

from sim.mechanism.evidence import counting

ELDERS = 0  # a couple of elders alone; row 1 is an elder alone
RULES = {"counting.support": 0.3, "counting.support_above": 2.0, "counting.children": 0.0}


@pytest.fixture
def counted(world_at, switched_off):
    """A world at prices of 1.25 (dibao standard 6,000) in which everybody has 5,000 yuan a head, and what the office counts for each."""

    def make(values, change=lambda world: None):
        world = world_at(2019, 3, switched_off | values, price=1.25)
        h = world.households
        h.welfare[:] = 4000.0 * h.size
        change(world)
        return counting.counted(world, np.arange(12), world.year_income() / h.size)

    return make


def test_switched_off_the_income_is_what_it_is(counted):
    assert np.allclose(counted({}), 5000.0)


def test_support_of_households_that_divided_by_hand(counted):
    # rows 3 and 4 divided from the elders of row 0, with 4 members each: 100,000 and 20,000 yuan at current prices; above 2 x 6,000 a head lie
    # 52,000 and nothing; 30 % of that is 15,600, 7,800 a head
    def change(world):
        h = world.households
        h.origin[[3, 4]] = ELDERS
        h.welfare[[3, 4]] = 80000.0, 16000.0

    income = counted(RULES, change)
    assert income[0] == pytest.approx(5000.0 + 7800.0) and np.allclose(income[[1, 2, 5, 8]], 5000.0)
    assert counted(RULES | {"counting.support": 0.0}, change)[0] == pytest.approx(5000.0)
    assert counted(RULES | {"counting.support_above": 20.0}, change)[0] == pytest.approx(5000.0)


def test_kin_of_the_village_support_where_nobody_divided(counted):
    # all of one kin group, only row 3 has labour: it supports both households of elders, whoever is looked for first
    def change(world):
        h = world.households
        h.lineage[:6], h.labour[:6], h.welfare[3] = 1, [0, 0, 0.5, 2, 0.5, 0], 80000.0
        h.labour[6:] = 3.0  # of another village

    income = counted(RULES | {"counting.children": 1.0}, change)
    assert income[:2] == pytest.approx([5000.0 + 0.3 * 52000.0 / 2, 5000.0 + 0.3 * 52000.0])
    assert np.allclose(income[2:3], 5000.0)
    assert np.allclose(counted(RULES | {"counting.children": 0.0}, change)[:2], 5000.0)

    def others(world):
        change(world)
        world.households.lineage[3] = 2

    assert np.allclose(counted(RULES | {"counting.children": 1.0}, others)[:2], 5000.0)


def test_only_elders_alone_are_supported(counted):
    def change(world):
        world.households.origin[3], world.households.welfare[3] = 11, 800000.0  # row 11 has an elder and younger members

    assert counted(RULES, change)[11] == pytest.approx(5000.0)


def test_outlays_by_hand(counted):
    # row 5: two members, one of whom lost labour: 1,000 x 1.25; row 3: four members, schooling of 3,200 x 1.25, half of it; row 8: three members, 6,000 for health
    def change(world):
        h = world.households
        h.school_due[:], h.school_due[3] = 0.0, 3200.0
        world.last_medical[8] = 6000.0

    income = counted({"counting.care": 1000.0, "counting.school": 0.5, "counting.medical": 1.0}, change)
    assert income[[3, 5, 8]] == pytest.approx([5000.0 - 500.0, 5000.0 - 625.0, 5000.0 - 2000.0])
    assert np.allclose(np.delete(income, [3, 5, 8]), 5000.0)


def test_outlays_take_nothing_below_zero_and_a_loss_stays_a_loss(counted):
    def change(world):
        world.last_medical[[7, 8]], world.households.welfare[8] = 1e6, -3000.0

    income = counted({"counting.medical": 1.0}, change)
    assert income[7] == 0.0 and income[8] == pytest.approx(-1250.0)


def test_what_is_counted_belongs_to_the_rows_in_any_order(world_at, small_sample):
    world = world_at(2019, 3, RULES | {"counting.children": 0.8, "counting.care": 1000.0}, small_sample)
    world.households.welfare[:] = 20000.0 * world.households.size
    rows = np.flatnonzero(world.households.size > 0)
    order = np.random.default_rng(1).permutation(len(rows))
    income = np.full(len(rows), 9000.0)
    found = counting.counted(world, rows, income)
    assert np.array_equal(counting.counted(world, rows[order], income), found[order])
    assert (found > 9000.0).sum() > 100 and (found < 9000.0).sum() > 100


def test_bills_and_sources_of_the_year_are_kept_when_the_year_closes(start):
    model = start()
    for _ in range(12):
        model.step()
    sheet, world = model.sheets.done[-1], model.world
    assert np.array_equal(world.last_sources, sheet.hukou) and np.array_equal(world.last_medical, sheet.medical) and sheet.hukou.any()
    model.step()  # January divides and empties what is counted, not what is remembered
    assert world.last_sources.any() and np.array_equal(model.sheets.done[-1].hukou, sheet.hukou)
