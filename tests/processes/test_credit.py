"""Formal loans: terms and limits, who is refused, service by hand, default, and the stock of loans that is conserved."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import consumption, credit, credit_rules, credit_terms
from sim.processes.credit_rules import FOREST, MICRO, NONE, ORDINARY
from sim.state.settlement import receive, settle

LENDING = {"credit.default_base": -6.0, "credit.known": 0.0, "credit.handling": 0.0, "credit.smallest": 0.0, "credit.dislike": 0.0, "credit.keep": 0.0,
           "credit.ask_home": 50.0, "credit.ask_bills": 50.0, "credit.ask_invest": 50.0, "credit.income_cap": 1.0}  # fmt: skip
RICH = 8  # twelve households; number 9 of the cases: much land, 30 mu of forest, a brick-concrete house


@pytest.fixture
def bank(world_at):
    """A world in which every household earns 50,000 yuan a year, after the lenders' year began."""

    def make(month=3, year=2019, values=None):
        world = world_at(year, month, LENDING | (values or {}))
        world.start = world.month - 36
        world.households.welfare[:] = 50000.0
        credit_terms.step(world)
        consumption.norm(world)
        return world

    return make


def ask(world, rows, yuan, purpose="home", months=36):
    """Ask for loans and let the lender answer; returns what was lent in yuan by household."""
    receive(world)
    rows = np.atleast_1d(rows)
    world.offers.add("loan", rows, np.full(len(rows), yuan * 100.0), np.full(len(rows), months), purpose)
    credit.step(world)
    return world.paid("loan_in") / 100.0


def owing(world, yuan, due=0, left=1, rate=0.08, product=ORDINARY, cash=0.0):
    """Household RICH owes a loan whose next part is due in `due` months."""
    h = world.households
    h.loan[RICH], h.loan_product[RICH], h.loan_rate[RICH], h.loan_left[RICH] = yuan * 100.0, product, rate, left
    h.loan_due[RICH], h.cash[RICH] = world.month + due, cash * 100.0
    receive(world)
    credit.step(world)
    settle(world)
    return h


def test_terms_of_the_time(bank):
    c = bank().counties
    assert c.loan_rate == pytest.approx(0.0435 + 0.04) and c.forest_rate == pytest.approx(0.0059 * 12) and (c.forest_limit == 200000).all()
    assert (c.micro_limit == 0).all() and c.micro_rate == pytest.approx(0.0435)
    assert (bank(year=2016).counties.forest_limit == 0).all()  # introduced in September 2016
    assert (bank(values={"credit.microcredit_open": True}).counties.micro_limit == 50000).all()


def test_a_loan_is_lent_and_reaches_cash_and_stock(bank):
    world = bank()
    lent = ask(world, RICH, 20000.0)
    settle(world)
    h = world.households
    assert lent[RICH] == 20000 and lent.sum() == 20000 and h.loan[RICH] == h.cash[RICH] == 2e6
    assert not world.year_hukou.any()  # borrowed money is no income
    assert h.loan_product[RICH] == FOREST and h.loan_rate[RICH] == pytest.approx(0.0708)  # the cheapest that it may have
    assert h.loan_left[RICH] == 3 and h.loan_due[RICH] == world.month + 12
    assert world.offers.of("loan_given")[0][0].tolist() == [RICH]


def test_a_loan_to_invest_is_due_at_the_end(bank):
    world = bank()
    ask(world, RICH, 20000.0, "invest", 24)
    assert world.households.loan_left[RICH] == 1 and world.households.loan_due[RICH] == world.month + 24


@pytest.mark.parametrize(
    ("values", "lent"), [({}, 50000.0), ({"credit.limit": 30000.0, "credit.forest_limit": 0.0}, 30000.0), ({"credit.income_cap": 0.2}, 10000.0)]
)
def test_no_loan_beyond_limit_and_income(bank, values, lent):
    assert ask(bank(values=values), RICH, 90000.0)[RICH] == lent


def test_the_forest_loan_goes_as_far_as_the_forest(bank):
    world = bank(values={"credit.limit": 0.0, "credit.income_cap": 20.0, "credit.forest_value": 1000.0})
    lent = ask(world, np.arange(12), 500000.0)
    forest = world.households.forest
    assert np.array_equal(lent, np.where(forest >= 10.0, 1000.0 * forest, 0.0)) and lent.any()


@pytest.mark.parametrize(
    "values",
    [
        {"credit.limit": 0.0, "credit.forest_limit": 0.0},
        {"credit.income_cap": 0.0},
        {"credit.default_base": 9.0},
        {"credit.funding": 0.2},
        {"credit.ask_home": -50.0},
    ],
    ids=["no product", "no income counts", "all would default", "money too dear", "nobody asks"],
)
def test_limits_in_which_nothing_is_lent(bank, values):
    world = bank(values=values)
    assert not ask(world, np.arange(12), 20000.0).any() and (world.households.loan_product == NONE).all()


def test_in_the_first_year_of_a_run_no_lender_knows_an_income(bank):
    world = bank()
    world.start = world.month - 3
    credit_terms.step(world)
    assert not ask(world, RICH, 20000.0).any()


@pytest.mark.parametrize(("opened", "right", "lent"), [(False, 1, 0.0), (True, 0, 0.0), (True, 1, 50000.0)])
def test_microcredit_needs_an_open_product_and_the_right(bank, opened, right, lent):
    world = bank(values={"credit.microcredit_open": opened, "credit.limit": 0.0, "credit.forest_limit": 0.0, "credit.microcredit_cover": 0.9})
    world.households.microcredit_right[RICH] = right
    assert ask(world, RICH, 80000.0)[RICH] == lent
    assert world.households.loan_product[RICH] == (MICRO if lent else NONE)


def test_who_may_not_borrow(bank):
    world = bank()
    h = world.households
    h.loan_product[0], h.restricted_until[1] = ORDINARY, world.month + 1
    h.restricted_until[2], h.loan_due[0], h.loan_left[0] = world.month, world.month + 12, 1
    lent = ask(world, [0, 1, 2, RICH], 5000.0)
    assert lent[[0, 1, 2, RICH]].tolist() == [0, 0, 5000, 5000]


def test_lenders_gain_by_hand(bank):
    # 8 % on 10,000 with 2 % default and 30 % recovered: 0.08 x 0.98 - 0.02 x 0.7 = 0.0644, against 0.028 + 350 / 10,000 = 0.063
    world = bank(values={"credit.handling": 350.0})
    fen, one = np.array([1e6, 0.9e6, 1e6]), np.ones(3)
    default = np.array([0.02, 0.02, 0.025])
    assert credit_rules.lends(world, fen, 0.08 * one, 0.3 * one, default).tolist() == [True, False, False]


def test_a_guarantee_lets_more_be_lent_and_changes_nobodys_chance(bank):
    world = bank(values={"credit.default_base": -2.5, "credit.known": 0.8, "credit.handling": 350.0})
    rows = np.arange(12)
    fen, rate, default = np.full(12, 1e6), np.full(12, 0.07), credit_rules.believed_default(world, rows)
    none, some, whole = (credit_rules.lends(world, fen, rate, np.full(12, cover), default) for cover in (0.0, 0.5, 1.0))
    assert (none <= some).all() and (some <= whole).all() and whole.sum() > none.sum()
    assert np.array_equal(default, credit_rules.believed_default(world, rows))


def test_the_lender_believes_in_income_house_and_record(bank):
    world = bank()
    h, rows = world.households, np.array([0])
    h.house[:] = 1
    base = credit_rules.believed_default(world, rows)[0]
    h.loans_repaid[0] = 1
    record = credit_rules.believed_default(world, rows)[0]
    h.welfare[0] *= 2
    income = credit_rules.believed_default(world, rows)[0]
    assert base > record > income


def test_dearer_money_is_asked_for_less(bank):
    world = bank(values={"credit.dislike": 8.0, "credit.ask_home": 0.0})
    loans = [credit_rules.Loans(np.full(12, ORDINARY), np.full(12, 4e6), np.full(12, rate), np.zeros(12)) for rate in (0.0, 0.3, 3.0)]
    asked = [credit_rules.asks(world, np.arange(12), loan, "home") for loan in loans]
    assert (asked[0] >= asked[1]).all() and (asked[1] >= asked[2]).all() and asked[0].sum() > asked[2].sum()


def test_interest_of_a_quarter(bank):
    # 8 % a year on 30,000 is 600 yuan a quarter; the next part is not due yet
    h = owing(world := bank(month=6), 30000.0, due=9, cash=1000.0)
    assert h.cash[RICH] == 40000 and h.loan[RICH] == 3e6 and world.year_hukou[2, RICH] == -60000  # it lowers property income
    assert owing(bank(month=7), 30000.0, due=9, cash=1000.0).cash[RICH] == 100000


def test_interest_that_cannot_be_paid_is_added_to_the_loan(bank):
    h = owing(bank(month=6), 30000.0, due=9, cash=250.0)
    assert h.cash[RICH] == 0 and h.loan[RICH] == 3e6 + 35000


def test_a_rate_of_zero_costs_nothing(bank):
    assert owing(bank(month=6), 30000.0, due=9, rate=0.0).loan[RICH] == 3e6


def test_yearly_parts(bank):
    h = owing(world := bank(), 30000.0, left=3, rate=0.0, cash=12000.0)
    assert h.loan[RICH] == 2e6 and h.cash[RICH] == 200000 and h.loan_left[RICH] == 2 and h.loan_due[RICH] == world.month + 12


def test_a_loan_repaid_is_closed_and_remembered(bank):
    h = owing(world := bank(), 30000.0, rate=0.0, cash=31000.0)
    assert h.loan[RICH] == 0 and h.loan_product[RICH] == NONE and h.loans_repaid[RICH] == 1 and world.tally["loans_repaid"].sum() == 1


def test_some_months_of_income_are_kept(bank):
    h = owing(bank(values={"credit.keep": 2.0}), 30000.0, rate=0.0, cash=31000.0)  # 2 x 50,000 / 12 = 8,333.33 stay
    assert h.cash[RICH] == pytest.approx(833333, abs=1) and h.loan[RICH] == 3e6 - (3.1e6 - h.cash[RICH])


def test_who_cannot_repay_is_given_another_year_and_then_falls_behind(bank):
    world = bank(values={"credit.roll": 1})
    h = owing(world, 30000.0, rate=0.0, cash=500.0)
    assert h.loan[RICH] == 3e6 - 50000 and h.loan_due[RICH] == world.month + 12 and h.loan_rolled[RICH] == 1 and h.overdue[RICH] == 0
    world.open_month()
    h.loan_due[RICH] = world.month
    receive(world)
    credit.step(world)
    assert h.overdue[RICH] == 1 and world.tally["loans_fallen_overdue"].sum() == 1 and world.tally["loans_rescheduled"].sum() == 1


def test_the_forest_loan_revolves(bank):
    world = bank(values={"credit.roll": 0})
    h = owing(world, 30000.0, rate=0.0, product=FOREST)
    assert h.overdue[RICH] == 0 and h.loan_due[RICH] == world.month + 12


def test_a_default_is_written_off_counted_and_remembered(bank):
    world = bank(values={"credit.roll": 0, "credit.write_off": 24, "credit.bad_record": 60})
    h = world.households
    h.overdue[RICH] = 23
    owing(world, 30000.0, rate=0.0, cash=100.0)
    assert h.loan[RICH] == 0 and h.loan_product[RICH] == NONE and h.restricted_until[RICH] == world.month + 60
    assert world.tally["loans_written_off"].sum() == 1 and h.loans_repaid[RICH] == 0
    gone = [b.fen.sum() for b in world.payments.batches if b.column.name == "loan_write_off"]
    assert gone == [3e6 - 10000]


@pytest.mark.parametrize("opened", [False, True])
def test_loans_are_conserved_and_each_belongs_to_a_product(start, small_sample, opened):
    model = start(population=small_sample, values={"credit.microcredit_open": opened, "credit.roll": 0, "credit.keep": 6.0, "credit.write_off": 3})
    world, stock = model.world, np.zeros(len(model.world.households))
    world.households.microcredit_right[:] = world.households.jiandang
    moved = {"loan_in": 1, "loan_arrears": 1, "loan_repay": -1, "loan_write_off": -1}
    seen = dict.fromkeys(moved, 0.0)
    for _ in range(60):
        model.step()
        for batch in world.payments.batches:
            if batch.column.name in moved:
                np.add.at(stock, batch.rows, moved[batch.column.name] * batch.fen)
                seen[batch.column.name] += batch.fen.sum()
        h = world.households
        assert np.array_equal(h.loan, stock) and (stock >= 0).all() and np.array_equal(h.loan > 0, h.loan_product > 0)
    assert all(seen[name] > 0 for name in ("loan_in", "loan_repay", "loan_write_off")) and world.month == month_index(2020)
    assert (h.loan_product == MICRO).any() == opened and not (h.microcredit_right[h.loan_product == MICRO] == 0).any()


def test_whom_the_lender_does_not_look_at_would_get_nothing(bank):
    world = bank(values={"credit.handling": 350.0, "credit.default_base": -4.0, "credit.known": 0.8, "credit.income_cap": 20.0})
    rows = np.tile(np.arange(12), 40)
    wanted = np.repeat(np.geomspace(1e5, 1e7, 40), 12)
    seen, all_seen = credit_rules.offered(world, rows, wanted), credit_rules.cheapest(world, rows, wanted)
    assert all(np.array_equal(getattr(seen, name), getattr(all_seen, name)) for name in ("product", "fen", "rate"))
    hope = credit_rules.hopeful(world, rows, wanted)
    assert not hope.all() and (seen.product != NONE).any() and (seen.product[~hope] == NONE).all()
