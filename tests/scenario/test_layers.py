"""Children lie over parents key by key, and every changed value knows who set it."""

import pytest

from sim.core.clock import parse_month
from sim.scenario import OPEN, without_effect

PARENT = """levers:
  safety_net: {from: 2000-01}
  public_jobs: {from: 2016-01, to: 2020-12}
rollout: {清流: 2019-01, Jianning County: 2019-03}
rollout_status: assumption
rollout_note: {zh: 注, en: note}
structure: {growth: low}
set: {public_jobs.wage: 800, safety_net.quota: 0.04, recognition.line_share: 0.6}
"""


@pytest.fixture
def child(write, load):
    write(PARENT, "parent")
    return lambda text, overrides=(): load(write(f"extends: ./parent.yaml\n{text}"), overrides)


def test_what_a_child_does_not_say_is_its_parents(child, load, tmp_path):
    own, parent = child(""), load(str(tmp_path / "parent.yaml"))
    assert (own.levers, own.rollout, own.growth, own.rollout_note) == (parent.levers, parent.rollout, parent.growth, parent.rollout_note)
    assert own.digest == parent.digest and own.parents == ("parent",)


def test_months_are_running_numbers_and_a_missing_end_is_open(child):
    assert child("").levers == {"safety_net": (parse_month("2000-01"), OPEN), "public_jobs": (parse_month("2016-01"), parse_month("2020-12"))}


def test_off_removes_a_lever_and_never_a_county(child):
    own = child("levers: {public_jobs: off}\nrollout: {350430: never}\n")
    assert list(own.levers) == ["safety_net"]
    assert (own.rollout["350423"], own.rollout["350430"]) == (parse_month("2019-01"), -1)


def test_all_stands_for_every_county_and_named_ones_go_before(child):
    months = child("rollout: {all: 2020-06, 大田县: 2020-01}\n").rollout
    assert len(months) == 12 and months["350425"] == parse_month("2020-01")
    assert {month for code, month in months.items() if code != "350425"} == {parse_month("2020-06")}


def test_every_value_knows_who_set_it(child):
    own = child("set: {public_jobs.wage: 900}\n", ["recognition.line_share=0.4"])
    assert own.values == {
        "public_jobs.wage": (900.0, "scenario:trial"),
        "safety_net.quota": (0.04, "scenario:parent"),
        "recognition.line_share": (0.4, "command line"),
    }


def test_values_take_the_type_of_the_declaration(child):
    own = child("set: {public_jobs.wage: 900, public_jobs.posts: 3.0, recognition.screen: false, recognition.rule: mpi}\n")
    types = {name: type(value) for name, (value, _) in own.values.items()}
    assert types["public_jobs.wage"] is float and types["public_jobs.posts"] is int
    assert types["recognition.screen"] is bool and types["recognition.rule"] is str


@pytest.mark.parametrize("unit", ["yuan_per_month", "元/月", "yuan a month"])
def test_the_right_unit_may_be_written_in_words(child, unit):
    assert child(f"set: {{public_jobs.wage: {{value: 750, unit: {unit}}}}}\n").values["public_jobs.wage"][0] == 750.0


def test_overrides_may_be_names_with_values(child):
    assert child("", {"labour.theta": 2}).values["labour.theta"] == (2.0, "command line")


def test_the_digest_follows_content_and_not_words(child):
    base = child("")
    assert child("clause: '11.1'\nrollout_note: {zh: 别的, en: other}\n").digest == base.digest
    assert child("", ["public_jobs.wage=800"]).digest == base.digest
    changed = ["set: {public_jobs.wage: 801}\n", "rollout: {大田: 2020-01}\n", "levers: {public_jobs: off}\n", "structure: {growth: high}\n", "structure: {ridge: high_persistence}\n", "structure: {money: low}\n", "structure: {cadre: high}\n"]
    assert len({child(text).digest for text in changed} | {base.digest}) == 8


def test_what_cannot_act_in_a_run_is_told(child):
    own = child("levers: {public_jobs: off}\nset: {labour.theta: 2}\n")
    told = "\n".join(without_effect(own, 2016, 2018))
    assert "public_jobs.wage is set, but public_jobs never begins" in told
    assert "350423 begins in 2019-01, after the end of the run" in told
    assert "labour.theta" not in told and "safety_net" not in told


def test_each_key_of_structure_is_inherited_alone(child, load, tmp_path):
    own = child("structure: {cadre: low, money: high}\n")
    assert (own.growth, own.ridge, own.money, own.cadre) == ("low", "central", "high", "low")
