"""The synthetic rural population of Sanming: build it, sample whole villages of it, check it against its margins.

Public names are resolved when first used, so that reading a population from the cache loads neither scipy nor pandas.
"""

from sim.core.lazy import lazily

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
__getattr__, __dir__ = lazily(__name__, _PUBLIC)
