"""`sanming targeting`: which standard finds the poor best, at equal coverage and at equal cost, by four truths."""

from typing import Annotated, Any

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import FIRST_YEAR, Force, Format, FormatOption, Out, Sample, Set, number_faults, out_faults
from sim.cli.progress import progress_bar


def targeting(
    out: Out,
    standards: Annotated[list[str] | None, typer.Option(help="A standard to look at; may be repeated. All of them if left out.")] = None,
    scenario: Annotated[
        str, typer.Option(help="The scenario whose world is looked at; without a mechanism nobody is helped before the truth of later years.")
    ] = "no_pilots",
    reference: Annotated[
        str, typer.Option(help="The standard whose cost at --coverage is the budget of all, and that the others are set against.")
    ] = "median",
    year: Annotated[int, typer.Option(help="The round is that of March of this year; the truth is asked then and two years later.")] = 2020,
    coverage: Annotated[float, typer.Option(help="Share of persons that each list holds at equal coverage.")] = 0.08,
    seeds: Annotated[int, typer.Option(help="Lives, each judged by all standards.")] = 5,
    population_seed: Annotated[int, typer.Option(help="Seed of the population that is made from the tables.")] = 1,
    sample_seed: Annotated[int, typer.Option(help="Seed of the villages drawn.")] = 1,
    sample: Sample = 0.05,
    set: Set = None,
    format: FormatOption = Format.PARQUET,
    force: Force = False,
) -> None:
    """瞄准报告 / Which standard finds the poor best: errors by four truths, at equal coverage and cost, now and two years later."""
    with failing_clearly():
        from sim.analysis.targeting import faults as asked_faults
        from sim.cli.scenarios import load_all

        values, named = set or [], tuple(standards or ())
        seed_faults = (("--population-seed", population_seed, 0), ("--sample-seed", sample_seed, 0))
        faults = number_faults(sample, FIRST_YEAR, FIRST_YEAR, seed_faults) + out_faults(out, force)
        load_all([scenario], values, faults + asked_faults(named, reference, year, coverage, seeds))
        from sim import api

        asked: dict[str, Any] = {"reference": reference, "seeds": seeds, "sample": sample, "year": year, "coverage": coverage}
        asked |= {"population_seed": population_seed, "sample_seed": sample_seed, "set": values}
        with progress_bar(scenario) as progress:
            results = api.targeting(scenario, named, progress=progress, **asked)
        results.save(out, force=force, format=format.value)
        print(api.targeting_summary(results))
