"""Times the real model in one process: `python -m benchmarks.model --sample 0.1 --months 120` prints one JSON line."""

import argparse
import json
import time

START = time.perf_counter()

from benchmarks.machine import peak_mib  # noqa: E402  the clock starts before the imports


def measure(sample: float, months: int) -> dict:
    """Build, step and describe: seconds, ns per household and month (one thread), by process, memory."""
    from sim.api import load_scenario
    from sim.ensemble.request import population_of, values_of
    from sim.model import SanmingModel

    started = time.perf_counter() - START
    begun = time.perf_counter()
    people = population_of(1, sample, 1)
    scenario = load_scenario("current_policy")
    model = SanmingModel(people, values_of(scenario), scenario, seed=1)
    built = time.perf_counter() - begun
    households = len(model.world.homes())  # spare rows, in which households will be founded, are none
    begun = time.perf_counter()
    for _ in range(months):
        model.step()
    seconds = time.perf_counter() - begun
    per = 1e9 / households / months
    return {
        "households": households, "months": months, "seconds_step": seconds, "ns": seconds * per, "build_s": built, "start_s": started,
        "peak_mib": peak_mib(), "per_process": {name: round(value * per, 2) for name, value in sorted(model.timings.items(), key=lambda x: -x[1])},
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=float, default=0.1)
    parser.add_argument("--months", type=int, default=120)
    given = parser.parse_args()
    print(json.dumps(measure(given.sample, given.months)))
