"""`sanming run`: one run of one scenario."""

from typing import Annotated, Any

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import End, Force, Format, FormatOption, Out, Sample, Set, Start, number_faults, out_faults
from sim.cli.progress import progress_bar


def run(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Name in scenarios/ or path of a YAML file.")],
    out: Out,
    seed: Annotated[int, typer.Option(help="Seed of life: shocks, births, choices.")] = 1,
    population_seed: Annotated[int, typer.Option(help="Seed of the population that is made from the tables.")] = 1,
    sample_seed: Annotated[int, typer.Option(help="Seed of the villages drawn.")] = 1,
    sample: Sample = 0.1,
    start: Start = 2016,
    end: End = 2025,
    set: Set = None,
    fit_report: Annotated[bool, typer.Option("--fit-report", help="Also write how the run fits the targets.")] = False,
    format: FormatOption = Format.PARQUET,
    force: Force = False,
) -> None:
    """运行一个情景 / Run one scenario once and save its tables and its record in --out."""
    with failing_clearly():
        values = set or []
        seeds = (("--seed", seed, 0), ("--population-seed", population_seed, 0), ("--sample-seed", sample_seed, 0))
        faults = number_faults(sample, start, end, seeds) + out_faults(out, force)
        _checked(scenario, values, faults, start, end)
        from sim import api

        asked: dict[str, Any] = {"seed": seed, "population_seed": population_seed, "sample_seed": sample_seed, "sample": sample, "start": start, "end": end}
        with progress_bar(scenario) as progress:
            results = api.run(scenario, set=values, progress=progress, fit_report=fit_report, **asked)
        results.save(out, force=force, format=format.value)
        print(f"{out}")


def _checked(scenario: str, values: list[str], faults: list, start: int, end: int) -> None:
    from sim.cli.scenarios import load_all, tell_without_effect

    tell_without_effect(load_all([scenario], values, faults), start, end)
