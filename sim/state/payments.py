"""Payments of the month that few have: rows and whole fen instead of a column. They reach cash, income and ledger in the settlement of the month."""

from dataclasses import dataclass, field

import numpy as np

from sim.state.columns import ACCOUNT_OF, TABLE_OF, Column, between_households, collectors, flows, sparse
from sim.state.flow_sums import are_rows, is_money, scatter
from sim.state.table import Table


@dataclass(frozen=True)
class Batch:
    """Rows of one payment: `rows` of the declaring table and `fen`; `party` rows of the other side with what each of them gave or got."""

    column: Column
    rows: np.ndarray
    fen: np.ndarray
    party: np.ndarray
    party_fen: np.ndarray

    @property
    def party_table(self) -> str:
        """Table of the other side, empty for an account without rows."""
        other = self.column.payer if self.column.cash > 0 else self.column.payee
        return TABLE_OF.get(other, "")


@dataclass
class Payments:
    """The batches of the month, and what each village, cooperative and enterprise has received less paid so far."""

    tables: dict[str, Table]
    batches: list[Batch] = field(default_factory=list)
    net: dict[str, np.ndarray] = field(default_factory=dict)
    touched: np.ndarray = field(default_factory=lambda: np.zeros(len(collectors()), bool))
    is_late: bool = False  # the month's income is counted: what comes now was decided on the money at hand
    late_income: list[tuple[np.ndarray, np.ndarray, tuple[str, int, int]]] = field(default_factory=list)  # rows, signed fen, class

    def __post_init__(self) -> None:
        self.net = {name: np.zeros(len(table)) for name, table in self.tables.items() if name in ACCOUNT_OF and name != "households"}
        self.late = np.zeros(len(self.tables["households"]))  # fen that households received less paid since then

    def open_late(self) -> None:
        """Called when the month's income is counted."""
        self.is_late = True

    def close_late(self) -> None:
        """Called when the month is settled."""
        self.late[:] = 0.0
        self.is_late, self.late_income = False, []

    def clear(self) -> None:
        """Forget the last month."""
        first, matrix = len(flows()), self.tables["households"].flows
        matrix[first:][self.touched] = 0.0
        self.touched[:] = False
        self.batches = []

    def add(self, name: str, rows, fen, party=None, party_fen=None) -> None:
        """See World.pay. Raises KeyError for a payment that is not declared, ArithmeticError for money that is not whole or does not add up."""
        column, rows, fen = sparse()[name], np.ascontiguousarray(rows, np.int64), np.ascontiguousarray(fen, np.float64)
        if rows.shape != fen.shape or not is_money(fen):
            raise ArithmeticError(f"{name}: rows and fen of different length, or fen that are not whole and zero or more")
        other, given = self._other(column, fen, party, party_fen)
        if not rows.size:
            return
        batch = Batch(column, rows, fen, other, given)
        if not are_rows(rows, len(self.tables[column.table])) or (batch.party_table and not are_rows(other, len(self.tables[batch.party_table]))):
            raise IndexError(f"{name}: a row that its table does not have")
        self.batches.append(batch)
        if column.kind == "payment":
            self._book(column.table, rows, fen, float(column.cash), (column.source, column.survey, column.hukou))
            loses = (column.payer_source, int(bool(column.payer_source)), int(bool(column.payer_source)))
            self._book(batch.party_table, other, given, -float(column.cash), loses)

    def _other(self, column: Column, fen, party, party_fen) -> tuple[np.ndarray, np.ndarray]:
        if party is None:
            if between_households(column):
                raise ArithmeticError(f"{column.name}: a payment between households needs both sides")
            return np.zeros(0, np.int64), np.zeros(0)
        other, given = np.ascontiguousarray(party, np.int64), np.ascontiguousarray(fen if party_fen is None else party_fen, np.float64)
        if other.shape != given.shape or given.sum() != fen.sum():
            raise ArithmeticError(f"{column.name}: {fen.sum():.0f} fen on one side, {given.sum():.0f} on the other")
        return other, given

    def _book(self, table: str, rows: np.ndarray, fen: np.ndarray, sign: float, kind: tuple[str, int, int]) -> None:
        if table == "households" and self.is_late and rows.size:
            scatter(self.late, rows, fen, sign)
            if kind[1] or kind[2]:
                self.late_income.append((rows, sign * fen, kind))
        elif table == "households" and rows.size:
            at = collectors().index(kind)
            scatter(self.tables[table].flows[len(flows()) + at], rows, fen, sign)
            self.touched[at] = True
        elif table in self.net:
            self.net[table] += sign * np.bincount(rows, fen, len(self.net[table]))

    def total(self, name: str, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """float64[rows of its table]: fen of one payment this month. Mostly nobody has it."""
        found = [batch for batch in self.batches if batch.column.name == name]
        if not found and isinstance(rows, np.ndarray):
            return np.zeros(len(rows))
        out = np.zeros(len(self.tables[sparse()[name].table]))
        for batch in found:
            scatter(out, batch.rows, batch.fen, 1.0)
        return out[rows]
