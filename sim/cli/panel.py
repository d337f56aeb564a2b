"""`sanming panel`: the household-year panel of one run."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import End, Sample, Set, Start, number_faults
from sim.cli.progress import progress_bar

ENDING = ".parquet"


def panel(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Name in scenarios/ or path of a YAML file.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Parquet file for the panel; it must not be there yet.")],
    seed: Annotated[int, typer.Option(help="Seed of life: shocks, births, choices.")] = 1,
    population_seed: Annotated[int, typer.Option(help="Seed of the population that is made from the tables.")] = 1,
    sample_seed: Annotated[int, typer.Option(help="Seed of the villages drawn.")] = 1,
    sample: Sample = 0.1,
    start: Start = 2016,
    end: End = 2025,
    set: Set = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file at --out.")] = False,
) -> None:
    """住户—年份面板 / One row a household and year: income by source, assets, shocks, poverty, support, what the office saw."""
    with failing_clearly():
        from sim.results.place import file_faults

        values = set or []
        seeds = (("--seed", seed, 0), ("--population-seed", population_seed, 0), ("--sample-seed", sample_seed, 0))
        faults = number_faults(sample, start, end, seeds) + file_faults(out, force, ENDING)
        from sim.cli.scenarios import load_all, tell_without_effect

        tell_without_effect(load_all([scenario], values, faults), start, end)
        from sim import api
        from sim.results.panel import write_panel

        asked: dict[str, Any] = {
            "seed": seed,
            "population_seed": population_seed,
            "sample_seed": sample_seed,
            "sample": sample,
            "start": start,
            "end": end,
        }
        with progress_bar(scenario) as progress:
            frame = api.panel(scenario, set=values, progress=progress, **asked)
        write_panel(out, frame, frame.attrs["record"], force)
        print(f"{out}")
