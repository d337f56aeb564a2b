"""The calls of notebooks: scenarios as objects, values set, short displays."""

import pytest

from sim import compare, load_scenario, run
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


@pytest.mark.parametrize(("asked", "told"), [
    ({"end": 2040}, "outside the years"), ({"start": 2005}, "outside the years"), ({"sample": 5}, "write 0.05 for 5 %"), ({"sample": "0.01"}, "not a number"),
    ({"seed": -1}, "not a seed"), ({"start": 2020, "end": 2018}, "begins after it ends"),
])  # fmt: skip
def test_calls_check_what_the_command_line_checks(asked, told):
    with pytest.raises(InputError, match=told):
        run("current_policy", **asked)


def test_compare_takes_one_name_and_refuses_none():
    with pytest.raises(InputError, match="nothing to compare"):
        compare([])
    with pytest.raises(InputError, match="no such scenario; value no_pilot;"):
        compare("no_pilot", sample=0.01)
