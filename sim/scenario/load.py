"""Loads a scenario: finds it and its parents, checks every file, lays them over each other and resolves who set each value."""

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path

from sim.core.errors import InputError
from sim.core.parameters import Parameter
from sim.data.counties import county_list
from sim.scenario.aligned import BY, read_aligned
from sim.scenario.bounds import FIRST_YEAR, LAST_YEAR
from sim.scenario.content import VARIANTS, Scenario, digest_of
from sim.scenario.files import read_chain
from sim.scenario.known import make_known
from sim.scenario.layer import Layer, read_layer
from sim.scenario.levers import Span
from sim.scenario.overrides import Overrides, read_overrides
from sim.scenario.values import Value
from sim.scenario.volumes import resolve_stand_ins


def load_scenario(
    name_or_path: str | PathLike, overrides: Overrides = (), declared: Iterable[Parameter] = (), start: int = FIRST_YEAR, end: int = LAST_YEAR,
    aligned: Path | None = None,
) -> Scenario:  # fmt: skip
    """The resolved scenario of a shipped name or a path.

    `overrides` are values by name or texts NAME=VALUE, `declared` all parameters of the model (without them no parameter can be named), `start`
    and `end` the calendar years that dates must fall into. Beneath all lie the calibrated values (`aligned`, or the shipped file). Raises InputError with every fault of every file and override at once.
    """
    known = make_known(declared, start, end)
    chain, faults = read_chain(str(name_or_path))
    layers = [read_layer(name, document, known) for name, document in chain if document.data]
    values, bad = read_overrides(overrides, known)
    beneath, wrong = read_aligned(known, aligned)
    merged = layers[::-1]
    levers = _levers(merged)
    stand_ins, more = resolve_stand_ins([layer.stand_ins for layer in merged], levers, known)
    faults = [f for _, document in chain for f in document.sorted_faults()] + faults + more + bad + wrong
    if faults:
        raise InputError(faults)
    return _scenario(layers, levers, stand_ins, values, beneath)


def with_values(scenario: Scenario, overrides: Overrides, declared: Iterable[Parameter]) -> Scenario:
    """The scenario with further values set. Raises InputError with every fault."""
    given, faults = read_overrides(overrides, make_known(declared, FIRST_YEAR, LAST_YEAR))
    if faults:
        raise InputError(faults)
    changed = replace(scenario, values=scenario.values | {name: (value, "command line") for name, value in given.items()})
    return replace(changed, digest=digest_of(changed))


def _scenario(layers: list[Layer], levers: dict[str, Span], stand_ins: tuple, given: dict[str, Value], beneath: dict[str, Value]) -> Scenario:
    own, *parents = layers
    merged = layers[::-1]
    rolled = [layer for layer in layers if layer.rollout]
    status, note = rolled[0].about if rolled else ("", {})
    scenario = Scenario(
        name=own.name,
        title=own.title,
        clause=own.clause,
        levers=levers,
        rollout=_rollout(merged),
        rollout_status=status,
        rollout_note=note,
        **_structure(merged),
        stand_ins=stand_ins,
        package={name: measures for layer in merged for name, measures in layer.package.items()},
        values=_values(merged, given, beneath),
        claims=own.claims,
        parents=tuple(layer.name for layer in parents),
    )
    return replace(scenario, digest=digest_of(scenario))


def _levers(merged: list[Layer]) -> dict[str, Span]:
    spans = {name: span for layer in merged for name, span in layer.levers.items()}
    return {name: span for name, span in spans.items() if span is not None}


def _structure(merged: list[Layer]) -> dict[str, str]:
    """Key of VARIANTS -> name; central where no file says otherwise."""
    return dict.fromkeys(VARIANTS, "central") | {key: name for layer in merged for key, name in layer.structure.items()}


def _rollout(merged: list[Layer]) -> dict[str, int]:
    months = {county.code: -1 for county in county_list()}
    for layer in merged:
        months |= layer.rollout
    return months


def _values(merged: list[Layer], given: dict[str, Value], beneath: dict[str, Value]) -> dict[str, tuple[Value, str]]:
    out = {name: (value, BY) for name, value in beneath.items()}
    out |= {name: (value, f"scenario:{layer.name}") for layer in merged for name, value in layer.values.items()}
    return out | {name: (value, "command line") for name, value in given.items()}
