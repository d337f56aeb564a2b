"""Consumption by hand and within its limits: needs, habit, the buffer, help of kin, repayment."""

import numpy as np
import pytest

from sim.processes import consumption
from sim.state.columns import collectors, flows
from sim.state.settlement import settle

ROW = 9  # two persons: the mother of 31 and her son
RULES = {"consumption.need": 4100.0, "consumption.habit": 0.34, "consumption.buffer": 6.0, "consumption.run_down": 0.015, "consumption.hunger": 0.55,
         "consumption.kin_cap": 12.0, "consumption.interest": 0.0}  # fmt: skip


@pytest.fixture
def month(world_at):
    """One month of household 9 with cash, debt (yuan), yearly income and the month's wage given; returns what it did in yuan."""

    def live(cash=0.0, debt=0.0, welfare=0.0, wage=0.0, medical=0.0, values=None, price=1.0):
        world = world_at(2016, 3, RULES | (values or {}), price=price)
        h = world.households
        h.cash[ROW], h.debt[ROW], h.welfare[ROW], h.wage_local[ROW], h.medical[ROW] = cash * 100, debt * 100, welfare, wage * 100, medical * 100
        consumption.step(world)
        done = {name: h.columns[name][ROW] / 100 for name in ("spending", "interest", "kin_loan", "kin_repay")}
        settle(world)
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
    # twelve months' income are 2,400; 2,300 are owed already: 100 more
    done = month(welfare=2400.0, debt=2300.0)
    assert done["kin_loan"] == 100.0 and done["debt"] == 2400.0 and done["spending"] == 100.0
    assert month(welfare=2400.0, debt=2400.0)["kin_loan"] == 0.0


def test_a_bill_that_must_be_paid_is_always_lent(month):
    done = month(medical=5000.0, wage=1000.0, values={"consumption.kin_cap": 0.0})
    assert done["kin_loan"] == 4000.0 and done["cash"] == 0.0 and done["spending"] == 0.0


def test_three_tenths_of_what_is_left_is_repaid(month):
    # 3,000 less 1,363.33 leave 1,636.67 (less the fraction of a fen): 0.3 of it is 491
    done = month(welfare=24000.0, wage=3000.0, debt=1000.0)
    assert done["kin_repay"] == pytest.approx(491.0, abs=0.01) and done["debt"] == pytest.approx(509.0, abs=0.01)
    assert month(welfare=24000.0, wage=3000.0, debt=200.0)["debt"] == 0.0  # never more than is owed


def test_interest_by_hand(month):
    # 1.2 % a year on 10,000 is 10 yuan a month, and it can be spent in the same month
    done = month(cash=10000.0, welfare=0.0, values={"consumption.interest": 0.012, "consumption.need": 0.0, "consumption.run_down": 0.0})
    assert done["interest"] == 10.0 and done["spending"] == 0.0 and done["cash"] == 10010.0


def test_limits_hold_for_any_state(world_at, small_sample):
    world = world_at(2016, 3, RULES, small_sample)
    h, random = world.households, np.random.default_rng(5)
    n, sign = len(h), np.array([*(c.cash * (c.owner != "consumption") for c in flows()), *[0] * len(collectors())])[:, None]
    for _ in range(20):
        h.cash[:] = np.rint(random.exponential(1e6, n) * (random.random(n) < 0.7))
        h.debt[:] = np.rint(random.exponential(1e6, n) * (random.random(n) < 0.5))
        h.welfare[:] = random.normal(20000, 20000, n)
        h.flows[: len(flows())] = np.rint(random.exponential(1e5, h.flows.shape) * (random.random(h.flows.shape) < 0.2))[: len(flows())]
        there, debt = h.cash + (sign * h.flows).sum(axis=0), h.debt.copy()  # before interest, of which there is none
        least, cap = 0.55 * 4100 * h.size * 100 / 12, 12 * np.maximum(h.welfare, 0) * 100 / 12
        consumption.step(world)
        flow = h.flows.copy()
        settle(world)
        assert (h.cash >= 0).all() and (h.debt >= 0).all() and np.array_equal(flow, np.rint(flow)) and (flow >= 0).all()
        assert not ((h.kin_loan > 0) & (h.kin_repay > 0)).any() and (h.kin_repay <= debt).all()
        bill = np.maximum(-there, 0)
        assert (h.kin_loan <= np.maximum(bill, np.minimum(np.maximum(least - there, 0), np.maximum(cap - debt, 0))) + 0.5).all()
        assert (h.kin_loan >= bill).all() and (h.spending[there < least] <= least[there < least]).all()
