"""The reference month over NumPy arrays: the yardstick that the speed of the model is divided by."""

from __future__ import annotations

import numpy as np

from benchmarks import rules as r
from benchmarks.workload import Draws, Start


def gini(ordered: np.ndarray, ranks: np.ndarray) -> float:
    """Gini of ascending incomes, float64[n]; `ranks` are 1, 2, 3, ... of at least n."""
    n = len(ordered)
    return (2 * (ranks[:n] @ ordered) / ordered.sum() - n - 1) / n


class ReferenceMonth:
    """Columns are attributes of shape [households]; `fund` and `wage` have one entry a village, `line` one a county."""

    def __init__(self, begin: Start) -> None:
        vars(self).update({name: column.copy() for name, column in begin.columns.items()})
        self.starts = begin.village_starts[:-1]
        self.county_starts = begin.county_starts
        self.village_sizes = np.diff(begin.village_starts)
        self.county_sizes = np.diff(begin.county_starts)
        self.village = np.repeat(np.arange(len(self.starts)), self.village_sizes)
        self.posts = 1 + self.village_sizes // r.HOUSEHOLDS_A_POST
        self.members = np.add.reduceat(self.member, self.starts, dtype=np.int64)
        self.fund = np.zeros(len(self.starts))
        self.line = np.full(len(self.county_sizes), r.START_LINE)
        self.ranks = np.arange(1.0, self.county_sizes.max() + 1)
        self.ordered = np.empty(len(self.village))

    def take(self, draws: Draws) -> None:
        self.draws = draws

    def step(self) -> None:
        self.earn()
        self.allot_posts()
        self.share_cooperative()
        self.transfer()
        self.spend()
        self.draw_lines()
        self.judge()

    def earn(self) -> None:
        self.shock *= r.PERSISTENCE
        self.shock += r.SHOCK_SD * self.draws.shock
        falls_ill = self.draws.illness < r.ILLNESS
        self.ill_months = np.where(falls_ill, r.ILLNESS_MONTHS, np.maximum(self.ill_months - 1, 0))
        self.ill = self.ill_months > 0
        self.earned = np.exp(self.ability + self.shock)
        self.earned *= r.PAY * self.workers
        self.earned[self.ill] *= r.ILL_LABOUR
        self.earned[self.draws.disaster < r.DISASTER] *= r.DISASTER_KEEPS
        mean = np.add.reduceat(self.earned, self.starts) / self.village_sizes
        self.wage = r.WAGE_FLOOR + r.WAGE_SHARE * mean

    def allot_posts(self) -> None:
        """Posts of a village go to its programme households that are well, the poorest of last month first."""
        rows = np.flatnonzero(self.programme & ~self.ill)
        rows = rows[np.lexsort((self.income_a_head[rows], self.village[rows]))]
        village = self.village[rows]
        rank = np.arange(len(rows)) - np.searchsorted(village, village)
        self.hired = rows[rank < self.posts[village]]

    def share_cooperative(self) -> None:
        self.levy = r.LEVY * self.earned
        self.levy *= self.member
        self.fund += np.add.reduceat(self.levy, self.starts)
        paid = r.PAYOUT * self.fund
        self.fund -= paid
        self.dividend = np.repeat(paid / np.maximum(self.members, 1), self.village_sizes)
        self.dividend *= self.member

    def transfer(self) -> None:
        self.household_line = np.repeat(self.line, self.county_sizes)
        rows = np.flatnonzero(self.programme)
        lacking = self.household_line[rows] * self.size[rows] - self.earned[rows]
        self.income = self.earned - self.levy
        self.income += self.dividend
        self.income += r.PENSION * self.elders
        self.income[rows] += r.TOP_UP * np.maximum(lacking, 0)
        self.income[self.hired] += r.POST_PAY * self.wage[self.village[self.hired]]

    def spend(self) -> None:
        """Consumption, repayment, and a loan for what is lacking; consumption gives way where the loan cap binds."""
        need = r.NEED * self.household_line * self.size
        spending = np.maximum(need, r.SPEND * self.income + r.SPEND_CASH * self.cash)
        spending[self.ill] += r.MEDICAL * self.household_line[self.ill]
        repaid = np.minimum(self.debt, r.REPAY * self.income)
        balance = self.cash + self.income - spending - r.INTEREST * self.debt - repaid
        self.debt -= repaid
        room = np.maximum(r.LOAN_CAP * self.income - self.debt, 0)
        loan = np.minimum(np.maximum(-balance, 0), room)
        balance += loan
        self.debt += loan
        self.consumption = spending + np.minimum(balance, 0)
        self.cash = np.maximum(balance, 0)

    def draw_lines(self) -> None:
        """Median and Gini of income a head in each county, from one sort."""
        np.divide(self.income, self.size, out=self.income_a_head)
        np.copyto(self.ordered, self.income_a_head)
        counties = np.split(self.ordered, self.county_starts[1:-1])
        for county in counties:
            county.sort()
        self.line = r.LINE * np.array([(c[(len(c) - 1) // 2] + c[len(c) // 2]) / 2 for c in counties])
        self.gini = np.array([gini(c, self.ranks) for c in counties])

    def judge(self) -> None:
        gap = 1 - self.income_a_head / np.repeat(self.line, self.county_sizes)
        poor = gap > 0
        gap *= poor
        firsts = self.county_starts[:-1]
        self.headcount = np.add.reduceat(poor, firsts, dtype=np.int64) / self.county_sizes
        self.gap = np.add.reduceat(gap, firsts) / self.county_sizes
        self.poor_months = (self.poor_months + 1) * poor
        self.calm_months = (self.calm_months + 1) * ~poor
        self.programme |= self.poor_months >= r.ENTER_AFTER
        self.programme &= self.calm_months < r.LEAVE_AFTER

    def column(self, name: str) -> np.ndarray:
        """A household column, array[households], or a county figure (line, gini, headcount, gap), float64[12]."""
        return getattr(self, name)
