"""Yearly sheets: what each household earned, who was on the list and what was paid, kept for the tables and for paired comparisons."""

from dataclasses import dataclass, field

import numpy as np

from sim.results.cells import AREAS
from sim.results.living import catastrophic
from sim.results.multidimensional import lacking
from sim.results.organisations import organisations
from sim.results.urban import town_families
from sim.results.workers import workers
from sim.state.columns import Column, flows, money
from sim.state.flow_sums import add_signed, scatter

# Purposes of what households pay for that is living consumption, besides health, which the year's own spending on it gives; building, investment and
# gifts to other households are not.
LIVING = frozenset({"consumption", "schooling", "funeral", "wedding", "moving"})


@dataclass
class Sheet:
    """One calendar year. Arrays have one entry a household; money in yuan at current prices (float32)."""

    year: int
    survey: np.ndarray  # float32[sources, households], resident members, official concept
    hukou: np.ndarray  # float32[sources, households], all hukou members
    size: np.ndarray
    residents: np.ndarray
    on_list: np.ndarray
    migrants: np.ndarray
    paid: dict[str, np.ndarray]  # lever -> yuan received in the year
    consumption: np.ndarray  # living consumption of all hukou members, out-of-pocket health and school costs included
    medical: np.ndarray  # out of pocket
    away_scale: float  # consumption of a member away against one at home
    catastrophic: np.ndarray  # bool: health spending of 40 % or more of consumption without food
    halves: np.ndarray  # int8: half labour units of resident members
    employed: np.ndarray  # int8: members by hukou who work
    farmers: np.ndarray  # int8: those whose main activity is the own farm
    median: dict[str, np.ndarray]  # universe -> float64[counties]
    tally: dict[str, np.ndarray]
    wage_local: np.ndarray  # float64[counties + 1], yuan a month; the city by its local workers
    distributions: dict[str, np.ndarray]  # universe:measure, see survey.distribution
    organisations: dict[str, np.ndarray]  # measure -> float64[counties + 1], see organisations.organisations
    lacking: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint8))  # lacks other than income, see multidimensional.lacking
    urban: dict[tuple[str, str, str], np.ndarray] = field(default_factory=dict)  # group, line and measure -> float64[counties + 1], see urban.town_families; empty without them


def living_sign(column: Column) -> float:
    """1 where the households pay for living consumption, 0 for all other money."""
    return float(column.table == "households" and column.payer == "household" and column.purpose in LIVING)


class Sheets:
    """Adds up the flows that the settlement does not keep, and closes a sheet each December."""

    # what households receive under each lever, from the declared flows; capital grants go straight into a building and are not theirs to spend
    PAID = {
        lever: tuple(c.name for c in money() if c.table == "households" and c.lever == lever and c.payee == "household" and c.source)
        for lever in dict.fromkeys(c.lever for c in money() if c.table == "households" and c.lever)
    }

    LIVING_FLOWS = {c.name: living_sign(c) for c in flows() if living_sign(c)}

    def __init__(self, households: int):
        self.totals = {name: np.zeros(households) for name in (*self.PAID, "consumption")}
        self.done: list[Sheet] = []

    def add_month(self, world) -> None:
        """Add the month's payments and spending."""
        h, t = world.households, self.totals
        for name, columns in self.PAID.items():
            for column in columns:
                if column in h.columns:
                    add_signed(t[name], h.columns[column], 1.0)
        for batch in world.payments.batches:
            if batch.column.name in self.PAID.get(batch.column.lever, ()):
                scatter(t[batch.column.lever], batch.rows, batch.fen, 1.0)
            sign = living_sign(batch.column)
            if sign:
                scatter(t["consumption"], batch.rows, batch.fen, sign)
        for name, sign in self.LIVING_FLOWS.items():
            add_signed(t["consumption"], h.columns[name], sign)

    def close(self, world) -> None:
        """Keep the sheet of the year and start anew."""
        h, t = world.households, {k: (v / 100.0).astype(np.float32) for k, v in self.totals.items()}
        medical = (h.oop_year / 100.0).astype(np.float32)
        living = t["consumption"] + medical
        self.done.append(
            Sheet(
                world.year,
                (world.year_survey / 100.0).astype(np.float32),
                (world.year_hukou / 100.0).astype(np.float32),
                h.size.copy(),
                h.residents.copy(),
                h.on_list.copy(),
                h.migrants.astype(np.float32),
                {name: t[name] for name in self.PAID},
                living,
                medical,
                world.parameters["survey.away_consumption"],
                catastrophic(living, medical, h.size, world.drivers.price(world.month), world.parameters),
                *workers(world),
                {"resident": world.counties.median_survey.copy(), "hukou": world.counties.median_hukou.copy()},
                dict(world.tally),
                local_wages(world),
                dict(world.distributions),
                organisations(world),
                lacking(world),
                urban=town_families(world),
            )  # fmt: skip
        )
        world.last_sources[:], world.last_medical[:] = self.done[-1].hukou, medical
        for array in self.totals.values():
            array[:] = 0.0
        world.year_hukou[:], world.year_gap[:] = 0.0, 0.0
        world.tally.clear()


def local_wages(world) -> np.ndarray:
    """float64[counties + 1]: yuan a month in local off-farm work; the city weighted by its local workers, or plainly where there is none."""
    h, c = world.households, world.counties
    out = np.empty(AREAS)
    out[:-1] = world.drivers.at("wage_local", world.month) * c.wage_ratio
    working = np.bincount(h.county, h.local_workers * h.weight, len(c))
    out[-1] = np.average(out[:-1], weights=working if working.sum() > 0 else None)
    return out
