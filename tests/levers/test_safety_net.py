"""Pension, contributions and dibao by hand, in yuan of artificial households at constant outside drivers."""

import numpy as np
import pytest

from sim.levers import safety_net
from sim.processes import transfers
from sim.state.columns import money
from sim.state.drivers import Path
from sim.state.settlement import settle

EXACT = {"safety_net.dibao_error": 0.0, "safety_net.dibao_apply": 1.0, "safety_net.dibao_quota": 1.0, "safety_net.dibao_least": 0.25}
FEES = {"safety_net.pension_fee": 130.0, "safety_net.medical_fee": 150.0}
RICH = 1e6


@pytest.fixture
def review(world_at):
    """April 2016, dibao standard 6,000 yuan a head and year, incomes recorded without error; everybody rich but the households given by row."""

    def make(values=None, **welfare):
        world = world_at(2016, 4, EXACT | (values or {}))
        world.households.welfare[:] = RICH
        for row, income in welfare.items():
            world.households.welfare[int(row[1:])] = income
        return world

    return make


def test_pension_is_elders_times_the_amount(world_at):
    # January 2016 + 100 yuan a month: couple of 72 and 70 gets 200, the woman of 78 gets 100, grandparents of 64 and 62 get 200
    world = world_at(2016, 1)
    safety_net.deliver(world)
    assert (world.households.pension_due[[0, 1, 2, 3]] / 100).tolist() == [200.0, 100.0, 200.0, 0.0]
    assert (world.households.pension_due == world.households.elders * 10000.0).all()


def test_pension_follows_the_path_of_the_year(world_at):
    world = world_at(2016, 1, pension=123.45)
    safety_net.deliver(world)
    assert world.households.pension_due[1] == 12345.0


def test_contributions_are_due_in_october(world_at):
    # 130 yuan for each member of 16 to 59, 150 yuan for every member (wages as in 2016). Row 3: two parents and two children:
    # 2 x 130 + 4 x 150 = 860. Row 0: two elders: 2 x 150 = 300.
    world = world_at(2016, 10, FEES)
    world.households.welfare[:] = RICH
    safety_net.deliver(world)
    assert (world.households.contribution_due[[0, 3]] / 100).tolist() == [300.0, 860.0]
    for month in (9, 11, 12, 1):
        other = world_at(2016, month, FEES)
        other.households.welfare[:] = RICH
        safety_net.deliver(other)
        assert not other.households.contribution_due.any()


def test_who_cannot_pay_does_not_join(world_at):
    # eight times 860 is 6,880
    world = world_at(2016, 10, FEES)
    world.households.welfare[:] = [6879.0 if row == 3 else 6880.0 for row in range(12)]
    safety_net.deliver(world)
    assert world.households.contribution_due[3] == 0.0 and world.households.contribution_due[0] == 30000.0


def test_dibao_tops_up_to_the_standard(review):
    # Row 9 (2 persons, 4,000 a head): gap 2,000 x 2 / 12 = 333.33 yuan a month. Row 11 (4 persons, 5,900 a head): the gap of 100 is less than
    # a quarter of the standard: 1,500 x 4 / 12 = 500. Row 10 (3 persons, 6,000 a head) stands at the standard: nothing.
    world = review(_9=8000.0, _11=23600.0, _10=18000.0)
    safety_net.deliver(world)
    assert world.households.dibao_due[[9, 11, 10]].tolist() == [33333.0, 50000.0, 0.0]
    assert np.count_nonzero(world.households.dibao_due) == 2


def test_real_income_is_compared_at_current_prices(review):
    # welfare is in prices of 2019: 5,000 a head is 6,250 at a price index of 1.25
    world = review(_9=10000.0)
    safety_net.deliver(world)
    assert world.households.dibao_due[9] > 0
    world.households.dibao_due[:] = 0.0  # own dibao would be left out of the income
    world.drivers.paths["price"] = Path({2015: 1.25}, 0.0)
    safety_net.deliver(world)
    assert world.households.dibao_due[9] == 0


def test_own_dibao_is_not_counted_as_income(review):
    # 13,000 for two of which 2,400 are dibao: 5,300 a head without it, below 6,000; with it 6,500, above
    world = review(_9=13000.0)
    world.households.dibao_due[9] = 20000.0
    safety_net.deliver(world)
    assert world.households.dibao_due[9] > 0
    world = review(_9=13000.0)
    safety_net.deliver(world)
    assert world.households.dibao_due[9] == 0


def test_a_car_bars_dibao(review):
    world = review(_7=0.0)  # row 7 has a car
    assert world.households.car[7] == 1
    safety_net.deliver(world)
    assert not world.households.dibao_due.any()


def test_nobody_applies_nobody_gets(review):
    world = review({"safety_net.dibao_apply": 0.0}, _9=0.0, _11=0.0)
    safety_net.deliver(world)
    assert not world.households.dibao_due.any()


def test_the_quota_of_persons_goes_to_the_lowest(review):
    # Village B holds 18 persons: 3 + 3 + 3 + 2 + 3 + 4. A quota of 0.4 is 7.2 persons. By income a head: row 9 (2 persons), row 11 (4, together 6),
    # row 10 (3, together 9 are too many).
    world = review({"safety_net.dibao_quota": 0.4}, _9=2000.0, _11=8000.0, _10=9000.0)
    assert world.households.size[6:].sum() == 18
    safety_net.deliver(world)
    assert np.flatnonzero(world.households.dibao_due).tolist() == [9, 11]


def test_dibao_lasts_from_april_to_march_and_is_paid_in_full(review):
    world = review(_9=8000.0)
    h, paid = world.households, 0.0
    for _ in range(12):
        world.open_month()
        safety_net.deliver(world)
        transfers.step(world)
        paid += world.paid("dibao")[9]
        h.welfare[9] = RICH  # a better income is seen at the next review only
        world.month += 1
    assert paid == 12 * 33333.0 and not world.purses.of("safety_net").any()
    safety_net.deliver(world)
    assert h.dibao_due[9] == 0


def test_a_household_that_died_out_gets_nothing_more(review):
    world = review(_9=8000.0)
    safety_net.deliver(world)
    world.month += 9
    world.households.size[9] = 0
    safety_net.deliver(world)
    assert world.households.dibao_due[9] == 0


def test_errors_of_the_record_are_unbiased_in_logs(world_at, small_sample):
    world = world_at(2016, 4, {"safety_net.dibao_error": 0.45}, small_sample)
    h = world.households
    h.welfare[:] = 10000.0 * np.maximum(h.size, 1)
    error = np.log(safety_net.recorded(world) / 10000.0)
    n = len(h)
    assert abs(error.mean()) < 5 * 0.45 / np.sqrt(n) and abs(error.std() - 0.45) < 5 * 0.45 / np.sqrt(2 * n)


def test_what_is_due_is_paid_by_the_declared_accounts(review):
    world = review(_9=8000.0)
    safety_net.pension(world)
    safety_net.deliver(world)
    transfers.step(world)
    settle(world)
    fen = dict(zip((c.name for c in money()), world.ledger.fen[0].sum(axis=1), strict=True))
    assert fen["dibao"] == 33333 and fen["pension"] == 10000 * world.households.elders.sum() and fen["contribution"] == 0
    assert world.households.cash[9] == 33333.0
