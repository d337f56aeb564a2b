"""Agent-based simulation of relative poverty in rural Sanming: the public names, resolved when first used."""

from sim.core.lazy import lazily

__version__ = "0.3.0"

_PUBLIC = {
    "run": "api",
    "compare": "api",
    "calibrate": "api",
    "panel": "api",
    "targeting": "api",
    "load_scenario": "api",
    "Results": "results.results",
}
__all__ = ["Results", "__version__", "calibrate", "compare", "load_scenario", "panel", "run", "targeting"]
__getattr__, __dir__ = lazily(__name__, _PUBLIC)
