"""Parameters: bounds, units, names, and a set that knows who set each value."""

import dataclasses

import pytest

from sim.core.parameters import FIXED, PRIORS, STATUSES, UNITS, Parameter, ParameterSet, Prior, uniform

WAGE = Parameter("public_jobs.wage", 600.0, "yuan_per_month", 0.0, 5000.0, uniform(400.0, 900.0), "wage", "工资", "S1", "found")
ON = Parameter("epidemic.on", True, "switch", 0, 1, FIXED, "on", "开", "S1", "assumption")
KIND = Parameter("standards.kind", "income", "text", 0, 0, FIXED, "kind", "种类", "S1", "assumption")


def changed(**fields) -> Parameter:
    return dataclasses.replace(WAGE, **fields)


def test_values_at_the_bounds_are_allowed():
    assert changed(value=0.0).value == 0.0 and changed(value=5000.0).value == 5000.0


@pytest.mark.parametrize("fields", [{"value": -0.01}, {"value": 5000.01}, {"value": float("nan")}, {"low": 601.0}, {"high": 599.0}])
def test_a_default_outside_its_bounds_is_refused(fields):
    with pytest.raises(ValueError, match="'public_jobs.wage': default .* outside"):
        changed(**fields)


@pytest.mark.parametrize("fields", [{"unit": "dollars"}, {"status": "sure"}, {"name": "wage"}])
def test_unknown_unit_or_status_or_a_name_without_room_is_refused(fields):
    with pytest.raises(ValueError, match="not allowed"):
        changed(**fields)


def test_an_unknown_prior_is_refused():
    with pytest.raises(ValueError, match="'cauchy' is not one of fixed, uniform"):
        Prior("cauchy")
    assert [Prior(kind).kind for kind in PRIORS] == list(PRIORS)


def test_a_parameter_cannot_be_changed():
    with pytest.raises(AttributeError):
        WAGE.value = 700.0


def test_a_name_declared_twice_is_named():
    with pytest.raises(ValueError, match=r"declared twice: \['public_jobs.wage'\]"):
        ParameterSet([WAGE, ON, WAGE])


def test_settings_know_who_set_them():
    values = ParameterSet([WAGE, ON, KIND])
    assert (values["public_jobs.wage"], values["epidemic.on"], values["standards.kind"]) == (600.0, True, "income")
    values.set("public_jobs.wage", 700.0, "scenario")
    assert values["public_jobs.wage"] == 700.0
    assert [values.settings[name].by for name in values.declared] == ["scenario", "default", "default"]


def test_an_unknown_name_is_a_key_error():
    values = ParameterSet([WAGE])
    with pytest.raises(KeyError, match="public_jobs.wages"):
        values.set("public_jobs.wages", 1.0, "scenario")
    with pytest.raises(KeyError, match="public_jobs.wages"):
        values["public_jobs.wages"]


def test_a_copy_is_independent():
    values = ParameterSet([WAGE, ON])
    values.set("public_jobs.wage", 650.0, "scenario")
    other = values.copy()
    assert other.settings == values.settings
    other.set("public_jobs.wage", 1.0, "command line")
    assert (values["public_jobs.wage"], other["public_jobs.wage"]) == (650.0, 1.0)
    assert values.settings["public_jobs.wage"].by == "scenario"


def test_units_and_statuses_are_labelled_in_both_languages():
    assert all(zh and en and not zh.isascii() for zh, en in UNITS.values())
    assert STATUSES == ("found", "derived", "recalled", "assumption")
