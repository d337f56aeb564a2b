"""Time one peer of the reference month in this process: `python -m benchmarks.peer numpy --households 10000 --months 12`.

Prints one line of JSON. `ns` is the month alone; the draws it is fed are made before the clock starts and stand in `per_process`.
"""

from __future__ import annotations

import time

BEGAN = time.perf_counter()

import argparse  # noqa: E402  the clock of start_s runs before the imports
import importlib  # noqa: E402
import json  # noqa: E402

from benchmarks import workload  # noqa: E402
from benchmarks.machine import peak_mib  # noqa: E402

ENGINES = {"numpy": "benchmarks.reference_numpy", "mesa": "benchmarks.reference_mesa"}


def measure(engine: str, households: int, months: int) -> dict[str, object]:
    """Run `months` after one month of warming up; times in seconds, `ns` a household and month."""
    month_class = importlib.import_module(ENGINES[engine]).ReferenceMonth
    loaded = time.perf_counter()
    begin = workload.start(households)
    peer = month_class(begin)
    built = time.perf_counter()
    run(peer, begin, [workload.FIRST_MONTH])
    draws, step = run(peer, begin, range(workload.FIRST_MONTH + 1, workload.FIRST_MONTH + 1 + months))
    scale = 1e9 / (households * months)
    return {
        "households": households, "months": months, "seconds_step": step, "ns": step * scale,
        "build_s": built - loaded, "start_s": loaded - BEGAN, "peak_mib": peak_mib(),
        "per_process": {"draws": draws * scale},
    }  # fmt: skip


def run(peer, begin: workload.Start, months) -> tuple[float, float]:
    """Seconds spent on draws and on steps."""
    draws = step = 0.0
    for month in months:
        began = time.perf_counter()
        peer.take(workload.month_draws(begin.ids, month))
        drawn = time.perf_counter()
        peer.step()
        draws, step = draws + drawn - began, step + time.perf_counter() - drawn
    return draws, step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("--households", type=int, required=True)
    parser.add_argument("--months", type=int, required=True)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.engine, chosen.households, chosen.months)))


if __name__ == "__main__":
    main()
