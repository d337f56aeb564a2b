"""Set operations of a set of households on row numbers: membership, operators, comparisons and changes of the set itself."""

import sys
from collections.abc import Iterable, Iterator, Set
from typing import TypeGuard

import numpy as np

from sim.agents.household import Household

_ALL = "model.households holds every household of the model and cannot be changed or reordered; work on model.households.copy()"


class HouseholdRows:
    """Rows of households of `model`, each once, in an order. `rows=None` stands for all households that there are; spare rows are none."""

    def __init__(self, model, rows: np.ndarray | None = None):
        self.model = model
        self._rows = None if rows is None else np.array(rows, np.int64)

    @property
    def rows(self) -> np.ndarray:
        """int64[n]: row numbers in the order of the set."""
        return self._held_rows().copy()

    def _held_rows(self) -> np.ndarray:
        return self.model.world.homes() if self._rows is None else self._rows

    def _of(self, rows: np.ndarray):
        return type(self)(self.model, rows)

    def _replace(self, rows: np.ndarray):
        if self._rows is None:
            raise NotImplementedError(_ALL)
        self._rows = np.asarray(rows, np.int64)
        return self

    def _update(self, agents: Iterable[Household]):
        return self._replace(self._only_rows(agents))

    def _mine(self, agent: object) -> TypeGuard[Household]:
        return isinstance(agent, Household) and agent.model is self.model

    def _split(self, other: Iterable) -> tuple[np.ndarray, int]:
        """Rows of the households of this model that `other` holds, in its order, and how many other things it holds."""
        if isinstance(other, HouseholdRows) and other.model is self.model:
            return other.rows, 0
        things = dict.fromkeys(other)
        rows = [thing.row for thing in things if self._mine(thing)]
        return np.array(rows, np.int64), len(things) - len(rows)

    def _only_rows(self, other: Iterable) -> np.ndarray:
        rows, others = self._split(other)
        if others:
            raise TypeError(f"a HouseholdSet holds households of its own model only; {others} of the members given are none")
        return rows

    def _held(self, rows: np.ndarray) -> np.ndarray:
        """bool[rows of the table]: True where a row is among `rows`."""
        held = np.zeros(len(self.model.world.households), bool)
        held[rows] = True
        return held

    def __len__(self) -> int:
        return len(self._held_rows())

    def __iter__(self) -> Iterator[Household]:
        return (Household(self.model, row) for row in self.rows.tolist())

    def __reversed__(self) -> Iterator[Household]:
        return (Household(self.model, row) for row in self.rows[::-1].tolist())

    def __contains__(self, agent: object) -> bool:
        if not self._mine(agent):
            return False
        if self._rows is not None:
            return bool((self._rows == agent.row).any())
        founded = self.model.world.households.founded
        return bool(0 <= agent.row < len(founded) and founded[agent.row] >= 0)

    def index(self, value: Household, start: int = 0, stop: int | None = None) -> int:
        """Position of a household; ValueError if it is not there."""
        if value not in self:
            raise ValueError(f"{value!r} is not in the set")
        return self.rows.tolist().index(value.row, start, sys.maxsize if stop is None else stop)

    def count(self, value: Household) -> int:
        """1 if the household is in the set, else 0 (as in Mesa: `len` counts the members)."""
        return int(value in self)

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs = self._split(other)[0]
        return self._of(theirs[self._held(self.rows)[theirs]])

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs = self._only_rows(other)
        return self._of(np.concatenate([self.rows, theirs[~self._held(self.rows)[theirs]]]))

    def __sub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._of(self.rows[~self._held(self._split(other)[0])[self.rows]])

    def __rsub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs, others = self._split(other)
        return NotImplemented if others else self._of(theirs) - self

    def __xor__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs = self._of(self._only_rows(other))
        return (self - theirs) | (theirs - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return bool(self._held(self._split(other)[0])[self.rows].all())

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        theirs, others = self._split(other)
        return not others and bool(self._held(self.rows)[theirs].all())

    def __lt__(self, other):
        return len(self) < len(other) and self <= other if isinstance(other, Set) else NotImplemented

    def __gt__(self, other):
        return len(self) > len(other) and self >= other if isinstance(other, Set) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self <= other if isinstance(other, Set) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def isdisjoint(self, other: Iterable) -> bool:
        """Whether no household is in both."""
        return not len(self & other)

    def __ior__(self, other):
        return self._replace((self | other).rows)

    def __iand__(self, other):
        return self._replace((self - (self - other)).rows)

    def __isub__(self, other):
        return self._replace((self - other).rows)

    def __ixor__(self, other):
        return self._replace((self ^ other).rows)

    def add(self, agent: Household) -> None:
        """Put a household of the same model at the end of the set, if it is not in it."""
        self._replace((self | [agent]).rows)

    def discard(self, agent: Household) -> None:
        """Take a household out of the set, if it is in it."""
        self._replace((self - [agent]).rows)

    def remove(self, agent: Household) -> None:
        """Take a household out of the set; KeyError if it is not in it."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def pop(self) -> Household:
        """Take the first household out of the set and return it; KeyError on an empty set."""
        if not len(self):
            raise KeyError("pop from an empty set")
        rows = self.rows
        self._replace(rows[1:])
        return Household(self.model, int(rows[0]))

    def clear(self) -> None:
        """Take all households out of the set."""
        self._replace(np.empty(0, np.int64))
