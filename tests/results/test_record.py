"""The record says what was run and by whom each value was set, and its command repeats the run bit for bit."""

import shlex

import pytest

from sim import Results
from sim.core.code_hash import code_hash
from sim.model import parameters
from tests.results.conftest import program


def scenarios_of(record: dict) -> list[dict]:
    return [record["scenario"]] if record["kind"] == "run" else list(record["runs"].values())


def test_every_value_with_who_set_it(compared, ran):
    declared = {p.name: p.value for p in parameters()}
    for folder in (compared, ran):
        for scenario in scenarios_of(Results.load(folder).record):
            assert set(scenario["values"]) == set(declared)
            assert [name for name, v in scenario["values"].items() if v["by"] == "default" and v["value"] != declared[name]] == []
            assert scenario["digest"] and scenario["levers"] and len(scenario["rollout"]) == 12


def test_values_of_the_command_line_are_told_as_such(ran):
    values = Results.load(ran).record["scenario"]["values"]
    set_here = {name: v["value"] for name, v in values.items() if v["by"] == "command line"}
    assert set_here == {"public_jobs.wage": 800.0, "recognition.aware": 0.5}


def test_seeds_span_code_and_versions(compared, ran):
    for folder, seeds in ((compared, {"life": 2, "population": 1, "sample": 1}), (ran, {"life": 3, "population": 1, "sample": 2})):
        record = Results.load(folder).record
        assert record["seeds"] == seeds and record["sample"] == 0.005 and record["code_hash"] == code_hash()
        assert {"mesa", "numpy", "numba", "pandas"} <= set(record["packages"]) and record["python"] and record["platform"]
        assert record["start_time"] <= record["end_time"]
    assert Results.load(ran).record["years"] == [2018, 2020] and Results.load(compared).record["policy_dates"] == ["2019-01"]


@pytest.mark.parametrize("which", ["ran", "compared"])
def test_the_command_repeats_it_bit_for_bit(which, request, tmp_path):
    first = Results.load(request.getfixturevalue(which))
    sanming, *words = shlex.split(first.record["command"])
    program(*words[:-1], tmp_path / "again")
    again = Results.load(tmp_path / "again")
    assert sanming == "sanming" and words[-2:] == ["--out", "DIR"]
    assert {name: bits(frame) for name, frame in again.tables.items()} == {name: bits(frame) for name, frame in first.tables.items()}


def bits(frame) -> dict[str, bytes | list]:
    """Numbers by their bits, names as they are."""
    return {name: column.to_numpy().tobytes() if column.dtype.kind in "if" else column.tolist() for name, column in frame.items()}
