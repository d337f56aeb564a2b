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
    """Bad input ends with 2 and all faults in one message; anything else that fails ends with 1 and where it failed; Ctrl-C with 130."""
    from sim.core.errors import InputError

    try:
        yield
    except InputError as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("interrupted; results are whole or not there at all", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # who read the output has gone, as after `| head`
        raise
    except Exception as problem:
        print(_failure(problem), file=sys.stderr)
        sys.exit(1)


def _failure(problem: Exception) -> str:
    """What failed; with a traceback where the message alone does not say what to do."""
    import traceback

    from sim.ensemble.executor import TaskFailed
    from sim.results.storage import NotSaved

    notes = getattr(problem, "__notes__", [])
    if isinstance(problem, NotSaved | TaskFailed):
        return "\n".join([*filter(None, [getattr(problem, "details", "")]), f"the run failed: {problem}", *notes])
    return f"{''.join(traceback.format_exception(problem))}the run failed: {type(problem).__name__}: {problem}"
