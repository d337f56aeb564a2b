"""Sets up standard output and error, and turns what goes wrong into a clear message and exit code."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def set_up() -> None:
    """UTF-8 on any console, whatever the system's code page; logs go to standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


def note(text: str) -> None:
    """One line to standard error."""
    print(f"note: {text}", file=sys.stderr)


@contextmanager
def failing_clearly() -> Iterator[None]:
    """Bad input ends with 2 and all faults in one message; anything else that fails ends with 1 and where it failed."""
    from sim.core.errors import InputError

    try:
        yield
    except InputError as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    except Exception as problem:
        import traceback

        traceback.print_exc()
        print(f"the run failed: {type(problem).__name__}: {problem}", file=sys.stderr)
        sys.exit(1)
