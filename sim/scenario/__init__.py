"""Reads, validates and layers scenarios: which levers run when, where the mechanism is rolled out, which values are changed and by whom.

Public names are resolved when first used, so that importing this package stays quick.
"""

from sim.core.lazy import lazily

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
__getattr__, __dir__ = lazily(__name__, _PUBLIC)
