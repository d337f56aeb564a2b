"""Purses: what a lever may spend in a county and year, in fen, and which level of government gave it. Nothing is paid that is not there."""

from dataclasses import dataclass, field

import numpy as np

from sim.core.compiled import kernel

LEVELS = ("centre", "province", "city", "coastal_partner", "county")  # the county's own part comes last
POOL = "pool"  # name of the one purse where a county has one for all


@dataclass
class Terms:
    """How budgets are met: `parts` float64[levels, counties] of what is asked for (together 1 or less), `level` multiple, `carry` share kept over the year's end."""

    parts: np.ndarray
    level: float = 1.0
    carry: float = 0.0
    pooled: bool = False


@dataclass
class Purses:
    """Balances by lever: float64[counties] of whole fen. A lever without a purse has none to spend."""

    counties: int
    balance: dict[str, np.ndarray] = field(default_factory=dict)
    given: dict[str, np.ndarray] = field(default_factory=dict)  # purse -> float64[levels, counties], fen of its last grant
    opened: dict[str, int] = field(default_factory=dict)  # purse -> last budget year
    news: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # of the month: fen given and fen that lapsed, by level and county

    def __post_init__(self) -> None:
        parts = np.zeros((len(LEVELS), self.counties))
        parts[-1] = 1.0
        self.terms = Terms(parts)

    def fill(self, lever: str, fen: np.ndarray) -> None:
        """Set the balance float64[counties] whatever the terms; what was left lapses. Raises ValueError below zero or for another length."""
        self.balance[lever] = np.rint(self._checked(lever, fen))

    def grant(self, lever: str, fen: np.ndarray, year: int) -> None:
        """Ask for `fen` float64[counties] for a budget year: each level gives its part. What is left of an earlier year lapses, but for the part that is carried over."""
        name = POOL if self.terms.pooled else lever
        parts = apportioned(np.rint(self.terms.level * self._checked(lever, fen)), self.terms.parts)
        lapsed = np.zeros_like(parts)
        left = self.of(name)
        if self.opened.get(name, year) != year:
            over = left - np.floor(self.terms.carry * left)
            total = self.given[name].sum(axis=0)
            lapsed = apportioned(over, np.divide(self.given[name], total, out=np.zeros_like(parts), where=total > 0.0))
            left, self.given[name] = left - over, np.zeros_like(parts)
        self.given[name] = self.given.get(name, 0.0) + parts
        self.opened[name] = year
        self.news.append((parts, lapsed))
        self.of(name)[:] = left + parts.sum(axis=0)
        self.balance[lever] = self.of(name)

    def _checked(self, lever: str, fen: np.ndarray) -> np.ndarray:
        fen = np.asarray(fen, dtype=np.float64)
        if fen.shape != (self.counties,) or not (fen >= 0).all():
            raise ValueError(f"{lever}: not a budget of zero or more for each of {self.counties} counties")
        return fen

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


def apportioned(total: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """float64[levels, counties]: whole fen of each level, whose sum is `total` float64[counties] times the sum of `parts`, rounded once."""
    up_to = np.rint(np.cumsum(parts, axis=0) * total)
    return np.diff(up_to, axis=0, prepend=0.0)


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
