"""A table: one contiguous array a column; attributes are arrays. Flows of money are rows of one matrix, so that settlement is one pass."""

import numpy as np

from sim.state.columns import Column, collectors, of_table


class Table:
    """Columns declared for `name`, `n` rows each; what is not `given` starts at zero. Below the dense flows `flows` has a row for each class of payments.

    Columns owned by the population never change and are shared with `given` (one population serves many runs); all others are copied, into memory
    with room for `spare` more rows, so that the table can grow in place.
    """

    def __init__(self, name: str, n: int, given: dict[str, np.ndarray], spare: int = 0):
        self.name, self.n = name, n
        flows = [c.name for c in of_table(name) if c.kind == "flow"]
        self.flows = np.zeros((len(flows) + (len(collectors()) if flows else 0), n))
        self.columns: dict[str, np.ndarray] = {}
        for column in of_table(name):
            if column.kind == "flow":
                self.columns[column.name] = self.flows[flows.index(column.name)]
            else:
                self.columns[column.name] = _array(column, n, given, spare)
        unknown = set(given) - set(self.columns)
        if unknown:
            raise KeyError(f"{name}: not declared in columns.csv: {', '.join(sorted(unknown))}")

    def __getattr__(self, name: str) -> np.ndarray:
        try:
            return self.__dict__["columns"][name]
        except KeyError:
            raise AttributeError(f"table has no column {name!r}") from None

    def __setattr__(self, name: str, value) -> None:
        # `table.cash = array` would hide the column from everybody else; `table.cash += x` has already written into it
        columns = self.__dict__.get("columns", {})
        if name in columns and value is not columns[name]:
            raise AttributeError(f"write into the column: table.{name}[:] = ...")
        if name not in columns:
            object.__setattr__(self, name, value)

    def __setstate__(self, state: dict) -> None:
        # in a copy the flows must again be rows of the one matrix
        self.__dict__.update(state)
        self.columns.update(zip((c.name for c in of_table(self.name) if c.kind == "flow"), self.flows, strict=False))

    def __len__(self) -> int:
        return self.n

    def replace(self, columns: dict[str, np.ndarray]) -> None:
        """New rows for every column (persons after births and deaths), cast to its type. All lengths must agree; a table with flows keeps its rows."""
        if set(columns) != set(self.columns) or len(self.flows):
            raise KeyError(f"{self.name}: columns missing or unknown, or flows: {sorted(set(columns) ^ set(self.columns))}")
        if len({len(array) for array in columns.values()}) != 1:
            raise ValueError(f"{self.name}: columns of different length")
        self.columns = {c.name: np.require(columns[c.name], c.dtype, ("C", "W")) for c in of_table(self.name)}
        self.n = len(next(iter(columns.values())))


def _array(column: Column, n: int, given: dict[str, np.ndarray], spare: int) -> np.ndarray:
    if column.name not in given:
        return np.zeros(n + spare, column.dtype)[:n]
    array = np.ascontiguousarray(given[column.name], column.dtype)
    if array.shape != (n,):
        raise ValueError(f"column {column.name}: {array.shape} where {(n,)} was expected")
    shared = column.owner == "population" and array.flags.writeable
    if shared:
        return array
    own = np.empty(n + spare, column.dtype)[:n]
    own[:] = array
    return own
