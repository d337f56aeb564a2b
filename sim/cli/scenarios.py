"""Loads scenarios for a command, so that their faults and those of the options come in one message."""

from collections.abc import Iterable

from sim.cli.console import note
from sim.core.errors import Fault, InputError
from sim.scenario import Scenario, load_scenario, without_effect


def load_all(names: Iterable[str], values: list[str], faults: list[Fault]) -> list[Scenario]:
    """The scenarios with `values` (NAME=VALUE) set; InputError with `faults` and those of all scenarios, each once."""
    from sim.model import parameters

    declared, loaded, found = parameters(), [], list(faults)
    for name in dict.fromkeys(names):
        try:
            loaded.append(load_scenario(name, values, declared))
        except InputError as problem:
            found += problem.faults
    if found:
        raise InputError(dict.fromkeys(found))
    return loaded


def tell_without_effect(scenarios: Iterable[Scenario], start: int, end: int) -> None:
    """One line to standard error for each part of a scenario that cannot act in the run."""
    for scenario in scenarios:
        for text in without_effect(scenario, start, end):
            note(f"{scenario.name}: {text}; it has no effect")
