"""Tasks in worker processes: every result once, failures told with their task, no worker left. Tasks here are calls of the standard library."""

import multiprocessing
import os
import signal
import threading
from functools import partial
from operator import call

import pytest

from sim.core.errors import InputError
from sim.data.rows import table_file
from sim.ensemble.executor import TaskFailed, run_all

ONE_AND_TWO = pytest.mark.parametrize("workers", [1, 2])


@pytest.fixture(autouse=True)
def no_worker_left():
    yield
    assert multiprocessing.active_children() == []


@ONE_AND_TWO
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_every_result_comes_once(workers, count):
    assert sorted(run_all(abs, range(-count, 0), workers)) == list(range(1, count + 1))


def test_one_worker_is_this_process():
    assert set(run_all(call, [os.getpid] * 3, 1)) == {os.getpid()}


def test_workers_are_other_processes_with_one_thread(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    pids = set(run_all(call, [os.getpid] * 4, 2))
    assert os.getpid() not in pids and 1 <= len(pids) <= 2
    assert set(run_all(call, [partial(os.getenv, "OMP_NUM_THREADS")] * 2, 2)) == {"1"}


@ONE_AND_TWO
def test_a_task_that_raises_is_told(workers):
    bad = partial(int, "many")
    with pytest.raises(TaskFailed, match="task 2 of 3 failed: ValueError: invalid literal.*'many'") as found:
        list(run_all(call, [partial(int, "1"), bad, partial(int, "3")], workers))
    assert found.value.task.args == bad.args and "Traceback" in found.value.details


@ONE_AND_TWO
def test_bad_input_stays_bad_input(workers):
    with pytest.raises(InputError, match="did you mean counties") as found:
        list(run_all(table_file, ["countys", "villages"], workers))
    assert len(found.value.faults) == 1


def test_a_worker_that_ends_is_told_with_its_task():
    with pytest.raises(TaskFailed, match=r"task [12] of 2 failed: its worker process \d+ ended with code 3") as found:
        list(run_all(os._exit, [3, 3], 2))
    assert found.value.task == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed_is_told_with_its_task():
    good, bad = partial(int, "1"), partial(signal.raise_signal, signal.SIGKILL)
    with pytest.raises(TaskFailed, match="task 2 of 2 failed: .* was ended by SIGKILL; likely cause: the memory") as found:
        list(run_all(call, [good, bad], 2))
    assert found.value.task.args == bad.args


def test_a_result_that_cannot_be_sent_is_told():
    with pytest.raises(TaskFailed, match="its result cannot be sent"):
        list(run_all(call, [threading.Lock, threading.Lock], 2))


def test_stopping_early_ends_the_workers():
    results = run_all(abs, range(50), 2)
    assert next(results) in range(50)
    results.close()
    assert multiprocessing.active_children() == []
