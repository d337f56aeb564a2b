"""The declarations of columns.csv: complete, known words, one owner each."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sim.core.parameters import UNITS
from sim.state import columns
from sim.state.columns import ACCOUNTS, KINDS, SOURCES, declared, flows, of_table

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
def test_only_flows_have_accounts(column):
    if column.kind != "flow":
        assert (column.payer, column.payee, column.purpose, column.lever, column.debt, column.cash) == ("", "", "", "", 0, 0)


@FLOWS
def test_a_flow_has_the_household_on_exactly_one_side(flow):
    assert flow.table == "households" and flow.unit == "fen"
    assert flow.payer in ACCOUNTS and flow.payee in ACCOUNTS and flow.purpose
    assert (flow.payer == "household") != (flow.payee == "household")
    assert flow.cash == (1 if flow.payee == "household" else -1)


@FLOWS
def test_income_has_a_source_and_loans_are_no_income(flow):
    assert {flow.survey, flow.hukou} <= {0, 1}
    # the official concept counts refunds as transfers; the bill they answer is no negative income, so they make nobody better off
    assert flow.survey <= flow.hukou or flow.name == "refund"
    assert (flow.source in SOURCES) == bool(flow.hukou or flow.survey)
    assert flow.debt in (-1, 0, 1)
    if flow.debt:
        assert flow.debt == flow.cash and not flow.hukou


def test_a_column_is_declared_once_and_flows_keep_their_order():
    names = [(c.table, c.name) for c in declared()]
    assert len(set(names)) == len(names)
    assert list(flows()) == [c for c in of_table("households") if c.kind == "flow"]
    assert {c.table for c in declared()} == {"counties", "villages", "households", "persons"}


def test_two_flows_never_read_the_same_in_the_ledger_within_an_owner():
    keys = [(f.owner, f.payer, f.payee, f.purpose, f.lever) for f in flows()]
    assert len(set(keys)) == len(keys)
