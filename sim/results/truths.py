"""Who is poor in truth, by four truths: income before transfers now, its mean of three years, consumption, and several dimensions at once.

A year here is the twelve months up to February, which end when the round of March begins. Households are compared inside their county. Sums of money are per head
and at prices of 2019; heads are counted where the calendar year ends, as households divide in January.
"""

from dataclasses import dataclass

import numpy as np

from sim.core.draws import uniform
from sim.mechanism.evidence import deprivation
from sim.results.targeting import TRANSFER, before_transfers

DRAW_TIE = 392
TRUTHS = ("pre_transfer", "mean3y", "consumption", "mpi")
FEBRUARY, DECEMBER = 1, 11
LINE = 0.5  # of the county median of all members by hukou, as the truth of the annual tables
CUT_OFF = 1.0 / 3.0  # Alkire and Foster (2011): poor with a third of the deprivations
ROUNDING = 1e-9  # scores are sums of sevenths


class Years:
    """Income before transfers and consumption of each year up to February, float32[households], from the sums that a run keeps anyway."""

    def __init__(self) -> None:
        self.income: dict[int, np.ndarray] = {}
        self.consumption: dict[int, np.ndarray] = {}
        self._february: tuple[np.ndarray, np.ndarray] | None = None  # yuan of the calendar year so far, by household
        self._rest: tuple[np.ndarray, np.ndarray] | None = None  # from March to December, a head

    def take(self, model) -> None:
        """After a month's step (the clock has moved on)."""
        month = model.world.month - 1
        if month % 12 == FEBRUARY:
            self._close(model, month)
        elif month % 12 == DECEMBER and self._february is not None:
            sheet, heads = model.sheets.done[-1], _heads(model.world, month)
            self._rest = tuple(
                (year - begun) / heads for year, begun in zip((before_transfers(sheet), sheet.consumption), self._february, strict=True)
            )

    def _close(self, model, month: int) -> None:
        world, h = model.world, model.world.households
        earned = world.year_hukou.sum(axis=0) - world.year_hukou[TRANSFER] - model.sheets.totals.get("public_jobs", 0.0)
        self._february = earned / 100.0, (model.sheets.totals["consumption"] + h.oop_year) / 100.0
        if self._rest is not None:
            begun = (money / _heads(world, month) for money in self._february)
            both = [(rest + new).astype(np.float32) for rest, new in zip(self._rest, begun, strict=True)]
            self.income[month // 12], self.consumption[month // 12] = both

    def mean(self, year: int, years: int = 3) -> np.ndarray:
        """float64[households]: mean income before transfers of the years that end in `year`."""
        return np.asarray(np.mean([self.income[y] for y in range(year - years + 1, year + 1)], axis=0, dtype=np.float64))


def _heads(world, month: int) -> np.ndarray:
    return np.maximum(world.households.size, 1) * world.drivers.price(month)


@dataclass(frozen=True)
class Truth:
    """One truth about `rows`: `welfare` (more is better; yuan of 2019 a head, or minus the share of deprivations), the `poor`, as many persons in each county as below the
    line of income, those below its `own` line, and the `line` that parts the poor from the rest (yuan; None where welfare is no money)."""

    name: str
    welfare: np.ndarray
    poor: np.ndarray
    own: np.ndarray
    line: np.ndarray | None


def truths(world, years: Years, rows: np.ndarray, persons: np.ndarray) -> dict[str, Truth]:
    """The four truths of `rows` when the round of March begins; `persons` float64[n] are those counted for each household."""
    county, year = world.households.county[rows], world.year
    income = years.income[year][rows].astype(np.float64)
    line = (LINE * world.counties.median_hukou / world.drivers.price(world.month - 3))[county]  # the median of the last calendar year
    poor = income < line
    target = np.bincount(county, persons * poor, len(world.counties))
    out = {TRUTHS[0]: Truth(TRUTHS[0], income, poor, poor, line)}
    spent = years.consumption[year][rows].astype(np.float64)
    for name, welfare, own in ((TRUTHS[1], years.mean(year)[rows], line), (TRUTHS[2], spent, LINE * _medians(spent, persons, county)[county])):
        found = poorest(welfare, welfare, persons, county, target)
        out[name] = Truth(name, welfare, found, welfare < own, parting(welfare, found, county))
    score = dimensions(world, rows, line)
    chance = uniform(world.seed, DRAW_TIE, world.households.id[rows], 0)  # neither money nor place decides among equals: that would favour a standard
    out[TRUTHS[3]] = Truth(TRUTHS[3], -score, poorest(-score, chance, persons, county, target), score >= CUT_OFF - ROUNDING, None)
    return out


def dimensions(world, rows: np.ndarray, line: np.ndarray) -> np.ndarray:
    """float64[n]: share of the dimensions, income with transfers the first of them, in which a household is deprived."""
    h = world.households
    income = world.year_income(rows) / (np.maximum(h.size[rows], 1) * world.drivers.price(world.month))
    return np.column_stack([income < line, deprivation.true(world, rows)]).mean(axis=1)


def poorest(welfare: np.ndarray, tie: np.ndarray, persons: np.ndarray, county: np.ndarray, target: np.ndarray) -> np.ndarray:
    """bool[n]: in each county the poorest, as many persons as `target` float64[counties] within one household; `tie` orders those of equal welfare."""
    order = np.lexsort((tie, welfare, county))
    total = np.cumsum(persons[order])
    before = total - persons[order]
    before -= before[np.searchsorted(county[order], county[order], side="left")]
    out = np.zeros(len(welfare), bool)
    out[order] = before + 0.5 * persons[order] <= target[county[order]]
    return out


def parting(welfare: np.ndarray, poor: np.ndarray, county: np.ndarray) -> np.ndarray:
    """float64[n]: by county the least welfare of those who are not poor; where all are, just above the greatest."""
    line = np.full(county.max(initial=0) + 1, np.inf)
    np.minimum.at(line, county[~poor], welfare[~poor])
    top = np.full(len(line), -np.inf)
    np.maximum.at(top, county, welfare)
    return np.where(np.isfinite(line), line, np.nextafter(top, np.inf))[county]


def _medians(values: np.ndarray, persons: np.ndarray, county: np.ndarray) -> np.ndarray:
    """float64[counties]: median of persons; zero where there is none."""
    order = np.lexsort((values, county))
    out = np.zeros(county.max(initial=0) + 1)
    for c in np.unique(county):
        own = order[county[order] == c]
        total = np.cumsum(persons[own])
        out[c] = values[own[np.searchsorted(total, 0.5 * total[-1])]]
    return out
