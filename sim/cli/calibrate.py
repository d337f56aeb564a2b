"""`sanming calibrate --quick`: a first alignment of free constants to the fit targets."""

from typing import Annotated, Any

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import FIRST_YEAR, Force, Out, Sample, not_yet, number_faults, out_faults
from sim.cli.progress import progress_bar

LAST_YEAR = 2018


def calibrate(
    out: Out,
    quick: Annotated[bool, typer.Option("--quick", help="Align constants and levels to the targets of 2016-2018.")] = False,
    sample: Sample = 0.1,
    seeds: Annotated[int, typer.Option(help="Seeds of life on which each point is run.")] = 2,
    iterations: Annotated[int, typer.Option(help="Iterations at most.")] = 3,
    workers: Annotated[int, typer.Option(help="Processes that run side by side.")] = 2,
    population_seed: Annotated[int, typer.Option(help="Seed of the population that is made from the tables.")] = 1,
    sample_seed: Annotated[int, typer.Option(help="Seed of the villages drawn.")] = 1,
    force: Force = False,
) -> None:
    """校准常数 / Align the constants of calibration/free.csv to the fit targets, never an effect of a policy; copy calibration.yaml to calibration/aligned.yaml to use it."""
    with failing_clearly():
        least = (("--seeds", seeds, 1), ("--iterations", iterations, 1), ("--workers", workers, 1))
        life = (("--population-seed", population_seed, 0), ("--sample-seed", sample_seed, 0))
        faults = number_faults(sample, FIRST_YEAR, LAST_YEAR, (*least, *life)) + out_faults(out, force)
        faults += not_yet("calibrate", "", not quick, "calibrate --quick")
        from sim.cli.scenarios import load_all

        load_all(["current_policy"], [], faults)
        from sim import api

        asked: dict[str, Any] = {"sample": sample, "seeds": seeds, "iterations": iterations, "workers": workers}
        with progress_bar("calibrate") as progress:
            results = api.calibrate(progress=progress, population_seed=population_seed, sample_seed=sample_seed, **asked)
        results.save(out, force=force)
        print(f"{out}")
