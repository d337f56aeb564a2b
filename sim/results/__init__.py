"""What comes out of a run: the survey emulator, tidy tables, the record, saving and loading."""

from importlib import import_module

_PUBLIC = {"RunOutput": "sim.results.output", "Results": "sim.results.results"}
__all__ = ["Results", "RunOutput"]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(name)
    return getattr(import_module(_PUBLIC[name]), name)
