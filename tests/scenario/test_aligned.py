"""The layer of calibrated values lies beneath every scenario, and each value knows that calibration set it."""

from pathlib import Path

import pytest

from sim.core.errors import InputError
from sim.data import shipped
from sim.scenario import load_scenario
from sim.scenario.aligned import FILE, read_aligned
from sim.scenario.known import make_known

from tests.scenario.conftest import DECLARED, HEAD


@pytest.fixture
def aligned(tmp_path: Path) -> Path:
    file = tmp_path / "aligned.yaml"
    file.write_text(HEAD + "set:\n  public_jobs.wage: 800\n  safety_net.quota: 0.05\n  other.name: 3\n", encoding="utf-8")
    return file


def test_scenario_and_command_line_stand_above_it(write, aligned):
    scenario = load_scenario(write("set: {safety_net.quota: 0.07}\n"), ["public_jobs.posts=3"], DECLARED, aligned=aligned)
    assert scenario.values == {
        "public_jobs.wage": (800.0, "calibration"), "safety_net.quota": (0.07, "scenario:trial"), "public_jobs.posts": (3, "command line"),
    }  # fmt: skip
    plain = load_scenario(write(""), (), DECLARED, aligned=aligned.with_name("none.yaml"))
    assert plain.values == {} and plain.digest != scenario.digest


def test_who_set_a_value_does_not_change_the_digest(write, aligned):
    layered = load_scenario(write(""), (), DECLARED, aligned=aligned)
    said = load_scenario(write(""), ["public_jobs.wage=800", "safety_net.quota=0.05"], DECLARED, aligned=aligned.with_name("none.yaml"))
    assert layered.digest == said.digest and layered.values != said.values


def test_without_declared_parameters_it_says_nothing(write, aligned):
    assert load_scenario(write(""), aligned=aligned).values == {}


def test_a_value_out_of_bounds_is_a_fault_with_file_and_line(write, aligned):
    aligned.write_text(HEAD + "set:\n  safety_net.quota: 5\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"calibration/aligned.yaml line 4"):
        load_scenario(write(""), (), DECLARED, aligned=aligned)


def test_every_value_of_the_shipped_layer_is_declared_and_free():
    from sim.calibration.free import free_constants
    from sim.model import parameters

    file = shipped("calibration") / FILE
    values, faults = read_aligned(make_known(parameters(), 2016, 2030))
    assert faults == [] and set(values) <= {f.parameter for f in free_constants(parameters())}
    if file.is_file():
        assert len(values) == file.read_text(encoding="utf-8").partition("set:")[2].count(": ")
