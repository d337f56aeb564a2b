"""The declarations of columns.csv: complete, known words, one owner each."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sim.core.parameters import UNITS
from sim.state import columns
from sim.state.columns import ACCOUNT_OF, ACCOUNTS, KINDS, MONEY, SOURCES, between_households, declared, flows, money, of_table

ALL = pytest.mark.parametrize("column", declared(), ids=lambda c: f"{c.table}.{c.name}")
FLOWS = pytest.mark.parametrize("flow", flows(), ids=lambda c: c.name)


def test_the_file_has_the_fields_of_a_column_and_no_blanks_around():
    with open(Path(columns.__file__).with_name("columns.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(columns.Column.__slots__)
    assert all(None not in row and all(v == v.strip() for v in row.values()) for row in rows)
    assert len(rows) == len(declared())


@ALL
def test_labels_in_both_languages(column):
    assert column.en and column.en.isascii()
    assert column.zh and not column.zh.isascii()


@ALL
def test_known_kind_type_unit_and_one_owner(column):
    assert column.kind in KINDS
    assert np.dtype(column.dtype).name == column.dtype
    assert column.unit == "" or column.unit == "fen" or column.unit in UNITS
    assert column.owner.isidentifier()
    assert column.name.isidentifier() and not hasattr(dict, column.name)


@ALL
def test_stocks_belong_to_the_settlement_and_money_is_whole_fen(column):
    if column.kind == "stock":
        assert column.owner == "settlement"
    if column.unit == "fen":
        assert column.dtype == "float64"


@ALL
def test_only_money_has_accounts(column):
    if column.kind not in MONEY:
        assert (column.payer, column.payee, column.purpose, column.lever, column.cash) == ("", "", "", "", 0)
        assert bool(column.stock) == (column.kind == "change")


# the official concept counts refunds as transfers; the bill they answer is no negative income, so they make nobody better off
ANSWER_BILLS = ("refund", "medical_aid")


@pytest.mark.parametrize("payment", [c for c in declared() if c.kind == "payment"], ids=lambda c: c.name)
def test_a_payment_has_its_own_account_on_one_side_and_income_only_where_households_count(payment):
    own = ACCOUNT_OF.get(payment.table, "county")  # a payment of the counties is between levels of government
    assert own in (payment.payer, payment.payee) and payment.purpose and payment.unit == "fen"
    assert (payment.payer == payment.payee) == between_households(payment)
    assert (payment.source in SOURCES) == bool(payment.hukou or payment.survey) and (payment.survey <= payment.hukou or payment.name in ANSWER_BILLS)
    assert payment.table == "households" or not (payment.source or payment.payer_source or payment.stock[1:] not in ("", "debt"))
    if payment.table != "households":
        assert "household" not in (payment.payer, payment.payee), "declared where the household is"
    if payment.payer_source:
        assert between_households(payment)


@FLOWS
def test_a_flow_has_the_household_on_exactly_one_side(flow):
    assert flow.table == "households" and flow.unit == "fen"
    assert flow.payer in ACCOUNTS and flow.payee in ACCOUNTS and flow.purpose
    assert (flow.payer == "household") != (flow.payee == "household")
    assert flow.cash == (1 if flow.payee == "household" else -1)


@FLOWS
def test_income_has_a_source_and_loans_are_no_income(flow):
    assert {flow.survey, flow.hukou} <= {0, 1}
    assert flow.survey <= flow.hukou
    assert (flow.source in SOURCES) == bool(flow.hukou or flow.survey)
    if flow.moves:
        assert flow.moves == ("debt", flow.cash) and not flow.hukou


def test_a_column_is_declared_once_and_flows_keep_their_order():
    names = [(c.table, c.name) for c in declared()]
    assert len(set(names)) == len(names)
    assert list(flows()) == [c for c in of_table("households") if c.kind == "flow"]
    assert {c.table for c in declared()} == {"counties", "villages", "households", "persons", "cooperatives", "enterprises", "products", "links", "urban"}


def test_two_flows_never_read_the_same_in_the_ledger_within_an_owner():
    keys = [(f.owner, f.payer, f.payee, f.purpose, f.lever) for f in money()]
    assert len(set(keys)) == len(keys)
