"""The same request gives the same bits: in another process, with other threads, another order of hashes, and on every supported interpreter."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from sim.ensemble.executor import run_all
from sim.ensemble.simulate import simulate
from sim.population import tiny_world
from tests.laws import expected

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def here() -> str:
    """The fingerprint of this process."""
    return expected.text()


def elsewhere(**environment: str) -> str:
    """The fingerprint of a new process of this interpreter."""
    command = [sys.executable, "-m", "tests.laws.expected", "--print"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("threads,hashes", [("1", "1"), ("2", "77")])
def test_another_process_gives_the_same_bits(here, threads, hashes):
    assert elsewhere(NUMBA_NUM_THREADS=threads, PYTHONHASHSEED=hashes) == here


def test_spawned_workers_give_the_same_runs():
    requests = [expected.request().with_(seed=seed, keep_from=expected.BURN_IN_START) for seed in (1, 2)]
    work = partial(simulate, population=tiny_world())
    ours = {request.seed: work(request) for request in requests}
    seen = []
    for run in run_all(work, requests, workers=2):
        own = ours[run.record["seeds"]["life"]]
        assert run.annual.equals(own.annual) and run.ledger.equals(own.ledger)
        assert all(np.array_equal(run.trace[name], own.trace[name]) for name in own.trace)
        seen.append(run.record["seeds"]["life"])
    assert sorted(seen) == [1, 2] and not ours[1].annual["value"].equals(ours[2].annual["value"])


@pytest.mark.lines
def test_every_interpreter_gives_the_bits_that_are_written_down(here):
    next_step = "where the change of results is meant: python -m tests.laws.expected"
    assert here == expected.FILE.read_text(encoding="utf-8"), next_step
