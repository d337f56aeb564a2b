"""The shipped scenarios load, say what they assume, and lead to their sources."""

import pickle

import pytest

from sim.core.clock import month_text
from sim.model import parameters
from sim.scenario import first_difference, load_scenario, scenario_names
from sim.scenario.known import resolves


@pytest.fixture(scope="module")
def shipped():
    declared = parameters()
    return {name: load_scenario(name, (), declared) for name in scenario_names()}


def started(scenario) -> dict[str, str]:
    return {code: month_text(month) for code, month in scenario.rollout.items() if month >= 0}


def test_the_three_of_the_main_comparison_are_there(shipped):
    assert {"current_policy", "no_pilots", "city_rollout"} <= set(shipped)


def test_every_source_resolves(shipped):
    bad = [(name, s.name, key) for name, scenario in shipped.items() for s in scenario.stand_ins for key in s.source if not resolves(key)]
    assert bad == []


def test_what_is_assumed_says_so(shipped):
    for name in ("current_policy", "no_pilots", "city_rollout"):
        assert shipped[name].rollout_status == "assumption" and shipped[name].rollout_note.keys() == {"zh", "en"}


def test_the_baseline_has_four_pilots_with_the_two_named_ones(shipped):
    assert started(shipped["current_policy"]).keys() == {"350421", "350423", "350424", "350430"}
    assert set(shipped["current_policy"].levers) == {"safety_net", "public_jobs"}


def test_no_pilots_has_no_county_and_the_roll_out_all_twelve_by_the_end_of_2020(shipped):
    assert started(shipped["no_pilots"]) == {}
    months = started(shipped["city_rollout"])
    assert len(months) == 12 and max(months.values()) == "2020-12"


def test_the_three_differ_from_the_baseline_when_they_should(shipped):
    dates = {name: first_difference(shipped["current_policy"], shipped[name]) for name in ("current_policy", "no_pilots", "city_rollout")}
    assert {name: date and month_text(date) for name, date in dates.items()} == {
        "current_policy": None,
        "no_pilots": "2019-01",
        "city_rollout": "2020-07",
    }


def test_microcredit_counts_its_subsidy_and_never_the_principal(shipped):
    (item,) = (s for s in shipped["current_policy"].stand_ins if s.lever == "microcredit")
    assert item.yuan < 0.06 * 37_500 and not item.counts_as_income


def test_money_for_building_is_no_income(shipped):
    assert not any(s.counts_as_income for s in shipped["current_policy"].stand_ins if s.lever in ("housing", "relocation"))


def test_outside_volumes_reach_no_more_households_than_there_are(shipped):
    limits = {"registered_poor": 36_950, "farm": 449_000, "all": 550_000}
    assert all(s.households <= limits[s.to] for scenario in shipped.values() for s in scenario.stand_ins)


def test_a_scenario_travels_to_another_process(shipped):
    again = pickle.loads(pickle.dumps(shipped["city_rollout"]))
    assert again == shipped["city_rollout"] and again.digest == shipped["city_rollout"].digest
