"""Faults: all are shown, they travel between processes, and near names are proposed."""

import pickle

import pytest

from sim.core.errors import Fault, InputError, nearest, suggestion

FULL = Fault("not a number", "my.yaml line 3", "abc", "a missing quote", "write 0.5")
BARE = Fault("missing", "my.yaml")
NAMES = ["public_jobs.wage", "public_jobs.slots", "safety_net.dibao", "labour.theta"]


def test_every_fault_is_shown_with_its_number():
    text = str(InputError([FULL, BARE]))
    assert text.splitlines() == [
        "2 faults in the input, nothing was written:",
        "  1. my.yaml line 3: not a number; value abc; likely cause: a missing quote; next: write 0.5",
        "  2. my.yaml: missing",
    ]


def test_one_fault_is_counted_as_one():
    assert str(InputError([BARE])).startswith("1 fault in the input,")


def test_faults_may_come_from_a_generator():
    error = InputError(fault for fault in (FULL, BARE))
    assert error.faults == (FULL, BARE)
    assert len(str(error).splitlines()) == 3


def test_an_input_error_is_a_value_error_and_travels():
    copy = pickle.loads(pickle.dumps(InputError([FULL, BARE])))
    assert isinstance(copy, ValueError) and type(copy) is InputError
    assert copy.faults == (FULL, BARE) and str(copy) == str(InputError([FULL, BARE]))


def test_a_fault_cannot_be_changed():
    with pytest.raises(AttributeError):
        FULL.what = "other"


@pytest.mark.parametrize("wrong", ["public_job.wage", "publicjobs.wage", "public_jobs.wages", "public_jobs.wgae"])
def test_the_nearest_name_comes_first(wrong):
    assert nearest(wrong, NAMES)[0] == "public_jobs.wage"
    assert suggestion(wrong, NAMES).startswith("did you mean public_jobs.wage")


def test_no_more_than_asked_for_and_nothing_far():
    assert len(nearest("public_jobs", NAMES, n=1)) == 1
    assert nearest("zzzz", NAMES) == [] and suggestion("zzzz", NAMES) == ""
    assert nearest("x", []) == []
