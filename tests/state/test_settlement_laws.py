"""Laws of the settlement: no fen comes from nowhere, neither order nor size of the table matters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.state.columns import SOURCES, flows, money
from sim.state.settlement import BLOCK, settle

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
    assert np.array_equal(world.households.welfare, (HUKOU * CASH) @ matrix / 100.0)
    first = sizes[0]
    in_row_order = [[np.cumsum(part)[-1] if part.size else 0.0 for part in (row[:first], row[first:])] for row in matrix * weight]
    assert np.array_equal(world.ledger.yuan[0][POSTED], np.array(in_row_order) / 100.0)
    assert np.array_equal(world.ledger.fen[0][POSTED], [[row[:first].sum(), row[first:].sum()] for row in matrix])
