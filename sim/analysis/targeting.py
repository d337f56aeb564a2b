"""The targeting report: what is asked for, its checks, the runs of all seeds, and the tables."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from sim.analysis.comparison import prepare
from sim.analysis.targeting_rounds import FIRST, LAST, Outcome, Task, run_seed
from sim.analysis.targeting_verdicts import gaps, verdicts
from sim.core.errors import Fault, InputError
from sim.ensemble.executor import run_all
from sim.ensemble.request import Request
from sim.mechanism.standards import STANDARDS
from sim.scenario import Scenario


@dataclass(frozen=True)
class Asked:
    """A report: the scenario whose world is looked at, standards (none: all), the reference whose cost is the budget, the year of the round, the size of the lists."""

    scenario: Scenario
    standards: tuple[str, ...] = ()
    reference: str = "median"
    seeds: int = 5
    sample: float = 0.05
    year: int = 2020
    coverage: float = 0.08
    population_seed: int = 1
    sample_seed: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The standards to look at, each once."""
        return tuple(dict.fromkeys(self.standards)) or tuple(STANDARDS)


def faults(standards: tuple[str, ...], reference: str, year: int, coverage: float, seeds: int) -> list[Fault]:
    """What speaks against a report, besides its scenario and its sample."""
    known = ", ".join(STANDARDS)
    out = [Fault("no such standard", option, name, "", f"one of {known}")
           for option, name in (*(("--standards", s) for s in standards), ("--reference", reference)) if name not in STANDARDS]  # fmt: skip
    if not FIRST <= year <= LAST:
        out.append(
            Fault("outside the years of the report", "--year", str(year), "three years before and two after are looked at", f"from {FIRST} to {LAST}")
        )
    if not 0 < coverage <= 1:
        out.append(Fault("not a share of persons", "--coverage", f"{coverage:g}", "", "above 0 and up to 1, such as 0.08"))
    if seeds < 1:
        out.append(Fault("too small", "--seeds", str(seeds), "", "at least 1"))
    return out


def targeting(
    asked: Asked, advance: Callable[[int, int, str], None] | None = None, workers: int | None = None
) -> tuple[dict[str, pd.DataFrame], dict]:
    """Tables (targeting, gaps, verdicts) and the record, without times and versions. InputError with every fault."""
    found = faults(asked.standards, asked.reference, asked.year, asked.coverage, asked.seeds)
    if found:
        raise InputError(found)
    request = Request(asked.scenario, 1, asked.population_seed, asked.sample_seed, asked.sample, 2016, asked.year + 2)
    prepare(request)
    tasks = [Task(request.with_(seed=k + 1), asked.year, asked.names, asked.reference, asked.coverage) for k in range(asked.seeds)]
    outcomes: list[Outcome] = []
    for outcome in run_all(run_seed, tasks, workers):
        outcomes.append(outcome)
        if advance:
            advance(len(outcomes), asked.seeds, f"seed {outcome.seed}")
    return tables(outcomes), record_of(asked, sorted(outcomes, key=lambda o: o.seed)[0])


def tables(outcomes: list[Outcome]) -> dict[str, pd.DataFrame]:
    """The rows of all seeds in the order of seeds, the differences between standards, and the verdicts."""
    frame = pd.concat([o.table for o in sorted(outcomes, key=lambda o: o.seed)], ignore_index=True)
    text = [name for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype) or frame[name].dtype == object]
    frame = frame.astype(dict.fromkeys(text, str)).astype(dict.fromkeys(text, "category"))
    differences = gaps(frame)
    return {"targeting": frame, "gaps": differences, "verdicts": verdicts(differences)}


def record_of(asked: Asked, first: Outcome) -> dict:
    """What was asked, with every value of the scenario."""
    return first.record | {
        "kind": "targeting", "seeds": {"life": asked.seeds, "population": asked.population_seed, "sample": asked.sample_seed}, "year": asked.year,
        "standards": list(asked.names), "reference": asked.reference, "coverage": asked.coverage,
    }  # fmt: skip
