"""What comes out of a run: the survey emulator, tidy tables, the record, saving and loading."""

from sim.core.lazy import lazily

_PUBLIC = {"RunOutput": "output", "Results": "results"}
__all__ = ["Results", "RunOutput"]
__getattr__, __dir__ = lazily(__name__, _PUBLIC)
