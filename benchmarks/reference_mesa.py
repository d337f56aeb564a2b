"""The reference month in plain Mesa, one object a household: the same rules as `reference_numpy`, one agent at a time."""

from __future__ import annotations

import math
from statistics import median

import mesa
import numpy as np

from benchmarks import rules as r
from benchmarks.workload import Draws, Start


class Household(mesa.Agent):
    """Attributes are the start columns of the workload and the flows of the month."""

    def __init__(self, model: mesa.Model, row: int, village: Village, begin: dict[str, float]) -> None:
        super().__init__(model)
        self.row, self.village = row, village
        vars(self).update(begin)

    def earn(self) -> None:
        draws = self.model.draws
        self.shock = r.PERSISTENCE * self.shock + r.SHOCK_SD * draws.shock[self.row]
        self.ill_months = r.ILLNESS_MONTHS if draws.illness[self.row] < r.ILLNESS else max(self.ill_months - 1, 0)
        self.earned = math.exp(self.ability + self.shock) * r.PAY * self.workers
        if self.ill_months:
            self.earned *= r.ILL_LABOUR
        if draws.disaster[self.row] < r.DISASTER:
            self.earned *= r.DISASTER_KEEPS
        self.levy = r.LEVY * self.earned if self.member else 0.0
        self.hired = False

    def receive(self) -> None:
        line = self.village.county.line
        self.income = self.earned - self.levy + r.PENSION * self.elders
        if self.member:
            self.income += self.village.dividend
        if self.programme:
            self.income += r.TOP_UP * max(line * self.size - self.earned, 0)
        if self.hired:
            self.income += r.POST_PAY * self.village.wage

    def spend(self) -> None:
        line = self.village.county.line
        spending = max(r.NEED * line * self.size, r.SPEND * self.income + r.SPEND_CASH * self.cash)
        if self.ill_months:
            spending += r.MEDICAL * line
        repaid = min(self.debt, r.REPAY * self.income)
        balance = self.cash + self.income - spending - r.INTEREST * self.debt - repaid
        self.debt -= repaid
        loan = min(max(-balance, 0), max(r.LOAN_CAP * self.income - self.debt, 0))
        balance += loan
        self.debt += loan
        self.consumption = spending + min(balance, 0)
        self.cash = max(balance, 0)
        self.income_a_head = self.income / self.size

    def judge(self) -> None:
        poor = self.income_a_head < self.village.county.line
        self.poor_months = self.poor_months + 1 if poor else 0
        self.calm_months = 0 if poor else self.calm_months + 1
        if self.poor_months >= r.ENTER_AFTER:
            self.programme = True
        if self.calm_months >= r.LEAVE_AFTER:
            self.programme = False


class Village(mesa.Agent):
    """Local wage, posts and the cooperative."""

    def __init__(self, model: mesa.Model, county: County) -> None:
        super().__init__(model)
        self.county, self.fund, self.households = county, 0.0, []

    def gather(self) -> None:
        size = len(self.households)
        self.wage = r.WAGE_FLOOR + r.WAGE_SHARE * sum(h.earned for h in self.households) / size
        able = [h for h in self.households if h.programme and not h.ill_months]
        able.sort(key=lambda h: h.income_a_head)
        for household in able[: 1 + size // r.HOUSEHOLDS_A_POST]:
            household.hired = True
        self.fund += sum(h.levy for h in self.households)
        paid = r.PAYOUT * self.fund
        self.fund -= paid
        self.dividend = paid / max(sum(h.member for h in self.households), 1)


class County(mesa.Agent):
    """Poverty line and figures."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.line, self.villages = r.START_LINE, []

    def measure(self) -> None:
        ordered = sorted(h.income_a_head for v in self.villages for h in v.households)
        n = len(ordered)
        self.line = r.LINE * median(ordered)
        gaps = [1 - x / self.line for x in ordered if x < self.line]
        self.headcount, self.gap = len(gaps) / n, sum(gaps) / n
        weighted = sum(rank * x for rank, x in enumerate(ordered, 1))
        self.gini = (2 * weighted / sum(ordered) - n - 1) / n


class ReferenceMonth(mesa.Model):
    def __init__(self, begin: Start) -> None:
        super().__init__()
        columns = {name: column.tolist() for name, column in begin.columns.items()}
        counties = [County(self) for _ in begin.county_starts[1:]]
        for k, county in enumerate(begin.village_county):
            village = Village(self, counties[county])
            counties[county].villages.append(village)
            for row in range(begin.village_starts[k], begin.village_starts[k + 1]):
                values = {name: column[row] for name, column in columns.items()}
                village.households.append(Household(self, row, village, values))

    def take(self, draws: Draws) -> None:
        self.draws = Draws(draws.shock.tolist(), draws.illness.tolist(), draws.disaster.tolist())

    def step(self) -> None:
        kinds = self.agents_by_type
        kinds[Household].do("earn")
        kinds[Village].do("gather")
        kinds[Household].do("receive")
        kinds[Household].do("spend")
        kinds[County].do("measure")
        kinds[Household].do("judge")

    def column(self, name: str) -> np.ndarray:
        """As in `reference_numpy`: a household column, or a county figure."""
        kind = County if name in ("line", "gini", "headcount", "gap") else Household
        return np.array(self.agents_by_type[kind].get(name))
