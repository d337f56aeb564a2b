"""Money is conserved: nothing comes into a household or leaves it but through a declared flow, in whole fen, and the ledger holds every fen."""

import numpy as np
import pytest

from sim.core.clock import month_text
from sim.state.columns import STOCKS, flows, money

INTO, OUT = (np.array(signs)[:, None] for signs in ([c.payee == "household" for c in money()], [c.payer == "household" for c in money()]))


def test_every_dense_flow_touches_a_household_on_one_side():
    assert all((c.payee == "household") != (c.payer == "household") for c in flows())


def test_flows_are_whole_fen_and_none_is_negative(walk):
    for _, model in walk:
        paid = model.world.households.flows[: len(flows())]
        assert np.isfinite(paid).all() and (paid >= 0).all() and np.array_equal(paid, np.rint(paid)), month_text(model.world.month - 1)


def test_cash_changes_by_the_account_of_the_households(walk):
    for before, model in walk:
        posted = model.world.ledger.fen[-1]
        change = model.world.households.cash.astype(np.int64) - before["households.cash"].astype(np.int64)
        account = (posted * INTO).sum(axis=0) - (posted * OUT).sum(axis=0)
        by_county = np.array([change[a:b].sum() for a, b in zip(model.world.county_first, model.world.county_first[1:], strict=False)])
        assert np.array_equal(by_county, account), month_text(model.world.month - 1)


def moved(world, stock: str) -> np.ndarray:
    """float64[households]: what the month's flows, payments and changes add to a stock."""
    h = world.households
    total = sum((c.moves[1] * h.columns[c.name] for c in flows() if c.moves and c.moves[0] == stock), np.zeros(len(h)))
    for batch in world.payments.batches:
        if batch.column.moves and batch.column.moves[0] == stock and batch.column.table == "households":
            np.add.at(total, batch.rows, batch.column.moves[1] * batch.fen)
    return total


def test_stocks_change_by_what_is_declared_and_are_never_below_zero(walk):
    for before, model in walk:
        for stock in STOCKS:
            now = model.world.households.columns[stock]
            assert np.array_equal(now - before[f"households.{stock}"], moved(model.world, stock)), (stock, month_text(model.world.month - 1))
            assert (now >= 0).all(), (stock, month_text(model.world.month - 1))


@pytest.mark.parametrize("table", ["villages", "cooperatives", "enterprises"])
def test_accounts_of_places_and_firms_close_and_never_go_below_zero(table, walk):
    for before, model in walk:
        change = np.zeros(len(model.world.tables()[table]))
        for batch in model.world.payments.batches:
            if batch.column.table == table:
                np.add.at(change, batch.rows, batch.column.cash * batch.fen)
            elif batch.party_table == table:
                np.add.at(change, batch.party, -batch.column.cash * batch.party_fen)
        cash = model.world.tables()[table].cash
        assert np.array_equal(cash - before[f"{table}.cash"], change) and (cash >= 0).all(), month_text(model.world.month - 1)


def test_no_household_has_less_than_nothing(walk):
    for _, model in walk:
        cash = model.world.households.cash
        assert (cash >= 0).all() and np.array_equal(cash, np.rint(cash)), month_text(model.world.month - 1)


def test_yearly_sheets_and_ledger_tell_the_same_story(run):
    model, months = run
    for _ in range(months // 12 * 12):
        model.step()
    year, weight = np.array(model.world.ledger.months) // 12, model.world.households.weight
    yuan = np.array(model.world.ledger.yuan).sum(axis=2)
    for sheet in model.sheets.done:
        for name, columns in model.sheets.PAID.items():
            rows = [i for i, c in enumerate(money()) if c.name in columns]
            ours, booked = (sheet.paid[name] * weight).sum(dtype=np.float64), yuan[year == sheet.year][:, rows].sum()
            assert np.isclose(ours, booked, rtol=1e-6), (name, sheet.year)


def paid(world) -> np.ndarray:
    """float64[households]: income (hukou concept) that came or went as payments of the month."""
    total = np.zeros(len(world.households))
    for batch in world.payments.batches:
        if batch.column.kind == "payment" and batch.column.table == "households":
            np.add.at(total, batch.rows, batch.column.hukou * batch.column.cash * batch.fen)
            if batch.column.payer_source:
                np.add.at(total, batch.party, -batch.party_fen)
    return total


def test_income_of_the_year_is_the_sum_of_its_flows(run):
    model, months = run
    h, total = model.world.households, 0.0
    for _ in range(months // 12 * 12):
        model.step()
        total = total + sum(c.hukou * c.cash * h.columns[c.name] for c in flows()) + paid(model.world)
        if model.world.month % 12 == 0:
            income = model.sheets.done[-1].hukou.sum(axis=0, dtype=np.float64)  # a sheet holds yuan in single precision, by source
            assert np.allclose(income, total / 100.0, rtol=1e-6, atol=0.05), model.sheets.done[-1].year
            total = 0.0
