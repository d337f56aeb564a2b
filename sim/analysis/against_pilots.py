"""`compare --decompose`: the roll-outs of a comparison against multiplied pilots, split by channel, and where the answer flips."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from sim.ensemble.executor import run_all
from sim.ensemble.request import Request
from sim.model import parameters
from sim.scenario import Scenario
from sim.scenario.content import digest_of
from sim.scenario.rollout import NEVER

from . import decompose, flips
from .comparison import prepare, prices_of
from .gap import Answers, Question, answer, begun, span

Advance = Callable[[int, int, str], None]
FLIPS = ("attention.fall", "learning.novice_error", "learning.transfer")  # parameters looked through for a turn of the answer


def tables(baseline: Scenario, scenarios: Sequence[Scenario], seeds: int, request: Request, advance: Advance | None = None, workers: int | None = None,
           turning: Sequence[str] | None = None) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Tables `decomposition` and `flips`, for those scenarios that begin in counties which the baseline leaves out.

    `turning` names the parameters whose prior is looked through (FLIPS as far as declared by default). InputError where no scenario adds a county.
    """
    declared, without = parameters(), without_pilots(baseline)
    rollouts = [s for s in scenarios if begun(s, baseline)] or list(scenarios)
    found = decompose.channels(declared)
    turned = flips.named(turning if turning is not None else [p.name for p in declared if p.name in FLIPS], declared)
    asked = questions(baseline, without, rollouts, seeds, request, (*decompose.settings(found), *flips.settings(turned)))
    prepare(request)
    answers = ask(asked, advance, workers)
    names = [channel.name for channel in found]
    split = decompose.table(answers, names, [r.name for r in rollouts]).assign(baseline=baseline.name)
    return {"decomposition": split[decompose.COLUMNS], "flips": flips.table(answers, turned, [r.name for r in rollouts])}


def without_pilots(baseline: Scenario) -> Scenario:
    """The baseline in which the mechanism begins nowhere."""
    never = replace(baseline, name="no_pilots", rollout=dict.fromkeys(baseline.rollout, NEVER))
    return replace(never, digest=digest_of(never))


def questions(baseline: Scenario, without: Scenario, rollouts: Sequence[Scenario], seeds: int, request: Request, asked: tuple) -> list[Question]:
    """One question a seed. InputError where a roll-out adds no county to the pilots, or the run ends within a year of a start."""
    starts = [month for r in rollouts for part in span(without, baseline, r, request.end)[1:] for month in part.values()]
    base = request.with_(scenario=baseline, keep_from=min(starts) - 1)
    return [Question(base.with_(seed=k + 1), without, tuple(rollouts), asked, prices_of(baseline)) for k in range(seeds)]


def ask(asked: list[Question], advance: Advance | None, workers: int | None) -> list[Answers]:
    """The answers in order of seed."""
    found: dict[int, Answers] = {}
    for seed, answers in run_all(answer, asked, workers):
        found[seed] = answers
        if advance:
            advance(len(found), len(asked), f"decomposition, seed {seed}")
    return [found[seed] for seed in sorted(found)]
