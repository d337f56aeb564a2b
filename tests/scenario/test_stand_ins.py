"""Outside volumes: complete, positive, sourced, never beside the lever that replaces them; children change single keys."""

import pytest

from sim.core.clock import parse_month
from sim.scenario import OPEN

GOOD = """stand_ins:
  - name: posts of old
    lever: public_jobs
    payer: county
    to: registered_poor
    households: 100
    yuan: 2000
    from: 2015-01
    until: 2018-12
    months: [12, 6]
    counts_as_income: true
    volume_low: 100000
    volume_high: 300000
    source: [PJ-RURAL, "2.2"]
    status: recalled
    note: {zh: 注, en: note}
"""


def test_a_stand_in_is_read_whole(write, load):
    (item,) = load(write(GOOD)).stand_ins
    assert (item.households, item.yuan, item.months, item.source) == (100, 2000.0, (6, 12), ("PJ-RURAL", "2.2"))
    assert (item.first, item.last) == (parse_month("2015-01"), parse_month("2018-12"))
    assert item.counts_as_income and not item.beside_lever


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("lever", "public_job", "did you mean public_jobs"),
        ("payer", "provinz", "did you mean province"),
        ("payer", "bank", "unknown payer"),
        ("counts_as_income", "false", "no flow of money from this payer"),
        ("to", "poor", "did you mean registered_poor"),
        ("households", "-3", "a negative volume"),
        ("households", "2.5", "not a number of households"),
        ("yuan", "-1", "a negative volume"),
        ("from", "2015", "write 2015-01"),
        ("until", "2014-01", "begins after it ends"),
        ("until", "2015-11", "outside the run"),
        ("months", "[13]", "from 1 to 12"),
        ("months", "[6, 6]", "different"),
        ("counts_as_income", "maybe", "write true or false"),
        ("volume_low", "250000", "100 households x 2000 yuan = 200000"),
        ("source", "PJ-RURRAL", "did you mean PJ-RURAL"),
        ("status", "recaled", "did you mean recalled"),
        ("note", "{zh: 注}", "English (en)"),
    ],
)
def test_a_bad_key_is_told_at_its_line(write, faults, key, value, words):
    lines = GOOD.splitlines()
    i = next(i for i, text in enumerate(lines) if text.strip("- ").startswith(f"{key}:"))
    lines[i] = f"    {key}: {value}"
    text = " ".join(faults(write("\n".join(lines)), start=2016))
    assert words in text
    assert f"line {i + 3}" in text or "line 4" in text


def test_the_line_of_a_key_is_its_own(write, faults):
    (found,) = faults(write(GOOD.replace("households: 100", "households: -1").replace("yuan: 2000", "yuan: 2000")))
    assert "trial.yaml line 8: not a number of households" in found


def test_what_is_missing_is_listed(write, faults):
    (found,) = faults(write("stand_ins:\n  - {name: a, lever: housing, yuan: 3}\n"))
    assert "line 4: stand-in is not complete" in found and "add payer: ..., to: ..., households: ..." in found


def test_a_child_changes_one_key_or_ends_it(write, load):
    write(GOOD, "parent")
    changed = load(write("extends: ./parent.yaml\nstand_ins: [{name: posts of old, households: 120}]\n"))
    ended = load(write("extends: ./parent.yaml\nstand_ins: [{name: posts of old, off: true}]\n", "ended"))
    assert changed.stand_ins[0].households == 120 and changed.stand_ins[0].yuan == 2000.0
    assert ended.stand_ins == ()


def test_ending_what_is_not_there_is_a_fault(write, faults):
    assert "nothing to end" in faults(write("stand_ins: [{name: a, off: true}]\n"))[0]


def test_the_same_money_never_flows_through_lever_and_stand_in(write, load, faults):
    (found,) = faults(write("levers: {public_jobs: {from: 2018-01}}\n" + GOOD))
    assert "lever and stand-in overlap" in found and "until: 2017-12" in found
    after = load(write("levers: {public_jobs: {from: 2019-01}}\n" + GOOD))
    beside = load(write("levers: {public_jobs: {from: 2018-01}}\n" + GOOD + "    beside_lever: true\n"))
    assert after.levers["public_jobs"] == (parse_month("2019-01"), OPEN) and beside.stand_ins[0].beside_lever


def test_the_key_of_draws_belongs_to_the_name(write, load):
    other = GOOD.replace("stand_ins:\n", "").replace("posts of old", "another")
    (alone,) = load(write(GOOD)).stand_ins
    two = load(write("stand_ins:\n" + other + GOOD.replace("stand_ins:\n", ""), "two")).stand_ins
    assert two[1].key == alone.key != two[0].key
