"""Three households followed by hand: two in the first county, one in the second that stands for two."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.state.columns import SOURCES, money
from sim.state.settlement import settle

ROW = {column.name: row for row, column in enumerate(money())}
WAGE, BUSINESS, PROPERTY, TRANSFER = (SOURCES.index(s) for s in ("wage", "business", "property", "transfer"))


@pytest.fixture
def world(make_world):
    made = make_world(county=(0, 0, 1), weight=(1, 1, 2), cash=(1000, 0, 500000), debt=(0, 20000, 0))
    h = made.households
    h.wage_local[:] = 200000, 0, 0
    h.wage_migrant[:] = 0, 300000, 0
    h.remittance[:] = 0, 50000, 0  # inside the family: no flow of the household as a whole
    h.pension[:] = 0, 0, 26000
    made.pay("rent", [1], [4000.0], [0])
    h.medical[:] = 0, 0, 90000
    made.pay("refund", [2], [45000.0])
    h.spending[:] = 150000, 100000, 30000
    made.pay("kin_loan", [0], [10000.0])
    made.pay("kin_repay", [1], [5000.0])
    settle(made)
    return made


def test_cash(world):
    first = 1000 + 200000 - 4000 - 150000 + 10000
    second = 0 + 300000 + 4000 - 100000 - 5000
    third = 500000 + 26000 + 45000 - 90000 - 30000
    assert world.households.cash.tolist() == [first, second, third]


def test_debt(world):
    assert world.households.debt.tolist() == [10000, 15000, 0]


def test_income_of_all_hukou_members_by_source(world):
    expected = np.zeros((4, 3))
    expected[WAGE] = 200000, 300000, 0
    expected[BUSINESS] = -4000, 0, 0
    expected[PROPERTY] = 0, 4000, 0
    expected[TRANSFER] = 0, 0, 26000  # the refund of 45,000 answers a bill and is no income here
    assert world.year_hukou.tolist() == expected.tolist()


def test_income_of_residents_has_what_is_sent_home_for_what_is_earned_away(world):
    expected = np.zeros((4, 3))
    expected[WAGE] = 200000, 0, 0
    expected[BUSINESS] = -4000, 0, 0
    expected[PROPERTY] = 0, 4000, 0
    expected[TRANSFER] = 0, 50000, 26000 + 45000
    assert world.year_survey.tolist() == expected.tolist()


def test_ledger(world):
    fen, yuan = world.ledger.fen[0], world.ledger.yuan[0]
    expected = {"wage_local": (200000, 0), "wage_migrant": (300000, 0), "pension": (0, 26000), "rent": (4000, 0),
                "medical": (0, 90000), "refund": (0, 45000), "spending": (250000, 30000), "kin_loan": (10000, 0), "kin_repay": (5000, 0)}  # fmt: skip
    assert {name: tuple(fen[row]) for name, row in ROW.items() if fen[row].any()} == expected
    assert (yuan == fen * np.array([1, 2]) / 100).all()
    assert world.ledger.months == [world.month]


def test_flows_stay_for_the_reports_of_the_month(world):
    assert world.households.pension.tolist() == [0, 0, 26000]


def test_welfare_is_the_real_income_of_the_last_twelve_months(make_world):
    world = make_world(county=(0,), prices={2019: 1.0, 2020: 1.25}, month=month_index(2019))
    months, welfare = 26, []
    pay = 1000.0 * (1 + np.arange(months))
    for amount in pay:
        world.households.wage_local[:] = amount
        settle(world)
        welfare.append(world.households.welfare[0])
        world.month += 1
    real = pay / 100 / np.where(np.arange(months) < 12, 1.0, 1.25)
    expected = [real[max(0, m - 11) : m + 1].sum() for m in range(months)]
    assert welfare == pytest.approx(expected, rel=1e-12)


def test_part_of_a_fen_stops_the_month(make_world):
    world = make_world()
    world.households.pension[1] = 0.5
    with pytest.raises(ArithmeticError, match="not in whole fen"):
        settle(world)
