"""The synthetic rural population of Sanming: build it, sample whole villages of it, check it against its margins.

Public names are resolved when first used, so that reading a population from the cache loads neither scipy nor pandas.
"""

from importlib import import_module

_PUBLIC = {
    "ADJUSTMENTS": "margins",
    "Population": "population",
    "START": "population",
    "build": "building",
    "consistency": "fit",
    "fit_report": "fit",
    "sample": "sampling",
    "tiny_world": "cases",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim.population' has no attribute {name!r}")
    return getattr(import_module(f"sim.population.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
