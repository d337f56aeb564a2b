"""Reads, validates and layers scenarios: which levers run when, where the mechanism is rolled out, which values are changed and by whom.

Public names are resolved when first used, so that importing this package stays quick.
"""

from importlib import import_module

_PUBLIC = {
    "load_scenario": "load",
    "scenario_names": "files",
    "Scenario": "content",
    "StandIn": "content",
    "Claim": "content",
    "OPEN": "content",
    "first_difference": "difference",
    "without_effect": "effect",
    "modelled_levers": "known",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim.scenario' has no attribute {name!r}")
    return getattr(import_module(f"sim.scenario.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
