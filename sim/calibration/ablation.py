"""What each mechanism is for: runs without it beside the standard, paired by seed: `python -m sim.calibration.ablation [--seeds 10] [--sample 0.02]`.

A mechanism is a row of calibration/mechanisms.csv with the settings that turn it off. Told is which fit targets, headline results, policy differences
and signs of comparative statics (calibration/sign_runs.csv) move beyond the 95 % interval of a t test over seeds; a mechanism that moves none of its many
outcomes beyond what chance brings in so many (Bonferroni) is named.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.calibration.mechanisms import Mechanism, Settings, SignRun, mechanisms, sign_runs
from sim.calibration.outcomes import YEARS, Table, both
from sim.calibration.targets import targets
from sim.data import shipped
from sim.ensemble.executor import standing
from sim.ensemble.reference import reference
from sim.ensemble.request import Request, population_of
from sim.ensemble.simulate import simulate
from sim.model import parameters
from sim.scenario import Scenario, load_scenario
from sim.scenario.content import digest_of

END = max(YEARS)
SIGN_YEAR = 2019  # of signs: runs with a driver set otherwise need not go further
POLICY = ("current_policy", "city_rollout")
STANDARD = "standard"
LEVEL = 0.05
SIGN_SEEDS = 4  # of the runs for signs, at most: seven for each mechanism and seed


def changed(scenario: Scenario, settings: Settings) -> Scenario:
    """The scenario with settings over its own."""
    values = replace(scenario, values=scenario.values | {name: (value, "ablation") for name, value in settings.items()})
    return replace(values, digest=digest_of(values))


def observed(task: tuple[tuple, Request, Request | None, tuple[SignRun, ...]]) -> tuple[tuple, dict[str, float]]:
    """The key of a task and its outcomes by name; with a second request also the policy differences; with signs what they look at."""
    key, request, rollout, signs = task
    table, out = (Table(simulate(request).annual), {}) if rollout is None else both(request, rollout)
    return key, out | {f"sign {s.sign}": table(s.measure, s.universe, s.group, s.line, SIGN_YEAR) for s in signs}


def tasks(found: Sequence[Mechanism], signs: tuple[SignRun, ...], seeds: int, sample: float) -> Iterator[tuple]:
    """For the standard and each mechanism: runs of both policies, and one of each driver that the mechanism does not set itself."""
    current, rollout = (load_scenario(name, declared=parameters()) for name in POLICY)
    for name, off in [(STANDARD, {}), *((m.name, m.off) for m in found)]:
        for seed in range(1, seeds + 1):
            base = Request(changed(current, off), seed, sample=sample, end=END)
            yield (name, "", seed), base, base.with_(scenario=changed(rollout, off)), signs
            for s in signs if seed <= SIGN_SEEDS else ():
                if not set(s.driver) & set(off):
                    yield (name, s.sign, seed), base.with_(scenario=changed(current, off | s.driver), end=SIGN_YEAR), None, (s,)


def run(found: Sequence[Mechanism], signs: tuple[SignRun, ...], seeds: int, sample: float, workers: int) -> dict[tuple, dict[str, float]]:
    """Outcomes by (mechanism, sign or "", seed)."""
    if sample < 1.0:
        reference(1)
    population_of(1, sample, 1)
    work = list(tasks(found, signs, seeds, sample))
    out = {}
    with standing(observed, workers) as crew:
        for done, (key, values) in enumerate(crew(work), 1):
            out[key] = values
            if done % 20 == 0:
                print(f"{done} of {len(work)}", file=sys.stderr, flush=True)
    return out


def differences(out: dict[tuple, dict[str, float]], seeds: int) -> pd.DataFrame:
    """A row a mechanism and outcome: mean paired difference from the standard, its standard error, the same over the tolerance of a target, its p value, `moved`."""
    tolerance = {t.id: t.tolerance for t in targets()}
    rows = []
    for name in dict.fromkeys(key[0] for key in out if key[0] != STANDARD):
        pairs = [(out[name, "", s], out[STANDARD, "", s]) for s in range(1, seeds + 1)]
        for outcome in (o for o in pairs[0][0] if not o.startswith("sign ")):
            mean, se = mean_and_error([off[outcome] - on[outcome] for off, on in pairs])
            rows.append((name, outcome, np.mean([on[outcome] for _, on in pairs]), mean, se, mean / tolerance.get(outcome, np.nan), p_value(mean, se, seeds)))
    frame = pd.DataFrame(rows, columns=["mechanism", "outcome", "standard", "difference", "se", "over_tolerance", "p"])
    return frame.assign(moved=frame["p"] < LEVEL)


def mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """Mean and its standard error; no error where all agree."""
    array = np.array(values, float)
    return float(array.mean()), float(array.std(ddof=1) / np.sqrt(len(array))) if len(array) > 1 else float("nan")


def p_value(mean: float, se: float, seeds: int) -> float:
    """Two-sided p value of a paired t test that the difference is zero; 1 where there is no difference at all, 0 where all seeds agree on one."""
    from scipy.stats import t

    if abs(mean) <= 1e-12:
        return 1.0
    return float(2.0 * t.sf(abs(mean) / se, max(seeds - 1, 1))) if se > 0.0 else 0.0


def sign_of(values: Sequence[float]) -> str:
    """`+`, `-` or `0` (zero inside the interval)."""
    mean, se = mean_and_error(values)
    return "0" if p_value(mean, se, len(values)) >= LEVEL else "+" if mean > 0 else "-"


def signs_found(out: dict[tuple, dict[str, float]], signs: tuple[SignRun, ...], seeds: int) -> pd.DataFrame:
    """A row a mechanism (the standard among them) and sign: the sign found with the mechanism off."""
    rows = []
    seeds = min(seeds, SIGN_SEEDS)
    for name in dict.fromkeys(key[0] for key in out):
        for s in signs:
            if (name, s.sign, 1) in out:
                outcome = f"sign {s.sign}"
                diffs = [out[name, s.sign, seed][outcome] - out[name, "", seed][outcome] for seed in range(1, seeds + 1)]
                rows.append((name, s.sign, s.expected, sign_of(diffs), *mean_and_error(diffs)))
    return pd.DataFrame(rows, columns=["mechanism", "sign", "expected", "found", "difference", "se"])


def main(words: Sequence[str] | None = None) -> None:
    """Run all and write MECHANISMS.md and MECHANISMS.csv."""
    import argparse

    from sim.calibration import ablation_report

    parser = argparse.ArgumentParser(prog="python -m sim.calibration.ablation", description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--sample", type=float, default=0.02)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=None, help="names of mechanisms")
    parser.add_argument("--no-signs", action="store_true", help="targets, headlines and policy differences alone")
    parser.add_argument("--stem", default="MECHANISMS", help="name of the two files")
    parser.add_argument("--out", type=Path, default=shipped("calibration"))
    given = parser.parse_args(words)
    chosen = [m for m in mechanisms() if given.only is None or m.name in given.only]
    signs = () if given.no_signs else sign_runs()
    out = run(chosen, signs, given.seeds, given.sample, given.workers)
    ablation_report.write(given.out, chosen, differences(out, given.seeds), signs_found(out, signs, given.seeds), given.seeds, given.sample, given.stem)


if __name__ == "__main__":
    main()
