"""Laws of the settlement: no fen comes from nowhere, neither order nor size of the table matters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.state.columns import SOURCES, flows, money
from sim.state.settlement import BLOCK, receive, settle

FLOWS = len(flows())
CASH, SURVEY, HUKOU = (np.array([getattr(c, key) for c in flows()], float) for key in ("cash", "survey", "hukou"))
DEBT = np.array([c.moves[1] if c.moves else 0 for c in flows()], float)
POSTED = [money().index(c) for c in flows()]
COUNTIES = (0, 0, 0, 1, 1)
AMOUNTS = st.lists(st.lists(st.integers(0, 10**10), min_size=FLOWS, max_size=FLOWS), min_size=len(COUNTIES), max_size=len(COUNTIES))


@pytest.fixture(scope="session")
def settled(make_world):
    """Maker of worlds after one month with `amounts` [households][flows]."""

    def make(amounts, county=COUNTIES, **given):
        world = make_world(county=county, **given)
        world.households.flows[:FLOWS] = np.array(amounts, float).T
        settle(world)
        return world

    return make


def of_source(counted: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """float64[sources, n]: signed flows that count, added up in plain NumPy."""
    rows = [[c.source == s for c in flows()] for s in SOURCES]
    return np.array([(np.where(row, counted * CASH, 0.0)[:, None] * matrix).sum(axis=0) for row in rows])


@given(AMOUNTS)
def test_cash_changes_by_what_comes_in_less_what_goes_out(settled, amounts):
    world = settled(amounts, cash=[5.0] * 5, debt=[7.0] * 5)
    into = [sum(a for a, c in zip(row, flows(), strict=True) if c.payee == "household") for row in amounts]
    out = [sum(a for a, c in zip(row, flows(), strict=True) if c.payer == "household") for row in amounts]
    assert world.households.cash.tolist() == [5 + i - o for i, o in zip(into, out, strict=True)]
    owed = [sum(a * d for a, d in zip(row, DEBT, strict=True)) for row in amounts]
    assert world.households.debt.tolist() == [7 + d for d in owed]


@given(AMOUNTS)
def test_the_ledger_holds_every_fen_once(settled, amounts):
    world, county = settled(amounts), np.array(COUNTIES)
    exact = np.array(amounts, np.int64)
    for c in (0, 1):
        assert world.ledger.fen[0][POSTED, c].tolist() == exact[county == c].sum(axis=0).tolist()
    frame = world.ledger.frame(world.counties.adcode)
    received, paid = frame[frame["payee"] == "household"]["amount_fen"].sum(), frame[frame["payer"] == "household"]["amount_fen"].sum()
    assert received - paid == world.households.cash.sum()


@given(AMOUNTS)
def test_income_counts_by_the_declarations(settled, amounts):
    world, matrix = settled(amounts), np.array(amounts, float).T
    assert np.array_equal(world.year_hukou, of_source(HUKOU, matrix))
    assert np.array_equal(world.year_survey, of_source(SURVEY, matrix))


@given(AMOUNTS, st.permutations(range(3)))
def test_order_of_households_in_a_county_does_not_matter(settled, amounts, order):
    one, other = settled(amounts), settled([*(amounts[i] for i in order), *amounts[3:]])
    assert np.array_equal(one.ledger.fen, other.ledger.fen)
    assert one.households.cash[list(order)].tolist() == other.households.cash[:3].tolist()


@pytest.mark.lines
@pytest.mark.parametrize("sizes", [(1, BLOCK - 1), (BLOCK, 1), (0, BLOCK + 1), (2 * BLOCK + 5, 0), (BLOCK + 3, 2 * BLOCK)])
def test_blocks_of_rows_do_not_show(settled, sizes):
    n, random = sum(sizes), np.random.default_rng(sum(sizes))
    matrix = random.integers(0, 10**7, (FLOWS, n)) * (random.random((FLOWS, n)) < 0.4) * 1.0
    weight = random.choice([1.0, 9.7, 10.3], n)
    world = settled(matrix.T, county=np.repeat([0, 1], sizes), weight=weight, cash=np.arange(n), remittance=np.arange(n) % 7)
    extra = np.zeros((4, n))
    extra[SOURCES.index("transfer")] = np.arange(n) % 7
    assert np.array_equal(world.households.cash, np.arange(n) + CASH @ matrix)
    assert np.array_equal(world.households.debt, DEBT @ matrix)
    assert np.array_equal(world.year_hukou, of_source(HUKOU, matrix))
    assert np.array_equal(world.year_survey, of_source(SURVEY, matrix) + extra)
    assert np.allclose(world.households.welfare, (HUKOU * CASH) @ matrix / 100.0, rtol=1e-14)
    first = sizes[0]
    by_weight = np.array([[row[part] @ weight[part] for part in (slice(first), slice(first, None))] for row in matrix])
    assert np.allclose(world.ledger.yuan[0][POSTED], by_weight / 100.0, rtol=1e-12)
    assert np.array_equal(world.ledger.fen[0][POSTED], [[row[:first].sum(), row[first:].sum()] for row in matrix])


def test_a_stratum_counts_with_its_weight_however_its_rows_lie(settled):
    amounts = [[100 * (i + 1)] * FLOWS for i in range(5)]
    world = settled(amounts, weight=[2.0, 2.0, 5.0, 5.0, 2.0])
    assert world.runs.tolist() == [0, 2, 3, 4, 5]  # a run ends where county or weight changes
    assert world.ledger.yuan[0][POSTED].tolist() == [[2 * 1.0 + 2 * 2.0 + 5 * 3.0, 5 * 4.0 + 2 * 5.0]] * FLOWS


def test_what_is_decided_after_the_income_is_known_reaches_cash_income_and_ledger(make_world):
    world = make_world(cash=(1000, 0, 0))
    world.households.wage_local[:] = 5000, 0, 0
    receive(world)
    assert world.at_hand().tolist() == [6000, 0, 0] and world.households.welfare.tolist() == [50, 0, 0]
    world.pay("loan_interest", [0], [200.0])
    world.pay("kin_loan", [1], [300.0])
    assert world.at_hand().tolist() == [5800, 300, 0] and world.households.cash.tolist() == [6000, 0, 0]
    settle(world)
    assert world.households.cash.tolist() == [5800, 300, 0] and world.households.debt.tolist() == [0, 300, 0]
    assert world.year_hukou[:, 0].tolist() == [5000, 0, -200, 0] == world.year_survey[:, 0].tolist()
    assert world.households.welfare.tolist() == [48, 0, 0] and world.at_hand().tolist() == [5800, 300, 0]


def test_a_month_in_two_parts_is_the_month_in_one(make_world):
    ends = []
    for late in (False, True):
        world = make_world(cash=(1000, 700, 0))
        world.households.wage_local[:], world.households.spending[:] = (5000, 0, 70), (400, 100, 50)
        if late:
            receive(world)
        world.pay("loan_interest", [0, 1], [200.0, 30.0])
        settle(world)
        ends.append([
            world.households.cash.tolist(),
            world.year_hukou.tolist(),
            world.ledger.fen[0].tolist(),
            world.households.welfare.round(9).tolist(),
        ])
    assert ends[0] == ends[1]
