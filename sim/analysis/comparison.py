"""A comparison: for each seed the baseline, every scenario and (with enough seeds) a placebo, paired; then the contrasts over seeds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from sim.analysis import limits
from sim.analysis.combine import combine
from sim.analysis.contrasts import SeedContrast, placebo_contrast, seed_contrast
from sim.analysis.costs import Prices
from sim.analysis.limits import CENTRAL, at_level, levels
from sim.analysis.lines import ANCHORED
from sim.analysis.losers import SEEDS_NEEDED
from sim.analysis.missing import missing
from sim.core.clock import month_index, month_text
from sim.core.errors import Fault, InputError
from sim.ensemble.executor import run_all
from sim.ensemble.reference import reference
from sim.ensemble.request import Request, population_of, values_of
from sim.ensemble.simulate import simulate
from sim.results import RunOutput
from sim.results.lines import ANCHOR, anchored_medians
from sim.scenario import OPEN, Scenario, StandIn, first_difference

NO_DIFFERENCE = month_index(2020, 1)  # where a comparison has no policy date: two equal scenarios
PLACEBO = StandIn(
    name="placebo: one yuan to one household", lever="placebo", payer="province", to="one", households=1, yuan=1.0, first=0, last=OPEN, months=(1,),
    counts_as_income=True, beside_lever=False, volume_low=1.0, volume_high=1.0, source=("assumption",), status="assumption", note={"zh": "", "en": ""},
)  # fmt: skip


@dataclass(frozen=True)
class Task:
    """One seed of a comparison: the baseline's request, the scenarios with their policy dates, whether a placebo is run, and levels of money and cadres."""

    baseline: Request
    scenarios: tuple[tuple[Scenario, int], ...]
    placebo: bool
    levels: tuple[tuple[str, str], ...] = (CENTRAL,)


@dataclass(frozen=True)
class Outcome:
    """What a seed gives back: tables of its runs, contrasts, and the records (the same for all seeds but the seed)."""

    seed: int
    annual: pd.DataFrame
    ledger: pd.DataFrame
    contrasts: list[SeedContrast]
    placebos: list[SeedContrast]
    records: list[dict]


def policy_dates(baseline: Scenario, scenarios: list[Scenario], end: int) -> list[int]:
    """Running month from which each scenario differs from the baseline; for one that never does NO_DIFFERENCE, or the last January of the run."""
    dates = [first_difference(baseline, s) for s in scenarios]
    return [min(NO_DIFFERENCE, month_index(end, 1)) if d is None else d for d in dates]


def compare_seed(task: Task) -> Outcome:
    """All runs and contrasts of one seed. Other levels of money and cadres are judged by the anchored line of the central ones, and keep no ledger."""
    base, *others = runs = _runs(task, CENTRAL, None)
    contrasts = _contrasts(task, runs)
    annual, medians = [*runs], anchored_medians(base.lines, base.price)  # one anchored line for all, in every table
    for level in task.levels:
        if level != CENTRAL:
            moved = _runs(task, level, medians)
            contrasts += _contrasts(task, moved)
            annual += moved
    placebos = _placebos(task, base) if task.placebo else []
    return Outcome(task.baseline.seed, _joined(annual, "annual"), _joined(runs, "ledger"), contrasts, placebos, [r.record for r in (base, *others)])


def _runs(task: Task, level: tuple[str, str], medians: dict | None) -> list[RunOutput]:
    """Baseline and scenarios at a level of money and cadres; the anchored line is that of the baseline unless given."""
    base = simulate(task.baseline.with_(scenario=at_level(task.baseline.scenario, level)), medians=medians)
    medians = medians or anchored_medians(base.lines, base.price)
    return [base, *(simulate(task.baseline.with_(scenario=at_level(scenario, level)), medians=medians) for scenario, _ in task.scenarios)]


def _contrasts(task: Task, runs: list[RunOutput]) -> list[SeedContrast]:
    prices = prices_of(task.baseline.scenario)
    return [seed_contrast(runs[0], run, date, prices=prices) for run, (_, date) in zip(runs[1:], task.scenarios, strict=True)]


def _placebos(task: Task, base: RunOutput) -> list[SeedContrast]:
    run = simulate(task.baseline.with_(scenario=with_placebo(task.baseline.scenario, min(d for _, d in task.scenarios))))
    return [placebo_contrast(base, run, date) for date in dict.fromkeys(d for _, d in task.scenarios)]


def prices_of(scenario: Scenario) -> Prices:
    """Discount rate and price of a cadre's day as the baseline sets them."""
    values = values_of(scenario)
    return Prices(values["cost.discount_rate"], values["cost.cadre_day"])


def with_placebo(baseline: Scenario, date: int) -> Scenario:
    """The baseline in which one household gets one yuan a year from the policy date on."""
    return replace(baseline, name="placebo", stand_ins=(*baseline.stand_ins, replace(PLACEBO, first=date, months=(date % 12 + 1,))))


def _joined(runs: list[RunOutput], table: str) -> pd.DataFrame:
    frames = [(run.annual.iloc[0], getattr(run, table)) for run in runs]
    unique = {(first["scenario"], first["money"], first["cadre"]): frame for first, frame in frames}
    return pd.concat(list(unique.values()), ignore_index=True)


def compare(
    baseline: Scenario, scenarios: list[Scenario], seeds: int, request: Request, advance: Callable[[int, int, str], None] | None = None,
    workers: int | None = None, variants: str = "none",
) -> tuple[dict[str, pd.DataFrame], list[dict], list[str]]:  # fmt: skip
    """Tables (annual, ledger, contrasts, missing, and limits with variants), records of the runs of the first seed, and policy dates as text (empty where a scenario never differs from the baseline)."""
    dates = policy_dates(baseline, scenarios, request.end)
    check_span(dates, request.end)
    prepare(request)
    base = request.with_(scenario=baseline, keep_from=min(dates) - 1)
    dated = tuple(zip(scenarios, dates, strict=True))
    tasks = [Task(base.with_(seed=k + 1), dated, seeds >= SEEDS_NEEDED, tuple(levels(variants))) for k in range(seeds)]
    outcomes = []
    for outcome in run_all(compare_seed, tasks, workers):
        outcomes.append(outcome)
        if advance:
            advance(len(outcomes), seeds, f"seed {outcome.seed}")
    outcomes.sort(key=lambda o: o.seed)
    equal = [s.name for s in scenarios if first_difference(baseline, s) is None]
    tables = _tables(outcomes)
    if variants != "none":
        tables["limits"] = limits.table([c for o in outcomes for c in o.contrasts])
    tables["contrasts"].loc[tables["contrasts"]["scenario"].isin(equal), "policy_date"] = ""
    return tables, outcomes[0].records, ["" if s.name in equal else month_text(d) for s, d in zip(scenarios, dates, strict=True)]


def check_span(dates: list[int], end: int) -> None:
    """InputError where a policy begins after the last month, or the run ends before the year of the anchored line."""
    faults = [
        Fault("the policy begins after the run ends", "--end", str(end), f"policy from {month_text(d)}", f"--end {d // 12} or later")
        for d in sorted(set(dates)) if d > month_index(end, 12)
    ]  # fmt: skip
    if end < ANCHOR:
        faults.append(Fault("the run ends before the year of the anchored line", "--end", str(end), f"{ANCHORED}", f"--end {ANCHOR} or later"))
    if faults:
        raise InputError(faults)


def prepare(request: Request) -> None:
    """Fill the caches once in the parent: population and reference of the lines."""
    population_of(request.population_seed, request.sample, request.sample_seed)
    if request.sample < 1.0:
        reference(request.population_seed)


def _tables(outcomes: list[Outcome]) -> dict[str, pd.DataFrame]:
    contrasts = [c for o in outcomes for c in o.contrasts]
    placebos = [p for o in outcomes for p in o.placebos]
    table = combine(contrasts, placebos)
    shown = set(outcomes[0].annual["area"].astype(str))  # counties with too few sampled villages are not shown anywhere
    table = table[table["area"].isin(shown)].reset_index(drop=True)
    central = [c for c in contrasts if (c.label.money, c.label.cadre) == CENTRAL]
    annual, ledger = (pd.concat([getattr(o, t) for o in outcomes], ignore_index=True) for t in ("annual", "ledger"))
    return {"annual": annual, "ledger": ledger, "contrasts": table, "missing": missing(central, table[_central(table)], placebos)}


def _central(frame: pd.DataFrame) -> pd.Series:
    return (frame["money"] == "central") & (frame["cadre"] == "central")

