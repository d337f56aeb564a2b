"""Agent-based simulation of relative poverty in rural Sanming: the public names, resolved when first used."""

from importlib import import_module

__version__ = "0.1.0"

_PUBLIC = {
    "run": "sim.api",
    "compare": "sim.api",
    "load_scenario": "sim.api",
    "Results": "sim.results.results",
}
__all__ = ["Results", "__version__", "compare", "load_scenario", "run"]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
