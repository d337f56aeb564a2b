"""Runs independent tasks in worker processes: spawned, one thread each, kernels compiled and caches filled by the parent before.

A worker holds one task at a time, so that the task of a worker that dies is known. Workers end with their parent, however it ends.
"""

import multiprocessing
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

from sim.core.errors import InputError

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
PATIENCE = 5.0  # seconds that a worker has to go


class TaskFailed(RuntimeError):
    """A task that failed, or whose process died. `details`: the traceback from where it failed, or an empty text."""

    def __init__(self, message: str, task: Any, details: str = ""):
        super().__init__(message)
        self.task, self.details = task, details


def run_all(work: Callable, tasks: Iterable, workers: int | None = None) -> Iterator:
    """Yield results as they come (any order). One task or one worker runs here, without a pool.

    The first task that fails ends the whole: TaskFailed, or the InputError that it raised.
    """
    tasks = list(tasks)
    workers = min(len(tasks), workers or _cores())
    if workers <= 1:
        yield from (_unpacked(_outcome(work, task), task, f"task {n} of {len(tasks)}") for n, task in enumerate(tasks, 1))
        return
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    crew = Crew(work, workers)
    try:
        yield from crew.results(tasks)
    finally:
        crew.end()


@contextmanager
def standing(work: Callable, workers: int) -> Iterator[Callable[[list], Iterator]]:
    """A function that yields the results of a list of tasks (any order), by workers that stay for several lists. One worker runs here."""
    if workers <= 1:
        yield lambda tasks: run_all(work, tasks, 1)
        return
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    crew = Crew(work, workers)
    try:
        yield crew.results
    finally:
        crew.end()


def _cores() -> int:
    """Cores that this process may use; fewer than the machine has in a container or under a scheduler."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _outcome(work: Callable, task: object) -> tuple:
    """('done', result), ('input', InputError) or ('failed', text, traceback)."""
    try:
        return "done", work(task)
    except InputError as problem:
        return "input", problem
    except Exception as problem:
        return "failed", f"{type(problem).__name__}: {problem}", traceback.format_exc()


def _unpacked(outcome: tuple, task: object, name: str):
    kind, found, *details = outcome
    if kind == "input":
        raise found
    if kind == "failed":
        raise TaskFailed(f"{name} failed: {found}", task, *details)
    return found


class Crew:
    """Worker processes, each with a pipe on which tasks go out and outcomes come back."""

    def __init__(self, work: Callable, workers: int):
        self.workers: dict[Connection, multiprocessing.process.BaseProcess] = {}
        with _without_interrupt():
            for _ in range(workers):
                self._start(work)

    def _start(self, work: Callable) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(work, theirs), daemon=True)
        process.start()
        theirs.close()  # so that the pipe ends with the worker
        self.workers[ours] = process

    def results(self, tasks: list) -> Iterator:
        """Outcomes as they come; a worker gets its next task before its outcome is looked at."""
        waiting = [(f"task {n} of {len(tasks)}", task) for n, task in enumerate(tasks, 1)][::-1]
        busy: dict[Connection, tuple[str, object]] = {}
        for pipe in self.workers:
            self._give(pipe, busy, waiting)
        while busy:
            for pipe in wait(list(busy)):  # type: ignore[assignment]
                name, task = busy.pop(pipe)
                outcome = self._taken(pipe, name, task)
                self._give(pipe, busy, waiting)
                yield _unpacked(outcome, task, name)

    def _give(self, pipe: Connection, busy: dict, waiting: list) -> None:
        if not waiting:
            return
        busy[pipe] = waiting.pop()
        try:
            pipe.send(busy[pipe][1])
        except OSError:
            raise self._death(pipe, *busy[pipe]) from None

    def _taken(self, pipe: Connection, name: str, task: object) -> tuple:
        try:
            return pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            raise self._death(pipe, name, task) from None

    def _death(self, pipe: Connection, name: str, task: object) -> TaskFailed:
        process = self.workers[pipe]
        process.join(PATIENCE)
        code = process.exitcode or 0
        if code < 0:
            how, why = f"was ended by {signal.Signals(-code).name}", "the memory of the machine was full, or somebody ended it"
        else:
            how, why = f"ended with code {code}", "a script that starts workers must do so under `if __name__ == '__main__':`"
        return TaskFailed(f"{name} failed: its worker process {process.pid} {how}; likely cause: {why}", task)

    def end(self) -> None:
        """End all workers, also in the middle of a task."""
        for process in self.workers.values():
            process.terminate()
        for pipe, process in self.workers.items():
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
            pipe.close()


@contextmanager
def _without_interrupt() -> Iterator[None]:
    """Processes started inside never hear Ctrl-C, not even while they load; for the parent it waits until the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else the first start would do it, and lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable, pipe: Connection) -> None:
    """The life of a worker: a task in, an outcome out, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends its workers
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(_packed(_outcome(work, task)))


def _packed(outcome: tuple) -> bytes:
    try:
        return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except Exception as problem:
        return pickle.dumps(("failed", f"its result cannot be sent: {problem}", traceback.format_exc()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
