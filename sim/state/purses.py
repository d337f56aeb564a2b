"""Purses: what a lever may spend in a county and year, in fen. Nothing is paid that is not there."""

import numpy as np

from sim.core.compiled import kernel


class Purses:
    """Balances by lever: float64[counties] of whole fen. A lever without a purse has none to spend."""

    def __init__(self, counties: int):
        self.counties = counties
        self.balance: dict[str, np.ndarray] = {}

    def fill(self, lever: str, fen: np.ndarray) -> None:
        """Set the balance float64[counties] for a new budget year; what was left lapses. Raises ValueError below zero or for another length."""
        fen = np.asarray(fen, dtype=np.float64)
        if fen.shape != (self.counties,) or not (fen >= 0).all():
            raise ValueError(f"{lever}: not a budget of zero or more for each of {self.counties} counties")
        self.balance[lever] = np.rint(fen)

    def code(self, lever: str) -> int:
        """Number of a lever's purse, from 1 in the order of first use."""
        self.of(lever)
        return list(self.balance).index(lever) + 1

    def lever(self, code: int) -> str:
        """The lever of a purse number."""
        return list(self.balance)[code - 1]

    def of(self, lever: str) -> np.ndarray:
        """Balance in fen by county row (zeros where the lever has no purse)."""
        return self.balance.setdefault(lever, np.zeros(self.counties))


@kernel("int64(float64[::1], int8[::1], float64[::1], float64[::1])")
def pay_in_order(due, county, balance, paid):
    """Pay `due` fen row by row while the county's balance lasts. Fills `paid`, lowers `balance`; returns the rows refused for want of money."""
    refused = 0
    for i in range(due.size):
        paid[i] = 0.0
        if due[i] <= 0.0:
            continue
        if due[i] <= balance[county[i]]:
            paid[i] = due[i]
            balance[county[i]] -= due[i]
        else:
            refused += 1
    return refused
