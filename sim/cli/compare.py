"""`sanming compare`: paired runs of scenarios against a baseline, with contrasts and intervals."""

import os
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import FIRST_YEAR, End, Force, Format, FormatOption, Out, Sample, not_yet, number_faults, out_faults
from sim.cli.progress import progress_bar
from sim.core.errors import Fault


class Uncertainty(StrEnum):
    """Which parameters are drawn."""

    NONE = "none"
    PRIOR = "prior"
    POSTERIOR = "posterior"


class Variants(StrEnum):
    """How many levels of money and cadres are run beside the central ones: each alone, or all nine together."""

    NONE = "none"
    QUICK = "quick"
    FULL = "full"


def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Names in scenarios/ or paths of YAML files.")],
    out: Out,
    baseline: Annotated[str, typer.Option(help="The scenario that the others are compared with.")] = "current_policy",
    seeds: Annotated[int, typer.Option(help="Paired runs of each scenario.")] = 20,
    population_seed: Annotated[int, typer.Option(help="Seed of the population that is made from the tables.")] = 1,
    sample_seed: Annotated[int, typer.Option(help="Seed of the villages drawn.")] = 1,
    sample: Sample = 0.1,
    half_width: Annotated[str | None, typer.Option(help="Run on until the interval of --measure is this narrow, such as 0.2pp.")] = None,
    measure: Annotated[str | None, typer.Option(help="The measure that --half-width is about.")] = None,
    uncertainty: Annotated[Uncertainty, typer.Option(help="Draw parameters from their prior or posterior.")] = Uncertainty.NONE,
    variants: Annotated[Variants, typer.Option(help="Money and cadres low and high too: one at a time (quick), or 3 x 3 (full).")] = Variants.NONE,
    decompose: Annotated[bool, typer.Option("--decompose", help="Split roll-out minus multiplied pilots into channels, and find where it flips.")] = False,
    branch_at: Annotated[str | None, typer.Option(metavar="MONTH", help="Run the common past once, up to this month.")] = None,
    end: End = 2025,
    format: FormatOption = Format.PARQUET,
    force: Force = False,
) -> None:
    """比较情景 / Compare scenarios with a baseline on the same households, and print the answer in Chinese and English."""
    with failing_clearly():
        faults = number_faults(sample, FIRST_YEAR, end, [("--seeds", seeds, 1)]) + out_faults(out, force) + _same_names(scenarios)
        faults += _not_yet(half_width, measure, uncertainty, branch_at)
        _checked([baseline, *scenarios], faults, end)
        from sim import api

        with progress_bar(", ".join(scenarios)) as progress, _telling_the_seed([baseline, *scenarios], sample, end):
            asked: dict[str, Any] = {"seeds": seeds, "population_seed": population_seed, "sample_seed": sample_seed, "sample": sample, "end": end}
            asked |= {"variants": variants.value, "decompose": decompose}
            results = api.compare(scenarios, baseline=baseline, progress=progress, **asked)
        results.save(out, force=force, format=format.value)
        print(api.summary(results))


def _not_yet(half_width, measure, uncertainty: Uncertainty, branch_at) -> list[Fault]:
    return [
        *not_yet("--half-width", half_width, half_width is not None, "a fixed number of --seeds"),
        *not_yet("--measure", measure, measure is not None, "all measures are in contrasts.parquet"),
        *not_yet("--uncertainty", uncertainty, uncertainty != Uncertainty.NONE, "none"),
        *not_yet("--branch-at", branch_at, branch_at is not None, "whole runs"),
    ]


def _same_names(scenarios: list[str]) -> list[Fault]:
    counts = Counter(Path(name).stem for name in scenarios)
    twice = [name for name, count in counts.items() if count > 1]
    return [
        Fault("two scenarios of one name", "SCENARIO...", name, "tables tell scenarios apart by name", "leave one out or rename its file")
        for name in twice
    ]


def _checked(names: list[str], faults: list[Fault], end: int) -> None:
    from sim.cli.scenarios import load_all, tell_without_effect

    tell_without_effect(load_all(names, [], faults), FIRST_YEAR, end)


@contextmanager
def _telling_the_seed(names: list[str], sample: float, end: int) -> Iterator[None]:
    """Adds to a failed task which seed it was and how its runs are repeated one by one."""
    from sim.ensemble.executor import TaskFailed

    try:
        yield
    except TaskFailed as problem:
        seed = problem.task.baseline.seed
        runs = [_words("sanming", "run", name, "--seed", f"{seed}", "--sample", f"{sample}", "--end", f"{end}", "--out", "DIR") for name in names]
        problem.add_note("\n".join([f"it was seed {seed}; its runs one by one:", *(f"  {words}" for words in dict.fromkeys(runs))]))
        raise


def _words(*words: str) -> str:
    """A command line as the shell of this system reads it."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
