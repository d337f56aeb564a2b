"""What notebooks and the command line call: run a scenario, compare scenarios; tables as pandas frames."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sim.core.errors import Fault, InputError
from sim.results.results import Results
from sim.scenario import Scenario

Advance = Callable[[int, int, str], None]


def load_scenario(name: str | Path | Scenario, set: Mapping | Sequence[str] = (), start: int = 2016, end: int = 2030) -> Scenario:
    """A shipped scenario by name, or one by path, with values set. InputError with every fault."""
    from sim.model import parameters
    from sim.scenario.load import load_scenario as load
    from sim.scenario.load import with_values

    if isinstance(name, Scenario):
        return with_values(name, set, parameters()) if set else name
    return load(str(name), set, parameters(), start, end)


def run(name: str | Path | Scenario, seed: int = 1, population_seed: int = 1, sample_seed: int = 1, sample: float = 0.1, start: int = 2016, end: int = 2025,
        set: Mapping | Sequence[str] = (), progress: Advance | None = None, fit_report: bool = False) -> Results:  # fmt: skip
    """Run one scenario once. `sample` is the share of villages; tables begin in `start`. Returns Results with `annual` and `ledger`, and `fit` if asked for."""
    from sim.ensemble.request import Request
    from sim.ensemble.simulate import simulate

    loaded = load_scenario(name, set)
    request = Request(loaded, seed, population_seed, sample_seed, sample, start, end, keep_census=fit_report)
    output = simulate(request, (lambda done, total: progress(done, total, loaded.name)) if progress else None)
    record = output.record | {"timings": output.timings, "command": _run_command(name, request)}
    results = Results(record, {"annual": output.annual, "ledger": output.ledger})
    return _with_fit(results, request, output) if fit_report else results


def _with_fit(results: Results, request, output) -> Results:
    """The results with table `fit`, which also writes fit.csv and fit.md when saved."""
    from sim.calibration import fit, fit_report
    from sim.ensemble.request import population_of

    people = population_of(request.population_seed, request.sample, request.sample_seed)
    table = fit.fit_table(people, output.annual, output.census, (request.start, request.end), output.survey)
    return Results(results.record, {**results.tables, "fit": table}, lambda folder, saved: fit_report.write(folder, saved.fit, saved.record))


def compare(names: Sequence[str | Path | Scenario], baseline: str | Path | Scenario = "current_policy", seeds: int = 20, sample: float = 0.1, end: int = 2025,
            population_seed: int = 1, sample_seed: int = 1, progress: Advance | None = None, workers: int | None = None,
            variants: str = "none", decompose: bool = False) -> Results:  # fmt: skip
    """Compare scenarios with a baseline, paired by seed. Returns Results with `annual`, `ledger`, `contrasts`, `missing`.

    `variants` none, quick or full: low and high limits of money and cadres beside the central ones, one at a time or all nine, with table `limits`.
    `decompose`: the roll-outs among the scenarios against multiplied pilots, with tables `decomposition` and `flips`. Several seeds run in worker processes: a script that calls this stands under `if __name__ == "__main__":`, or gives `workers=1`.
    """
    from sim.analysis import comparison
    from sim.ensemble.request import Request
    from sim.results.record import environment, now

    if isinstance(names, str | Path | Scenario):
        names = [names]
    if not names or not isinstance(seeds, int) or seeds < 1:
        raise InputError([Fault("nothing to compare", "compare", f"{len(names)} scenarios, {seeds} seeds", "", "at least one scenario and one seed")])
    base, others = _all([baseline, *names])
    request = Request(base, 1, population_seed, sample_seed, sample, 2016, end)
    begun = now()
    tables, records, dates = comparison.compare(base, others, seeds, request, progress, workers, variants)
    if decompose:
        from sim.analysis import against_pilots

        tables |= against_pilots.tables(base, others, seeds, request, progress, workers)
    record = {
        "kind": "comparison", "baseline": base.name, "scenarios": [s.name for s in others], "policy_dates": dates,
        "runs": {r["scenario"]["name"]: r["scenario"] for r in records},
        "seeds": {"life": seeds, "population": population_seed, "sample": sample_seed},
        "sample": sample, "years": [2016, end], "uncertainty": "none",
        "variants": variants, "decompose": decompose, "discount_rate": records[0]["scenario"]["values"]["cost.discount_rate"]["value"], **environment(),
        "start_time": begun, "end_time": now(),
        "command": _compare_command(names, baseline, seeds, request, variants, decompose),
    }  # fmt: skip
    return Results(record, tables, _pages([base, *others]))


def _all(names: Sequence[str | Path | Scenario]) -> tuple[Scenario, list[Scenario]]:
    """All scenarios; the faults of all of them together."""
    loaded, faults = [], []
    for name in names:
        try:
            loaded.append(load_scenario(name))
        except InputError as error:
            faults += [f for f in error.faults if f not in faults]
    if faults:
        raise InputError(faults)
    return loaded[0], loaded[1:]


def titles(scenarios: list[Scenario]) -> list[dict]:
    """Name and titles as the page wants them; each scenario once."""
    unique = {s.name: s for s in scenarios}
    return [{"name": s.name, "title_zh": s.title["zh"], "title_en": s.title["en"]} for s in unique.values()]


def _pages(scenarios: list[Scenario]) -> Callable[[Path, Results], None]:
    def write(folder: Path, results: Results) -> None:
        from sim.report import brief

        brief.write(folder, results.annual, results.contrasts, results.ledger, results.record, titles(scenarios), more=results.tables)

    return write


def panel(name: str | Path | Scenario, seed: int = 1, population_seed: int = 1, sample_seed: int = 1, sample: float = 0.1, start: int = 2016, end: int = 2025,
          set: Mapping | Sequence[str] = (), progress: Advance | None = None):  # fmt: skip
    """The household-year panel of one run as a pandas frame (columns in `sim.results.panel`); its record is `frame.attrs["record"]`."""
    from sim.ensemble.request import Request
    from sim.ensemble.simulate import simulate

    loaded = load_scenario(name, set)
    request = Request(loaded, seed, population_seed, sample_seed, sample, start, end, keep_panel=True)
    output = simulate(request, (lambda done, total: progress(done, total, loaded.name)) if progress else None)
    frame = output.household_years
    frame.attrs["record"] = output.record | {
        "kind": "panel",
        "command": _run_command(name, request).replace("run", "panel", 1).replace("DIR", "FILE.parquet"),
    }
    return frame


def targeting(name: str | Path | Scenario = "no_pilots", standards: Sequence[str] = (), reference: str = "median", seeds: int = 5, sample: float = 0.05,
              year: int = 2020, coverage: float = 0.08, population_seed: int = 1, sample_seed: int = 1, set: Mapping | Sequence[str] = (),
              progress: Advance | None = None, workers: int | None = None) -> Results:  # fmt: skip
    """Which standard finds the poor best, at equal coverage and at equal cost, by four truths. Results with `targeting`, `gaps`, `verdicts`, and a page when saved.

    `standards` are names, all of them if left out; `coverage` is the share of persons that each list holds, and the cost of the `reference` at it the budget.
    Several seeds run in worker processes: a script that calls this stands under `if __name__ == "__main__":`, or gives `workers=1`.
    """
    from sim.analysis import targeting as report
    from sim.results.record import environment, now

    loaded, begun = load_scenario(name, set), now()
    asked = report.Asked(loaded, tuple(standards), reference, seeds, sample, year, coverage, population_seed, sample_seed)
    tables, record = report.targeting(asked, progress, workers)
    record |= {**environment(), "start_time": begun, "end_time": now(), "command": _targeting_command(name, asked)}
    return Results(record, tables, _targeting_page)


def _targeting_page(folder: Path, results: Results) -> None:
    from sim.report.targeting import page

    page.write(folder, results.tables, results.record)


def targeting_summary(results: Results) -> str:
    """The answer of a targeting report in sentences, Chinese first, English below."""
    from sim.report.targeting import words

    return words.summary(results.tables, results.record)


def _targeting_command(name, asked) -> str:
    given = "".join(f" --set {n}={value}" for n, (value, by) in asked.scenario.values.items() if by == "command line")
    named = "".join(f" --standards {standard}" for standard in asked.standards)
    return (f"sanming targeting{named} --scenario {_given(name)} --reference {asked.reference} --seeds {asked.seeds} --sample {asked.sample} "
            f"--year {asked.year} --coverage {asked.coverage} --population-seed {asked.population_seed} --sample-seed {asked.sample_seed}{given} --out DIR")  # fmt: skip


def calibrate(sample: float = 0.1, seeds: int = 2, iterations: int = 3, workers: int = 2, population_seed: int = 1, sample_seed: int = 1,
              set: Mapping | Sequence[str] = (), progress: Advance | None = None) -> Results:  # fmt: skip
    """Align the constants of calibration/free.csv to the fit targets. Results with `report` (targets), `constants`, `trace`; saving also writes calibration.yaml.

    Workers are spawned: a script that calls this stands under `if __name__ == "__main__":`, or gives `workers=1`.
    """
    from sim.calibration import quick, quick_report
    from sim.results.record import now

    begun = now()
    asked = {
        "sample": sample,
        "seeds": seeds,
        "iterations": iterations,
        "workers": workers,
        "population_seed": population_seed,
        "sample_seed": sample_seed,
    }
    found = quick.calibrate(load_scenario("current_policy", set), told=progress, **asked)  # type: ignore[arg-type]
    tables = {"report": quick_report.target_table(found), "constants": quick_report.constant_table(found), "trace": quick_report.trace_table(found)}
    options = " ".join(f"--{name.replace('_', '-')} {value}" for name, value in asked.items())
    command = f"sanming calibrate --quick {options} --out DIR"
    record = quick_report.record(found, sample) | {"start_time": begun, "end_time": now(), "command": command}
    return Results(record, tables, lambda folder, saved: quick_report.write(folder, found, sample))


def summary(results: Results) -> str:
    """The answer of a comparison in sentences, Chinese first, English below."""
    from sim.report import words

    named = [{"name": n, "title_zh": s["title"]["zh"], "title_en": s["title"]["en"]} for n, s in results.record["runs"].items()]
    return words.summary(results.contrasts, results.record, named)


def _given(name: str | Path | Scenario) -> str:
    return name.name if isinstance(name, Scenario) else str(name)


def _run_command(name, request) -> str:
    given = [f"{n}={value}" for n, (value, by) in request.scenario.values.items() if by == "command line"]
    values = "".join(f" --set {pair}" for pair in given) + (" --fit-report" if request.keep_census else "")
    return (f"sanming run {_given(name)} --seed {request.seed} --population-seed {request.population_seed} --sample-seed {request.sample_seed} "
            f"--sample {request.sample} --start {request.start} --end {request.end}{values} --out DIR")  # fmt: skip


def _compare_command(names, baseline, seeds: int, request, variants: str, decompose: bool) -> str:
    more = (f" --variants {variants}" if variants != "none" else "") + (" --decompose" if decompose else "")
    return (f"sanming compare {' '.join(map(_given, names))} --baseline {_given(baseline)} --seeds {seeds} --population-seed {request.population_seed} "
            f"--sample-seed {request.sample_seed} --sample {request.sample} --end {request.end}{more} --out DIR")  # fmt: skip
