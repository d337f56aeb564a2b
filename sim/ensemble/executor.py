"""Runs independent tasks in worker processes: spawned, one thread each, kernels compiled and caches filled by the parent before."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def run_all(work: Callable, tasks: Iterable, workers: int | None = None) -> Iterator:
    """Yield results as they come (any order). One task or one worker runs here, without a pool. A failing task ends the whole."""
    tasks = list(tasks)
    workers = min(len(tasks), workers or os.cpu_count() or 1)
    if workers <= 1:
        yield from map(work, tasks)
        return
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(work, task) for task in tasks]
        try:
            for done in as_completed(waiting):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
