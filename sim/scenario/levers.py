"""Reads the levers that a scenario switches on, with their months, or switches off."""

from sim.core.errors import suggestion
from sim.scenario.known import Known
from sim.scenario.months import read_span
from sim.scenario.tree import Document, Key
from sim.scenario.words import mapping, unknown_keys

Span = tuple[int, int]
_BY_SECTION = {"relative_poverty_rollout": "the section `rollout:` says where and when it begins"}


def read_levers(document: Document, known: Known) -> dict[str, Span | None]:
    """Lever -> (first, last) running month, or None for `off`."""
    out: dict[str, Span | None] = {}
    for name, value in mapping(document, ("levers",), document.data.get("levers"), "levers").items():
        path = ("levers", name)
        if _known(document, path, name, known):
            _take(document, path, name, value, known, out)
    return out


def _take(document: Document, path: Key, name: str, value: object, known: Known, out: dict) -> None:
    if value in ("off", False):
        out[name] = None
        return
    if not isinstance(value, dict):
        document.fault(path, "neither months nor off", value, next_step="write {from: 2016-01}, {from: 2016-01, to: 2020-12} or off")
        return
    unknown_keys(document, path, value, ("from", "to"))
    first, last = read_span(document, path, value, "to", known)
    if first is not None and last is not None:
        out[name] = (first, last)


def _known(document: Document, path: Key, name: str, known: Known) -> bool:
    if name in known.modelled:
        return True
    modelled = sorted(known.modelled)
    if name in known.plan:
        step = _BY_SECTION.get(name) or f"use a stand-in for its volume; modelled are {', '.join(modelled)}"
        document.fault(path, "this lever of the plan is not modelled yet", name, next_step=step)
    else:
        step = suggestion(name, known.plan) or f"modelled are {', '.join(modelled)}"
        document.fault(path, "unknown lever", name, "not a lever of the work plan", step)
    return False
