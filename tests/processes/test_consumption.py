"""Consumption by hand and within its limits: needs, habit, the buffer, help of kin, repayment."""

import numpy as np
import pytest

from sim.processes import consumption
from sim.state.settlement import receive, settle

ROW = 9  # two persons: the mother of 31 and her son
RULES = {"consumption.need": 4100.0, "consumption.habit": 0.34, "consumption.buffer": 6.0, "consumption.run_down": 0.015, "consumption.hunger": 0.55,
         "consumption.kin_cap": 12.0, "consumption.interest": 0.0}  # fmt: skip


@pytest.fixture
def month(world_at):
    """One month of household 9 with cash, debt, what kin would lend (yuan), yearly income and the month's wage given; returns what it did in yuan."""

    def live(cash=0.0, debt=0.0, welfare=0.0, wage=0.0, medical=0.0, kin=2000.0, values=None, price=1.0, in_month=3):
        world = world_at(2016, in_month, RULES | (values or {}), price=price)
        h = world.households
        h.cash[ROW], h.debt[ROW], h.welfare[ROW], h.wage_local[ROW], h.medical[ROW] = cash * 100, debt * 100, welfare, wage * 100, medical * 100
        h.kin_cap[ROW] = kin * 100
        world.ring[world.month % 12, ROW] = wage * 100 / price  # the month a year ago was alike: the yearly income stays
        consumption.norm(world)
        consumption.interest(world)
        receive(world)
        consumption.step(world)
        settle(world)
        done = {name: world.paid(name)[ROW] / 100 for name in ("spending", "interest", "kin_loan", "kin_repay")}
        return done | {"cash": h.cash[ROW] / 100, "debt": h.debt[ROW] / 100}

    return live


def test_needs_and_habit(month):
    # needs 4,100 x 2 / 12 = 683.33; habit 0.34 x 24,000 / 12 = 680; the buffer of six months' income (12,000) is not reached
    done = month(welfare=24000.0, wage=2000.0)
    assert done["spending"] == 1363.33 and done["kin_loan"] == 0 and done["cash"] == pytest.approx(2000 - 1363.33)


def test_savings_beyond_the_buffer_are_run_down(month):
    # 20,000 + 2,000 are 10,000 beyond six months' income: 1.5 % of it, 150, is spent on top
    assert month(cash=20000.0, welfare=24000.0, wage=2000.0)["spending"] == 1513.33


def test_needs_are_in_prices_of_the_month(month):
    # at an index of 1.2: needs 820, habit on 28,800 a year of current yuan 816
    assert month(welfare=24000.0, wage=3000.0, price=1.2)["spending"] == 1636.0


def test_who_has_less_than_it_wants_spends_what_is_there(month):
    done = month(welfare=24000.0, wage=500.0)  # more than the least of 0.55 x 683.33 = 375.83
    assert done["spending"] == 500.0 and done["cash"] == 0.0 and done["kin_loan"] == 0.0


def test_kin_lend_up_to_the_least_consumption(month):
    # nothing comes in: kin lend 375.83 and it is spent
    done = month(welfare=24000.0)
    assert done["kin_loan"] == done["debt"] == done["spending"] == pytest.approx(375.83)
    assert done["cash"] == 0.0


def test_kin_lend_no_more_than_the_cap(month):
    # kin would lend 2,400; 2,300 are owed already: 100 more
    done = month(welfare=2400.0, debt=2300.0, kin=2400.0)
    assert done["kin_loan"] == 100.0 and done["debt"] == 2400.0 and done["spending"] == 100.0
    assert month(welfare=2400.0, debt=2400.0, kin=2400.0)["kin_loan"] == 0.0


@pytest.mark.parametrize(("saved", "cap"), [(0.0, 0.0), (50000.0, 5000.0), (900000.0, 24000.0)])
def test_kin_lend_from_what_the_lineage_has_saved(world_at, saved, cap):
    # a tenth of the savings of the others of the lineage, and never more than twelve months' income of 24,000 a year
    world = world_at(2017, 2, {"consumption.kin_cap": 12.0, "consumption.kin_wealth": 0.1})
    h = world.households
    h.welfare[ROW], h.cash[ROW] = 24000.0, 7e9
    others = np.flatnonzero((h.village == h.village[ROW]) & (h.lineage == h.lineage[ROW]) & (np.arange(len(h)) != ROW))
    h.cash[others[0]] = saved * 100
    world.start = world.month - 24
    consumption.kin(world)
    assert others.size and h.kin_cap[ROW] == cap * 100


def test_a_bill_that_must_be_paid_is_always_lent(month):
    done = month(medical=5000.0, wage=1000.0, kin=0.0)
    assert done["kin_loan"] == 4000.0 and done["cash"] == 0.0 and done["spending"] == 0.0


def test_three_tenths_of_what_is_left_is_repaid(month):
    # 3,000 less 1,363.33 leave 1,636.67 (less the fraction of a fen): 0.3 of it is 491
    done = month(welfare=24000.0, wage=3000.0, debt=1000.0)
    assert done["kin_repay"] == pytest.approx(491.0, abs=0.01) and done["debt"] == pytest.approx(509.0, abs=0.01)
    assert month(welfare=24000.0, wage=3000.0, debt=200.0)["debt"] == 0.0  # never more than is owed


def test_interest_by_hand(month):
    # 1.2 % a year on 10,000 is 30 yuan at the end of a quarter, and it can be spent in the same month
    still = {"consumption.interest": 0.012, "consumption.need": 0.0, "consumption.run_down": 0.0, "consumption.habit": 0.0}
    done = month(cash=10000.0, welfare=0.0, values=still)
    assert done["interest"] == 30.0 and done["spending"] == 0.0 and done["cash"] == 10030.0
    assert month(cash=10000.0, values=still, in_month=4)["interest"] == 0.0


def test_savings_settle_where_income_is_consumed(month):
    # in rest: needs + habit x y + run-down x (S - buffer x y) = y, so S = buffer x y + (y - needs - habit x y) / run-down
    y, needs = 2000.0, 4100 * 2 / 12
    rest, cash = 6 * y + (y * (1 - 0.34) - needs) / 0.15, 0.0
    for _ in range(60):
        cash = month(cash=cash, welfare=12 * y, wage=y, in_month=4, values={"consumption.run_down": 0.15})["cash"]
    assert cash + y == pytest.approx(rest, rel=1e-3)  # the rule looks at what is there with the wage


def test_a_rise_of_income_is_passed_on_in_part_and_more_by_the_poor(month):
    def passed_on(wage, more, cash):
        before, after = (month(welfare=12 * w, wage=w, cash=cash, in_month=4)["spending"] for w in (wage, wage + more))
        return (after - before) / more

    assert passed_on(400.0, 100.0, 0.0) == 1.0  # nothing saved: all that comes in is spent
    assert 0.1 < passed_on(4000.0, 100.0, 80000.0) < 0.5


def test_what_counts_as_basic_follows_the_median_of_the_county(world_at):
    world = world_at(2019, 1, {"consumption.norm": 0.5})
    world.real_medians = {2015: np.full(12, 100.0), 2018: np.where(np.arange(12) == 3, 144.0, 100.0)}
    consumption.norm(world)
    assert world.counties.norm == pytest.approx(np.where(np.arange(12) == 3, 1.2, 1.0))
    world.real_medians = {2015: np.full(12, 100.0)}
    consumption.norm(world)
    assert (world.counties.norm == 1.0).all()


def test_limits_hold_for_any_state(world_at, small_sample):
    world = world_at(2016, 4, RULES, small_sample)
    h, random, n = world.households, np.random.default_rng(5), len(world.households)
    consumption.norm(world)
    for _ in range(20):
        h.cash[:] = np.rint(random.normal(1e6, 2e6, n))
        h.debt[:] = np.rint(random.exponential(1e6, n) * (random.random(n) < 0.5))
        h.kin_cap[:] = np.rint(random.exponential(1e6, n))
        h.welfare[:] = random.normal(20000, 20000, n)
        there, debt, least = h.cash.copy(), h.debt.copy(), 0.55 * 4100 * h.size * 100 / 12
        world.payments.open_late()  # the income is counted, no bill is left
        world.posted = np.zeros((2, len(world.settlement_rules.posted), 12))
        consumption.step(world)
        settle(world)
        lent, repaid = world.paid("kin_loan"), world.paid("kin_repay")
        assert (h.cash >= 0).all() and (h.debt >= 0).all() and np.array_equal(h.spending, np.rint(h.spending)) and (h.spending >= 0).all()
        assert not ((lent > 0) & (repaid > 0)).any() and (repaid <= debt).all()
        bill = np.maximum(-there, 0)
        assert (lent <= np.maximum(bill, np.minimum(np.maximum(least - there, 0), np.maximum(h.kin_cap - debt, 0))) + 0.5).all()
        assert (lent >= bill).all() and (h.spending[there < least] <= least[there < least]).all()
        world.payments.clear()
