"""Faults in what a user gave: each says what, where, the value, the likely cause and the next step; all are shown at once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault of an input. All fields are plain text; `cause` and `next_step` may be empty."""

    what: str
    where: str
    value: str = ""
    cause: str = ""
    next_step: str = ""

    def text(self) -> str:
        """One line a person can act on."""
        parts = [f"{self.where}: {self.what}"]
        parts += [f"value {self.value}"] if self.value else []
        parts += [f"likely cause: {self.cause}"] if self.cause else []
        parts += [f"next: {self.next_step}"] if self.next_step else []
        return "; ".join(parts)


class InputError(ValueError):
    """Bad input: carries every fault found, never only the first. The command line ends with 2 on it."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__(str(self))

    def __reduce__(self):
        return type(self), (self.faults,)

    def __str__(self) -> str:
        head = "1 fault in the input" if len(self.faults) == 1 else f"{len(self.faults)} faults in the input"
        return "\n".join([f"{head}, nothing was written:", *(f"  {i}. {f.text()}" for i, f in enumerate(self.faults, 1))])


def nearest(name: str, names: Iterable[str], n: int = 3) -> list[str]:
    """The `n` names that look most like `name` (edit similarity of at least 50 of 100), best first."""
    from rapidfuzz import process

    return [hit[0] for hit in process.extract(name, list(names), limit=n, score_cutoff=50)]


def suggestion(name: str, names: Iterable[str]) -> str:
    """'did you mean a, b?' or an empty text."""
    found = nearest(name, names)
    return f"did you mean {', '.join(found)}?" if found else ""
