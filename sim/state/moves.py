"""Who dies, is born or changes household this year: lists that the yearly processes append to and the roster carries out in one pass."""

from dataclasses import dataclass, field

import numpy as np

from sim.state.columns import of_table
from sim.state.table import Table


@dataclass
class Room:
    """Memory of the columns with some room at the end, so that the table is laid anew in place: new memory costs more than the copying."""

    SHARE = 20  # of the rows, one in so many is room

    memory: dict[str, np.ndarray] = field(default_factory=dict)
    scratch: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))

    @classmethod
    def spare(cls, n: int) -> int:
        """Rows of room for a table of `n`."""
        return n // cls.SHARE

    def own(self, table: Table) -> None:
        """Take over the memory in which a new table has laid its own columns; those of a population are shared by runs."""
        own = (c.name for c in of_table(table.name) if c.owner != "population")
        self.memory = {name: memory for name in own if (memory := table.columns[name].base) is not None}

    def rows(self, n: int) -> np.ndarray:
        """int64[n], uninitialised: for a list of rows that is copied before the next one is made."""
        if len(self.scratch) < n:
            self.scratch = np.empty(n + self.spare(n), np.int64)
        return self.scratch[:n]

    def of(self, name: str, column: np.ndarray, n: int) -> np.ndarray:
        """Memory for at least `n` rows that begins with `column`: where that stands, or else a copy of it (of a population's column the first time, as runs share it)."""
        memory = self.memory.get(name)
        if memory is None or len(memory) < n or column.base is not memory:
            memory = np.empty(n + self.spare(n), column.dtype)
            memory[: len(column)] = column
            self.memory[name] = memory
        return memory


@dataclass
class Moves:
    """Rows are those of the table of persons before the roster lays it anew; households are rows too."""

    dead: list[np.ndarray] = field(default_factory=list)
    moved: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # person rows, household rows they go to
    born: list[tuple[np.ndarray, dict[str, np.ndarray]]] = field(default_factory=list)  # rows of the mothers, columns of the newborn
    room: Room = field(default_factory=Room)
    founded: int = 0  # how often households were founded: what was counted before then is old
    split: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)  # old and new household rows, share of the members that left

    def die(self, rows: np.ndarray) -> None:
        """Persons who died, rising rows."""
        self.dead.append(np.asarray(rows, np.int64))

    def move(self, rows: np.ndarray, homes: np.ndarray) -> None:
        """Persons who join other households of their village; nobody twice in a year."""
        if len(rows) != len(homes):
            raise ValueError("moves: person and household rows of different length")
        self.moved.append((np.asarray(rows, np.int64), np.asarray(homes, np.int32)))

    def bear(self, mothers: np.ndarray, columns: dict[str, np.ndarray]) -> None:
        """Newborn, one for each of `mothers`; they come to the household to which the mother belongs afterwards."""
        self.born.append((np.asarray(mothers, np.int64), columns))

    def divide(self, old: np.ndarray, new: np.ndarray, share: np.ndarray) -> None:
        """Households that divided: the settlement shares the income of the past months, so that nobody seems poor for want of a past."""
        self.founded += 1
        self.split.append((np.asarray(old, np.int64), np.asarray(new, np.int64), np.asarray(share, np.float64)))

    def gone(self) -> np.ndarray:
        """int64: rows of those who died, rising."""
        return np.sort(np.concatenate([np.zeros(0, np.int64), *self.dead]), kind="stable")  # they come in rising runs

    def movers(self) -> tuple[np.ndarray, np.ndarray]:
        """(person rows, household rows they go to), by rising person rows."""
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in self.moved)])
        homes = np.concatenate([np.zeros(0, np.int32), *(homes for _, homes in self.moved)])
        order = np.argsort(rows)
        return rows[order], homes[order]

    def living(self, rows: np.ndarray) -> np.ndarray:
        """Of `rows`, those who did not die this year."""
        gone = self.gone()
        if not len(gone) or not len(rows):
            return rows
        dead = np.zeros(max(gone[-1], rows.max()) + 1, bool)
        dead[gone] = True
        return rows[~dead[rows]]

    def clear(self) -> None:
        """Forget deaths, births and moves, which the roster has carried out; the divided wait for the settlement."""
        self.dead, self.moved, self.born = [], [], []
