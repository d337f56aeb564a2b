"""Every fault of a file and of the command line stands in one message, with its line and what would be right."""

import pytest

TORN = """schema: 2
title: {zh: 坏}
claus: "11.1"
clause: "11.9"
levers:
  public_job: {from: 2016-01}
  microcredit: {from: 2016-01}
  public_jobs: {from: 2020-13, to: 2019-01}
  safety_net: {from: 2020-05, to: 2019-01, till: 2030-01}
  relative_poverty_rollout: {from: 2019-01}
rollout:
  "350404": 2019-01
  清留县: 2019-01
  Qingliu: 2019-01
  350423: 2019-02
  Datian: 2019
  Jiangle: 2036-01
structure: {trap: false, growth: hihg}
set:
  public_jobs.wages: 3
  public_jobs.wage: {value: 700, unit: yuan_per_year}
  safety_net.quota: 5 %
  recognition.line_share: 50
  public_jobs.posts: 2.5
  labour.theta: "1,5"
  labour.theta: 3
  recognition.screen: off
  recognition.rule: 3
claims:
  - {zh: 一, en: One, parameters: [public_jobs.wag]}
"""
EXPECTED = {  # line -> what its fault must say
    1: ["schema: 1"],
    2: ["English (en)"],
    3: ["unknown key", "claus", "clause"],
    4: ["clause", "11.9", "11.1"],
    6: ["unknown lever", "did you mean public_jobs"],
    7: ["not modelled yet", "microcredit", "stand-in"],
    8: ["2020-13", "month 13 is not between 1 and 12"],
    9: ["till", "begins after it ends", "2020-05 to 2019-01"],
    10: ["rollout:"],
    12: ["350404", "350402 梅列区 and 350403 三元区"],
    13: ["unknown county", "350423 清流县 Qingliu County"],
    15: ["county named twice", "Qingliu"],
    16: ["a year was given", "2019-01"],
    17: ["outside the run", "2016-01 to 2030-12"],
    18: ["unknown key", "trap", "unknown variant", "did you mean high"],
    20: ["unknown parameter", "did you mean public_jobs.wage"],
    21: ["wrong unit", "58.3333", "yuan_per_month"],
    22: ["percent sign", "write 0.05"],
    23: ["out of bounds", "percent where a share is meant", "write 0.5 for 50 %"],
    24: ["not a whole number", "write 2 or 3"],
    25: ["decimal comma", "write 1.5"],
    26: ["key written twice", "line 25"],
    27: ["not true or false", "write false"],
    28: ["not a text"],
    30: ["unknown parameter", "public_jobs.wag", "did you mean public_jobs.wage"],
}


@pytest.fixture
def torn(write, faults) -> list[str]:
    return faults(write(TORN))


@pytest.mark.parametrize("line", EXPECTED)
def test_each_fault_has_its_line_and_what_would_be_right(torn, line):
    text = " ".join(found for found in torn if f"trial.yaml line {line}:" in found)
    assert [words for words in EXPECTED[line] if words not in text] == []


def test_no_fault_is_told_of_a_good_line(torn):
    lines = {int(found.split(" line ")[1].split(":")[0]) for found in torn}
    assert lines == set(EXPECTED)


def test_faults_come_in_the_order_of_lines(torn):
    lines = [int(found.split(" line ")[1].split(":")[0]) for found in torn]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("public_jobs.wage", ["not NAME=VALUE"]),
        ("public_jobs.wage=", ["not NAME=VALUE"]),
        ("public_jobs.wage=5%", ["percent sign", "a number in yuan_per_month"]),
        ("public_jobs.wage=1,000", ["thousands separator", "write 1000"]),
        ("public_jobs.wage=700元", ["unit or words beside the number"]),
        ("public_jobs.wage=99999", ["out of bounds", "between 100 and 3000 yuan_per_month"]),
        ("public_jobs.wage=.nan", ["not a finite number"]),
        ("public_jobs.wage='700'", ["a number in quotes", "write 700 without quotes"]),
        ("public_jobs.wag=700", ["unknown parameter", "did you mean public_jobs.wage"]),
        ("safety_net.quota=3", ["percent where a share is meant", "write 0.03 for 3 %"]),
        ("public_jobs.wage={value: 700, unit: yuan}", ["wrong unit", "give it in yuan_per_month"]),
        ("public_jobs.wage={value: 8400, unit: 元/年}", ["write 700, unit yuan_per_month"]),
        ("public_jobs.wage={valeu: 700}", ["unknown key", "did you mean value", "no value"]),
        ("recognition.screen=1", ["not true or false"]),
    ],
)
def test_a_value_of_the_command_line_is_checked_likewise(write, faults, given, words):
    text = " ".join(faults(write(""), [given]))
    assert f"--set {given}" in text
    assert [w for w in words if w not in text] == []


def test_faults_of_file_parent_and_command_line_come_together(write, faults):
    write("levers: {public_job: {from: 2016-01}}\n", "parent")
    text = "\n".join(faults(write("extends: ./parent.yaml\nset: {labour.thta: 1}\n"), ["x.y=1", "x.y=2"]))
    assert all(words in text for words in ("trial.yaml line 4", "did you mean labour.theta", "parent.yaml line 3", "--set x.y=1", "--set x.y=2"))


def test_one_name_set_twice_is_refused(write, faults):
    assert "set twice" in faults(write(""), ["labour.theta=1", "labour.theta=2"])[0]


def test_dates_must_touch_the_years_that_are_asked(write, faults):
    file = write("levers:\n  safety_net: {from: 2010-01, to: 2015-12}\n  public_jobs: {from: 2019-01}\nrollout: {Datian: 2015-12}\n")
    assert [found.split(" line ")[1].split(";")[0] for found in faults(file, start=2016, end=2018)] == [
        "4: outside the run",
        "5: outside the run",
        "6: outside the run",
    ]
