"""Payments: rows and fen of what few have. They reach cash, income, ledger and the account of the other side, to the fen."""

import numpy as np
import pytest

from sim.state.columns import collectors, flows, money
from sim.state.flow_sums import by_county, by_run
from sim.state.settlement import settle

ROW = {column.name: row for row, column in enumerate(money())}


def test_a_wage_of_a_post_by_hand(make_world):
    world = make_world(county=(0, 0, 1), weight=(1, 1, 2))
    world.pay("wage_post", [0, 2], [70000.0, 70000.0])
    settle(world)
    assert world.households.cash.tolist() == [70000, 0, 70000] and world.households.welfare.tolist() == [700, 0, 700]
    assert world.ledger.fen[0][ROW["wage_post"]].tolist() == [70000, 70000] and world.ledger.yuan[0][ROW["wage_post"]].tolist() == [700, 1400]


def test_several_payments_to_one_household_add_up(make_world):
    world = make_world()
    world.pay("grant_county", [1, 1, 0], [100.0, 50.0, 7.0])
    world.pay("grant_county", [1], [3.0])
    assert world.paid("grant_county").tolist() == [7, 153, 0]
    settle(world)
    assert world.households.cash.tolist() == [7, 153, 0]


def test_many_pay_into_one_pool(make_world):
    world = make_world(cash=(100, 200, 0))
    world.pay("rent", [2], [90.0], [0, 1], [30.0, 60.0])
    settle(world)
    assert world.households.cash.tolist() == [70, 140, 90]
    assert world.year_hukou.sum(axis=0).tolist() == [-30, -60, 90]  # rent is income of the lessor and a cost of the lessee


def test_the_next_month_starts_empty(make_world):
    world = make_world()
    world.pay("wage_post", [1], [500.0])
    settle(world)
    world.payments.clear()
    assert not world.households.flows.any() and not world.payments.batches and not world.paid("wage_post").any()
    settle(world)
    assert world.households.cash.tolist() == [0, 500, 0]


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("not whole", ("wage_post", [0], [0.5])),
        ("not whole", ("wage_post", [0], [-1.0])),
        ("not whole", ("wage_post", [0], [np.nan])),
        ("different length", ("wage_post", [0, 1], [1.0])),
        ("on one side", ("rent", [0], [5.0], [1], [6.0])),
        ("needs both sides", ("rent", [0], [5.0])),
    ],
)
def test_money_that_does_not_add_up_is_refused(make_world, words, arguments):
    world = make_world()
    with pytest.raises(ArithmeticError, match=words):
        world.pay(*arguments)
    assert not world.payments.batches and not world.households.flows.any()


def test_a_payment_that_is_not_declared_is_refused(make_world):
    with pytest.raises(KeyError):
        make_world().pay("pocket_money", [0], [1.0])


def test_every_class_of_payments_has_its_row(make_world):
    assert make_world().households.flows.shape[0] == len(flows()) + len(collectors())
    assert len(set(collectors())) == len(collectors())


@pytest.mark.parametrize("arguments", [("wage_post", [3], [1.0]), ("wage_post", [-1], [1.0]), ("rent", [0], [5.0], [7])])
def test_a_row_that_is_not_there_is_refused(make_world, arguments):
    world = make_world()
    with pytest.raises(IndexError):
        world.pay(*arguments)
    assert not world.payments.batches


def test_sums_by_run_are_the_sums_by_county_whatever_the_order(make_world):
    world = make_world(county=(0, 0, 0, 1, 1), weight=(1, 3, 3, 3, 2))
    h, rng = world.households, np.random.default_rng(5)
    rows, fen = rng.integers(0, 5, 200), rng.integers(0, 10**6, 200).astype(float)
    for order in (np.argsort(rows), np.arange(200), np.argsort(-rows)):
        plain, runs = np.full((2, 2), 7.0), np.full((2, 2), 7.0)
        by_county(rows[order], fen[order], h.county, h.weight, *plain)
        by_run(rows[order], fen[order], world.runs, h.county, h.weight, *runs)
        assert np.array_equal(plain, runs) and plain.min() > 7.0
    by_run(rows[:0], fen[:0], world.runs, h.county, h.weight, *runs)
    assert np.array_equal(plain, runs)
