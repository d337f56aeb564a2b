"""Lays stand-ins of parents and children over each other, and checks what only the finished one shows."""

from sim.core.clock import month_text
from sim.core.errors import Fault
from sim.scenario.content import OPEN, StandIn
from sim.scenario.known import Known, payers
from sim.scenario.stand_ins import NEEDED, Part


def resolve_stand_ins(layers: list[dict[str, Part]], levers: dict, known: Known) -> tuple[tuple[StandIn, ...], list[Fault]]:
    """The stand-ins of `layers` (root first) in the order of their first mention, and the faults of the finished ones."""
    merged: dict[str, Part] = {}
    faults: list[Fault] = []
    for layer in layers:
        for name, part in layer.items():
            if part.off:
                faults += (
                    [] if merged.pop(name, None) else [Fault("nothing to end", part.where, name, "no parent has this stand-in", "check its name")]
                )
            else:
                merged[name] = _over(merged.get(name), part)
    finished = [_finish(name, part, levers, known) for name, part in merged.items()]
    return tuple(s for s, _ in finished if s), faults + [f for _, found in finished for f in found]


def _over(below: Part | None, part: Part) -> Part:
    if below is None:
        return part
    return Part(part.where, below.given | part.given, False, {**below.fields, **part.fields})


def _finish(name: str, part: Part, levers: dict, known: Known) -> tuple[StandIn | None, list[Fault]]:
    missing = [key for key in NEEDED if key not in part.given]
    if missing:
        step = "add " + ", ".join(f"{key}: ..." for key in missing)
        return None, [Fault("stand-in is not complete", part.where, name, f"missing {', '.join(missing)}", step)]
    if any(key not in part.fields for key in NEEDED):
        return None, []  # a fault of that key is reported already
    item = _stand_in(name, part.fields)
    found = (
        _span_faults(item, part.where, known),
        _volume_faults(item, part.where),
        _payer_faults(item, part.where),
        _twice(item, part.where, levers),
    )
    return item, [fault for faults in found for fault in faults]


def _stand_in(name: str, given: dict) -> StandIn:
    same = {k: v for k, v in given.items() if k not in ("from", "until", "beside_lever")}
    return StandIn(name=name, first=given["from"], last=given.get("until", OPEN), beside_lever=given.get("beside_lever", False), **same)


def _span_faults(item: StandIn, where: str, known: Known) -> list[Fault]:
    span = f"{month_text(item.first)} to {month_text(item.last)}"
    if item.first > item.last:
        return [Fault("begins after it ends", where, f"{item.name} {span}", "the two months are swapped", "swap them")]
    if item.first > known.last or item.last < known.first:
        run = f"{month_text(known.first)} to {month_text(known.last)}"
        return [Fault("outside the run", where, f"{item.name} {span}", f"the run goes from {run}", "give months inside it")]
    return []


def _volume_faults(item: StandIn, where: str) -> list[Fault]:
    volume = item.households * item.yuan
    if item.volume_low <= volume <= item.volume_high:
        return []
    cause = f"{item.households} households x {item.yuan:.10g} yuan = {volume:.10g} yuan a year"
    return [Fault("volume outside its own range", where, f"{item.name} {item.volume_low:.10g} to {item.volume_high:.10g}", cause, "widen the range")]


def _payer_faults(item: StandIn, where: str) -> list[Fault]:
    able = payers(item.counts_as_income)
    if item.payer in able:
        return []
    kind = "counts as income" if item.counts_as_income else "is capital, not income"
    return [Fault("no flow of money from this payer", where, f"{item.name} {item.payer}", f"it {kind}", f"one of {', '.join(able)}")]


def _twice(item: StandIn, where: str, levers: dict) -> list[Fault]:
    """The same money must not flow through a lever and its stand-in."""
    first, last = levers.get(item.lever) or (OPEN, -1)
    if item.beside_lever or max(first, item.first) > min(last, item.last):
        return []
    cause = f"lever {item.lever} runs from {month_text(first)} and so does its stand-in: the money would count twice"
    step = f"write {{name: {item.name}, off: true}}, or until: {month_text(first - 1)}"
    return [Fault("lever and stand-in overlap", where, item.name, cause, step)]
