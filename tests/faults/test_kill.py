"""SIGKILL in the middle of a comparison: the folder is whole or not there, a new run puts right what was left, no process outlives the parent."""

import os
import signal

import pytest

from sim import Results
from sim.core.errors import InputError
from tests.faults.conftest import SMALL_COMPARISON, beside, kill_all, members, two_cores, until, watched, workers

pytestmark = [watched, pytest.mark.usefixtures("warm")]


def readable(folder) -> bool:
    """Whether a folder reads as results; False only where it is refused for its missing record."""
    try:
        return len(Results.load(folder).annual) > 0
    except InputError as problem:
        assert "no record.json" in str(problem)
        return False


@two_cores
def test_killed_with_all_its_workers(start, tmp_path):
    out = tmp_path / "new" / "out"
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", out)
    until(lambda: len(workers(begun)) == 2, begun)
    kill_all(begun)
    assert list(tmp_path.iterdir()) == [] and not readable(out)


def test_killed_while_writing_and_run_again(start, program, tmp_path):
    out = tmp_path / "out"
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", out)
    until(lambda: any((part / "figures").exists() for part in beside(out, "part-")), begun)
    kill_all(begun)
    assert not out.exists() and not readable(out)
    assert [readable(part) for part in beside(out)] == [False]
    done = program(*SMALL_COMPARISON, "--out", out)
    assert done.returncode == 0 and readable(out) and beside(out) == []


@two_cores
def test_one_worker_killed(start, tmp_path):
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", tmp_path / "out")
    until(lambda: len(workers(begun)) == 2, begun)
    os.kill(workers(begun)[0], signal.SIGKILL)
    told = begun.communicate()[1]
    assert begun.returncode == 1 and "Traceback" not in told and "BrokenProcessPool" not in told
    assert "was ended by SIGKILL" in told and "the memory of the machine was full" in told
    assert any(
        f"it was seed {seed}" in told and f"sanming run no_pilots --seed {seed} --sample 0.003 --end 2019 --out DIR" in told for seed in (1, 2)
    )
    until(lambda: members(begun.pid) == [])
    assert list(tmp_path.iterdir()) == []


LONG = """
from sim.ensemble.executor import run_all
task = "import time; print('begun', flush=True); time.sleep(1000)"
list(run_all(exec, [task, task], 2))
"""


def test_workers_end_with_a_parent_that_is_killed(start):
    """Also in the middle of a long task, when they wait for nothing from the parent."""
    begun = start("-c", LONG)
    assert [begun.stdout.readline() for _ in range(2)] == ["begun\n"] * 2
    assert len(workers(begun)) == 2
    begun.kill()
    until(lambda: members(begun.pid) == [])
