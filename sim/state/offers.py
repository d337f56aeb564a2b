"""Offers of the month: rows of arrays that levers and providers write and household processes read. Emptied at the start of each month.

Kind "loan" goes the other way: households ask for a loan of so many fen, to be repaid in so many months; the last entry is the purpose. "loan_given"
holds the answers of the same month, for whoever asked in order to buy something.
"""

from dataclasses import dataclass, field

import numpy as np

KINDS = ("post", "grant", "loan", "loan_given")


@dataclass
class Offers:
    """Per kind a list of batches (household rows int64[n], fen a month float64[n], months int64[n], lever name)."""

    batches: dict[str, list[tuple[np.ndarray, np.ndarray, np.ndarray, str]]] = field(default_factory=lambda: {k: [] for k in KINDS})

    def add(self, kind: str, rows: np.ndarray, fen: np.ndarray, months: np.ndarray, lever: str) -> None:
        """Add one batch of a declared kind; arrays of one length."""
        if not len(rows) == len(fen) == len(months):
            raise ValueError(f"{lever}: offer arrays of different length")
        self.batches[kind].append((np.asarray(rows, np.int64), np.asarray(fen, np.float64), np.asarray(months, np.int64), lever))

    def of(self, kind: str) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, str]]:
        """All batches of a kind in the order they were written."""
        return self.batches[kind]

    def clear(self) -> None:
        """Forget the offers of the last month."""
        for kind in self.batches:
            self.batches[kind] = []
