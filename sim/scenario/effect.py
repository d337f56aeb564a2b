"""Tells which parts of a scenario have no effect in a run: dates outside it, values of levers that are never on."""

from sim.core.clock import month_index, month_text
from sim.scenario.content import Scenario
from sim.scenario.difference import ROLLED_OUT
from sim.scenario.known import modelled_levers


def without_effect(scenario: Scenario, start: int, end: int) -> list[str]:
    """One sentence a part that cannot act between January of `start` and December of `end`; empty if all of it can."""
    first, last = month_index(start), month_index(end, 12)
    levers = [(f"lever {name}", *span) for name, span in scenario.levers.items()]
    volumes = [(f"stand-in {s.name}", s.first, s.last) for s in scenario.stand_ins]
    spans = [text for part in (*levers, *volumes) for text in _span(*part, first, last)]
    late = [f"roll-out in {code} begins in {month_text(m)}, after the end of the run" for code, m in scenario.rollout.items() if m > last]
    return [*spans, *late, *_values(scenario)]


def _span(what: str, begins: int, ends: int, first: int, last: int) -> list[str]:
    if begins > last:
        return [f"{what} begins in {month_text(begins)}, after the end of the run"]
    return [f"{what} ends in {month_text(ends)}, before the start of the run"] if ends < first else []


def _values(scenario: Scenario) -> list[str]:
    off = {name for name in modelled_levers() if name not in scenario.levers}
    off |= set(ROLLED_OUT) if max(scenario.rollout.values()) < 0 else set()
    return [f"{name} is set, but {name.partition('.')[0]} never begins" for name in scenario.values if name.partition(".")[0] in off]
