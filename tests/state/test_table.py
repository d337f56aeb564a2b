"""Tables: types and layout of columns, flows as rows of one matrix, and what is refused."""

import copy
import pickle

import numpy as np
import pytest

from sim.state.columns import collectors, flows, of_table
from sim.state.table import Table


@pytest.fixture
def households() -> Table:
    return Table("households", 4, {"cash": np.arange(8)[::2], "county": np.array([0, 0, 1, 1])})


def test_every_declared_column_is_there_in_its_type(households):
    for column in of_table("households"):
        array = getattr(households, column.name)
        assert (array.dtype, array.shape) == (np.dtype(column.dtype), (4,)), column.name
        assert array.flags.c_contiguous and array.flags.writeable, column.name
    assert len(households) == 4


def test_given_columns_are_cast_and_the_rest_is_zero(households):
    assert households.cash.tolist() == [0.0, 2.0, 4.0, 6.0]
    assert households.county.tolist() == [0, 0, 1, 1]
    assert not households.debt.any() and not households.flows.any()


def test_flows_are_rows_of_one_matrix(households):
    assert households.flows.shape == (len(flows()) + len(collectors()), 4) and households.flows.flags.c_contiguous
    for row, column in enumerate(flows()):
        array = households.columns[column.name]
        array[:] = row + 1.0
        assert np.shares_memory(array, households.flows)
    assert (households.flows[: len(flows())] == np.arange(1.0, len(flows()) + 1)[:, None]).all()


@pytest.mark.parametrize("again", [copy.deepcopy, copy.copy, lambda table: pickle.loads(pickle.dumps(table))])
def test_flows_of_a_copy_are_rows_of_its_own_matrix(households, again):
    households.pension[:] = 5.0
    other = again(households)
    other.wage_local[:] = 7.0
    assert other.flows[[c.name for c in flows()].index("wage_local")].tolist() == [7.0] * 4
    assert other.pension.tolist() == [5.0] * 4 and other.cash.tolist() == households.cash.tolist()


def test_columns_of_others_are_not_written_into():
    cash, read_only = np.arange(3.0), np.arange(3)
    read_only.flags.writeable = False
    table = Table("households", 3, {"cash": cash, "id": read_only})
    table.cash[:] = 9.0
    table.id[:] = 9
    assert cash.tolist() == [0.0, 1.0, 2.0] and read_only.tolist() == [0, 1, 2]


def test_an_unknown_column_is_named():
    with pytest.raises(KeyError, match="households: not declared in columns.csv: hat, shoe"):
        Table("households", 2, {"shoe": np.zeros(2), "hat": np.zeros(2)})
    with pytest.raises(AttributeError, match="no column 'hat'"):
        Table("households", 2, {}).hat  # noqa: B018


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((2, 1)), np.array(1.0)])
def test_another_shape_is_refused(wrong):
    with pytest.raises(ValueError, match="column cash"):
        Table("households", 2, {"cash": wrong})


def test_a_column_cannot_be_hidden_by_an_attribute(households):
    with pytest.raises(AttributeError, match=r"table.cash\[:\]"):
        households.cash = np.zeros(4)
    households.cash += 1.0
    assert households.columns["cash"].tolist() == [1.0, 3.0, 5.0, 7.0]


def test_new_rows_take_the_place_of_old_ones():
    persons = Table("persons", 2, {"school": np.array([3, 4])})
    persons.health |= 1
    persons.replace({name: np.arange(5) for name in persons.columns})
    assert len(persons) == 5 and persons.health.tolist() == persons.school.tolist() == [0, 1, 2, 3, 4]
    assert {c.name: persons.columns[c.name].dtype.name for c in of_table("persons")} == {c.name: c.dtype for c in of_table("persons")}


def test_replacing_needs_every_column_at_one_length(households):
    persons = Table("persons", 2, {})
    with pytest.raises(KeyError, match="skill"):
        persons.replace({name: np.zeros(3) for name in persons.columns if name != "skill"})
    with pytest.raises(ValueError, match="different length"):
        persons.replace({name: np.zeros(3 if name == "skill" else 2) for name in persons.columns})
    with pytest.raises(KeyError, match="or flows"):
        households.replace(dict(households.columns))
