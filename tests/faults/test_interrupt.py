"""Ctrl-C: the program ends with 130 and one line, leaves nothing and no worker."""

import os
import signal
from pathlib import Path

import pytest

from tests.faults.conftest import SMALL_COMPARISON, beside, members, two_cores, until, watched, workers

pytestmark = [watched, pytest.mark.usefixtures("warm")]


def interrupted_clearly(begun, tmp_path) -> bool:
    told = begun.communicate()[1]
    assert begun.returncode in (130, -signal.SIGINT), told  # a shell shows 130 for both: Python may end itself by the signal
    assert "Traceback" not in told and told.splitlines()[-1].startswith("interrupted")
    until(lambda: members(begun.pid) == [])
    return list(tmp_path.iterdir()) == []


@two_cores
@pytest.mark.parametrize("whom", ["killpg", "kill"])  # as a terminal does, and the parent alone
def test_while_workers_start(start, tmp_path, whom):
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", tmp_path / "new" / "out")
    until(lambda: workers(begun), begun)
    getattr(os, whom)(begun.pid, signal.SIGINT)
    assert interrupted_clearly(begun, tmp_path)


def test_while_writing(start, tmp_path):
    out = tmp_path / "new" / "out"
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", out)
    until(lambda: any((part / "figures").exists() for part in beside(out, "part-")), begun)
    os.killpg(begun.pid, signal.SIGINT)
    assert interrupted_clearly(begun, tmp_path)


def test_while_the_program_loads(start, tmp_path):
    begun = start("-m", "sim", *SMALL_COMPARISON, "--out", tmp_path / "out")
    until(lambda: loaded(begun.pid, "_multiarray_umath"), begun)
    os.killpg(begun.pid, signal.SIGINT)
    assert interrupted_clearly(begun, tmp_path)


def loaded(pid: int, library: str) -> bool:
    """Whether a process has loaded a compiled library."""
    try:
        return library in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
    except OSError:
        return False
