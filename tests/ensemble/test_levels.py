"""Levels of money and cadre time: named sets of values that a scenario chooses, and the columns that name them in every table."""

from dataclasses import replace

import pytest

from sim.ensemble.request import Request, values_of
from sim.ensemble.simulate import labels, simulate
from sim.population import tiny_world
from sim.scenario.content import SETS


@pytest.mark.parametrize("key, parameter", [("money", "money.level"), ("cadre", "capacity.level")])
def test_a_level_sets_its_parameter_and_the_scenario_goes_before(key, parameter, everywhere):
    found = {name: values_of(replace(everywhere, **{key: name}))[parameter] for name in SETS[key]}
    assert list(found) == ["low", "central", "high"] and found["low"] < found["central"] == 1.0 < found["high"]
    own = replace(everywhere, **{key: "low"}, values=everywhere.values | {parameter: (3.0, "scenario:own")})
    assert values_of(own)[parameter] == 3.0 and values_of(own).settings[parameter].by == "scenario:own"


def test_levels_name_the_rows_of_a_run(everywhere):
    scenario = replace(everywhere, money="low", cadre="high")
    assert {key: labels(Request(scenario))[key] for key in ("money", "cadre", "ridge")} == {"money": "low", "cadre": "high", "ridge": "central"}
    output = simulate(Request(scenario, end=2016), population=tiny_world())
    assert set(output.annual["money"]) == {"low"} and set(output.annual["cadre"]) == {"high"}
    assert (output.record["scenario"]["money"], output.record["scenario"]["cadre"]) == ("low", "high")
