"""The result in sentences, made from the table by rules; where an interval holds zero the sentence says that nothing can be said."""

import pandas as pd

from sim.report.comparison import Comparison, Estimate, Scenario, comparison
from sim.report.headlines import COST, COST_PER_OUT, LOSERS, OUT, PERSON_YEARS, PLACEBO, POOR_ANCHORED, POOR_FLOATING, POOR_LACKS, Headline, interval, write
from sim.report.labels import Say
from sim.report.ratio import ratio

SENTENCES = (OUT, PERSON_YEARS, POOR_ANCHORED, POOR_FLOATING, POOR_LACKS, COST)
ENOUGH_SEEDS = 20  # below this no share of losers is given


def summary(contrasts: pd.DataFrame, record: dict, scenarios: list[dict]) -> str:
    """The result of a comparison in Chinese, an empty line, the same in English. Rates are shares of 1 unless a column `unit` says %."""
    c = comparison(pd.DataFrame(), contrasts, pd.DataFrame(), record, scenarios)
    return "\n\n".join(_block(c, Say(language)) for language in ("zh", "en")) + "\n"


def _block(c: Comparison, say: Say) -> str:
    lines = [heading(c, say)]
    for scenario in c.scenarios:
        lines += [say("summary.scenario", title=scenario.title(say.language)), *(f"- {s}" for s in sentences(c, scenario, say))]
    if not c.scenarios:
        lines.append(say("summary.nothing"))
    return "\n".join([*lines, say("summary.never")])


def heading(c: Comparison, say: Say) -> str:
    """What was compared with what, from when, with how many seeds and which sample."""
    parts = [say("summary.against", baseline=c.baseline.title(say.language))]
    dates = c.policy_dates()
    parts += [say("summary.date", date=say.join(dates))] if dates else []
    parts += [say("summary.seeds", seeds=c.seeds())] if c.seeds() else []
    sample = c.record.get("sample")
    parts += [say("summary.sample", sample=f"{sample * 100:g}")] if isinstance(sample, float | int) else []
    return say("summary.head", parts=say("clause").join(parts))


def sentences(c: Comparison, scenario: Scenario, say: Say) -> list[str]:
    """One sentence for each headline measure of a scenario, then cost per lasting exit and losers."""
    year = c.last_year()
    told = [sentence(h, h.shown(c, scenario.name, say), say, year) for h in SENTENCES]
    return [*told, ratio_sentence(c, scenario, say), losers_sentence(c, scenario, say)]


def sentence(headline: Headline, estimate: Estimate | None, say: Say, year: int | None = None) -> str:
    """One difference, already in the unit shown, in plain words; the numbers are those of the table."""
    subject = say(f"subject.{headline.key}", when=say.when(year))
    if estimate is None:
        return say("said.absent", subject=subject)
    shown, unit = write(estimate), say(f"unit.{headline.key}")
    if estimate.verdict in ("up", "down"):
        low, high = shown.sizes
        direction = say(f"{estimate.verdict}.{headline.key}")
        return say("said.clear", subject=subject, direction=direction, value=shown.size, low=low, high=high, unit=unit)
    key = "one_seed" if estimate.verdict == "none" and estimate.seeds == 1 else estimate.verdict
    return say(f"said.{key}", subject=subject, value=shown.value, low=shown.low, high=shown.high, unit=unit)


def ratio_sentence(c: Comparison, scenario: Scenario, say: Say) -> str:
    """Cost of a lasting exit, or why there is no ratio, with exits per million yuan instead."""
    found = ratio(c, scenario.name)
    if found.cost is not None:
        shown = write(found.cost.times(say.factor(COST_PER_OUT.key)), signed=False)
        return say("ratio.given", value=shown.value, unit=say(f"unit.{COST_PER_OUT.key}"), interval=interval(shown, say))
    told = say(f"ratio.{found.reason}")
    if found.per_million is None:
        return told
    if found.reason == "both_fall":
        shown = write(found.per_million, signed=False)
        return told + say("ratio.per_million_saved", value=shown.value, interval=interval(shown, say))
    shown = write(found.per_million)
    scope = "" if found.whole or not shown.low else say("ratio.exits_only")
    return told + say("ratio.per_million", value=shown.value, interval=interval(shown, say) + scope)


def losers_sentence(c: Comparison, scenario: Scenario, say: Say) -> str:
    """Share of those who lose beside the placebo, or why it is absent."""
    share, placebo = LOSERS.find(c, scenario.name), PLACEBO.find(c, scenario.name)
    few = 0 < c.seeds() < ENOUGH_SEEDS
    if share is None or placebo is None or few:
        return say("losers.few", seeds=c.seeds(), enough=ENOUGH_SEEDS) if few else say("losers.absent")
    one, other = write(share, signed=False), write(placebo, signed=False)
    return say("losers.given", share=one.value, interval=interval(one, say), placebo=other.value, other=interval(other, say))
