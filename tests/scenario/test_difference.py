"""The first month in which two scenarios differ."""

import pytest

from sim.core.clock import month_text
from sim.scenario import first_difference

BASE = "levers: {safety_net: {from: 2000-01}, public_jobs: {from: 2017-04, to: 2025-12}}\nrollout: {350423: 2019-01}\n"
ITEM = (
    "{name: a, lever: housing, payer: county, to: all, households: 10, yuan: 10, from: 2017-01, until: 2019-06, months: [6], counts_as_income: true, "
)
ITEM += "volume_low: 1, volume_high: 200, source: HO-RENEW, status: assumption, note: {zh: 注, en: n}}"


@pytest.fixture
def differ(write, load):
    def month(text: str, overrides=(), start: int = 2016) -> str | None:
        write(f"{BASE}stand_ins: [{ITEM}]\n", "base")
        a = load(write("extends: ./base.yaml\n", "a"))
        b = load(write(f"extends: ./base.yaml\n{text}", "b"), overrides)
        both = {first_difference(a, b, start), first_difference(b, a, start)}
        assert len(both) == 1
        found = both.pop()
        return None if found is None else month_text(found)

    return month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("rollout_note: {zh: 别的, en: other}\n", None),
        ("structure: {growth: high}\n", "2016-01"),
        ("structure: {ridge: low_persistence}\n", "2016-01"),
        ("structure: {money: low}\n", "2016-01"),
        ("structure: {cadre: low}\n", "2019-01"),
        ("set: {learning.transfer: 0}\n", "2019-01"),
        ("levers: {public_jobs: off}\n", "2017-04"),
        ("levers: {public_jobs: {from: 2018-01, to: 2025-12}}\n", "2017-04"),
        ("levers: {public_jobs: {from: 2017-04, to: 2020-12}}\n", "2021-01"),
        ("levers: {public_jobs: {from: 2017-04}}\n", "2026-01"),
        ("levers: {safety_net: {from: 2010-01}}\n", "2016-01"),
        ("rollout: {350423: never}\n", "2019-01"),
        ("rollout: {350423: 2018-06}\n", "2018-06"),
        ("rollout: {350423: 2020-06}\n", "2019-01"),
        ("rollout: {350425: 2020-06, 350424: 2021-01}\n", "2020-06"),
        ("stand_ins: [{name: a, off: true}]\n", "2017-01"),
        ("stand_ins: [{name: a, yuan: 12}]\n", "2017-01"),
        ("stand_ins: [{name: a, until: 2018-12}]\n", "2019-01"),
        ("stand_ins: [{name: a, note: {zh: 另, en: other}}]\n", None),
        ("set: {labour.theta: 2}\n", "2016-01"),
        ("set: {public_jobs.wage: 800}\n", "2017-04"),
        ("set: {safety_net.quota: 0.04}\n", "2016-01"),
        ("set: {recognition.line_share: 0.6}\n", "2019-01"),
        ("set: {recognition.line_share: 0.6}\nrollout: {350425: 2018-03}\n", "2018-03"),
        ("set: {recognition.line_share: 0.6, labour.theta: 2}\n", "2016-01"),
    ],
)
def test_the_policy_date(differ, text, expected):
    assert differ(text) == expected


def test_a_value_of_the_command_line_counts_as_one_of_a_file(differ):
    assert differ("", ["public_jobs.wage=800"]) == "2017-04"


def test_a_run_that_starts_later_differs_from_its_start(differ):
    assert differ("levers: {public_jobs: off}\n", start=2020) == "2020-01"


def test_a_value_of_what_never_begins_changes_nothing(write, load):
    a, b = load(write("", "a")), load(write("set: {public_jobs.wage: 800, recognition.line_share: 0.6}\n", "b"))
    assert first_difference(a, b) is None
