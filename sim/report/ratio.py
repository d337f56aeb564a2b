"""Cost per lasting exit, or why there is none and the exits per million yuan instead."""

from dataclasses import dataclass
from math import isfinite, nan

from sim.report.comparison import Comparison, Estimate
from sim.report.headlines import COST, COST_PER_OUT, OUT, PER_MILLION

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Ratio:
    """`cost` in yuan a person, or None with a `reason`; `per_million` in persons, `whole` if its interval covers the cost too."""

    cost: Estimate | None
    reason: str
    per_million: Estimate | None
    whole: bool = False


def ratio(c: Comparison, scenario: str) -> Ratio:
    """Reads the ratio of a scenario. Reasons: absent, one_seed, holds_zero, fewer, both_fall, saves, unbounded; empty where there is a ratio.

    With `both_fall` exits per million are those lost with each million saved; where cost falls otherwise there are none.
    """
    out, cost, found = OUT.find(c, scenario), COST.find(c, scenario), COST_PER_OUT.find(c, scenario)
    reason = _reason(out, cost, found)
    given = None if reason else found
    if reason != "both_fall" and (cost is None or cost.value <= 0):
        return Ratio(given, reason, None)
    per_million = PER_MILLION.find(c, scenario)
    if per_million is not None and isfinite(per_million.value):
        return Ratio(given, reason, per_million, True)
    return Ratio(given, reason, _from_means(out, cost))


def _reason(out: Estimate | None, cost: Estimate | None, found: Estimate | None) -> str:
    if out is None:
        return "absent"
    falls = cost is not None and cost.value <= 0
    why = {"none": "one_seed", "zero": "holds_zero", "equal": "holds_zero", "down": "both_fall" if falls else "fewer"}.get(out.verdict, "")
    if why or falls:
        return why or "saves"
    if found is None:
        return "absent"
    return "" if isfinite(found.low) and isfinite(found.high) else "unbounded"


def _from_means(out: Estimate | None, cost: Estimate | None) -> Estimate | None:
    """Exits over mean cost: the limits cover the exits only. None where more cost is not certain."""
    if out is None or cost is None or cost.value <= 0 or cost.verdict == "zero":
        return None
    found = out.times(MILLION / cost.value)
    return found if out.verdict != "none" else Estimate(found.value, nan, nan, out.seeds)
