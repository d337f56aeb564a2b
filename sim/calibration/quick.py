"""A first alignment of free constants to the targets of 2016-2018: runs of current policy, paired by seed, in two processes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from sim.calibration.align import Alignment, Point, Rule, Stage, align
from sim.calibration.free import Free, free_constants, knobs, weights
from sim.calibration.rules import Annual, model_value
from sim.calibration.targets import Target, targets
from sim.core.errors import Fault, InputError
from sim.ensemble.executor import standing
from sim.ensemble.reference import reference
from sim.ensemble.request import Request, population_of, values_of
from sim.ensemble.simulate import simulate
from sim.model import parameters
from sim.scenario import Scenario
from sim.scenario.aligned import BY
from sim.scenario.content import digest_of

LAST_YEAR = 2018  # of the targets
FRESH = 1000  # added to a seed of the search: the seeds on which before and after are told
Told = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Quick:
    """What an alignment found. `before` and `after` float64[seeds, targets] are values of the model on fresh seeds."""

    free: tuple[Free, ...]
    scenario: Scenario
    targets: tuple[Target, ...]
    used: np.ndarray  # bool[targets]: has a value in the model, is not left out by weights.csv, and took part
    found: Alignment
    seeds: tuple[int, ...]
    fresh: tuple[int, ...]
    before: np.ndarray
    after: np.ndarray


def with_point(scenario: Scenario, point: Point) -> Scenario:
    """The scenario with constants set by calibration, over whatever set them before."""
    changed = replace(scenario, values=scenario.values | {name: (float(value), BY) for name, value in point.items()})
    return replace(changed, digest=digest_of(changed))


def model_values(task: tuple[tuple, Request]) -> tuple[tuple, np.ndarray]:
    """The key of a task, and float64[targets] of a run: NaN where the model has no value. Runs in a worker process."""
    key, request = task
    annual = Annual(simulate(request).annual)
    return key, np.array([model_value(annual, t)[0] for t in targets()])


def residuals(values: np.ndarray, found: Sequence[Target]) -> np.ndarray:
    """Differences over tolerances of float64[..., targets]."""
    return (values - np.array([t.value for t in found])) / np.array([t.tolerance for t in found])


@contextmanager
def runner(base: Request, workers: int) -> Iterator[Callable[[Sequence[Point], Sequence[int]], np.ndarray]]:
    """A function: points and seeds -> float64[points, seeds, targets], by worker processes that stay."""
    if base.sample < 1.0:
        reference(base.population_seed)
    population_of(base.population_seed, base.sample, base.sample_seed)  # once, for all workers
    with standing(model_values, workers) as work:

        def run(points: Sequence[Point], seeds: Sequence[int]) -> np.ndarray:
            tasks = [((i, j), base.with_(scenario=with_point(base.scenario, p), seed=s)) for i, p in enumerate(points) for j, s in enumerate(seeds)]
            out = np.full((len(points), len(seeds), len(targets())), np.nan)
            for key, values in work(tasks):
                out[key] = values
            return out

        yield run


def calibrate(scenario: Scenario, sample: float = 0.1, seeds: int = 2, iterations: int = 3, workers: int = 2, population_seed: int = 1,
              sample_seed: int = 1, told: Told | None = None) -> Quick:  # fmt: skip
    """Align the constants of free.csv from their present values. InputError where free.csv has faults or no target has a value."""
    declared = {p.name: p for p in parameters()}
    free, now = free_constants(declared.values()), values_of(scenario)
    base = Request(scenario, 1, population_seed, sample_seed, sample, 2016, LAST_YEAR)
    lives, fresh = tuple(range(1, seeds + 1)), tuple(range(1 + FRESH, seeds + 1 + FRESH))
    start = knobs(free, declared, {f.parameter: now[f.parameter] for f in free})
    total = iterations * (len(free) + 8) + 3

    def say(stage: Stage) -> None:
        if told:
            told(min(stage.runs, total), total, f"loss {stage.loss:.2f}")

    with runner(base, workers) as run:
        origin = {k.name: float(k.start) for k in start}
        before = run([origin], fresh)[0]
        used = np.isfinite(before).all(axis=0) & (weights() > 0.0)
        if not used.any():
            raise InputError([Fault("no target has a value", "--sample", f"{sample:g}", "", "a larger sample")])

        def simulate_points(points: Sequence[Point]) -> list[np.ndarray]:
            return list(_finite(weights() * residuals(run(points, lives), targets()).mean(axis=1))[:, used])

        found = align(simulate_points, start, Rule(iterations=iterations), say)
        return Quick(free, scenario, targets(), used, found, lives, fresh, before, run([found.point], fresh)[0])


def _finite(r: np.ndarray) -> np.ndarray:
    """A value that a point makes undefined (a fifth without income) counts as ten tolerances off."""
    return np.where(np.isfinite(r), r, 10.0)
