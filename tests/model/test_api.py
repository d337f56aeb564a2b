"""The calls of notebooks: scenarios as objects, values set, short displays."""

import pytest

from sim import load_scenario, run
from sim.core.errors import InputError


def test_scenario_object_is_taken_and_values_are_set():
    scenario = load_scenario("city_rollout", {"public_jobs.wage": 900}).named("dearer_posts", "提高岗位工资", "Dearer posts")
    again = load_scenario(scenario, {"public_jobs.contract": 6})
    assert again.values["public_jobs.wage"] == (900, "command line")
    assert again.values["public_jobs.contract"] == (6, "command line")
    assert again.name == "dearer_posts" and again.digest != scenario.digest


def test_faults_of_set_values_come_together():
    with pytest.raises(InputError) as caught:
        load_scenario(load_scenario("no_pilots"), {"public_jobs.wag": 1, "public_jobs.wage": -5})
    assert len(caught.value.faults) == 2


def test_run_takes_a_scenario_and_says_how_to_repeat_it():
    results = run(load_scenario("current_policy", {"public_jobs.wage": 900}), sample=0.002, end=2016)
    assert "--set public_jobs.wage=900" in results.record["command"]
    assert len(repr(results)) < 400 and "annual" in dir(results)
    assert set(results.annual["year"]) == {2016}
