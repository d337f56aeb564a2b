"""Yearly sheets: what each household earned, who was on the list and what was paid, kept for the tables and for paired comparisons."""

from dataclasses import dataclass

import numpy as np

from sim.state.columns import money


LIVING = ("schooling", "consumption")  # purposes of payments that are living consumption, as the survey counts it


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
    consumption: np.ndarray
    medical: np.ndarray
    median: dict[str, np.ndarray]  # universe -> float64[counties]
    tally: dict[str, np.ndarray]
    wage_local: float
    distributions: dict[str, np.ndarray]  # universe:measure, see survey.distribution


class Sheets:
    """Adds up the flows that the settlement does not keep, and closes a sheet each December."""

    # what households receive under each lever, from the declared flows; capital grants go straight into a building and are not theirs to spend
    PAID = {
        lever: tuple(c.name for c in money() if c.table == "households" and c.lever == lever and c.payee == "household" and c.source)
        for lever in dict.fromkeys(c.lever for c in money() if c.table == "households" and c.lever)
    }

    def __init__(self, households: int):
        self.totals = {name: np.zeros(households) for name in (*self.PAID, "consumption")}
        self.done: list[Sheet] = []

    def add_month(self, world) -> None:
        """Add the month's payments and spending."""
        h, t = world.households, self.totals
        for name, columns in self.PAID.items():
            for column in columns:
                if column in h.columns:
                    t[name] += h.columns[column]
        for batch in world.payments.batches:
            if batch.column.lever and batch.column.name in self.PAID[batch.column.lever]:
                np.add.at(t[batch.column.lever], batch.rows, batch.fen)
            if batch.column.purpose in LIVING:
                np.add.at(t["consumption"], batch.rows, batch.fen)
        t["consumption"] += h.spending

    def close(self, world) -> None:
        """Keep the sheet of the year and start anew."""
        h, t = world.households, {k: (v / 100.0).astype(np.float32) for k, v in self.totals.items()}
        medical = (h.oop_year / 100.0).astype(np.float32)
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
                t["consumption"] + medical,
                medical,
                {"resident": world.counties.median_survey.copy(), "hukou": world.counties.median_hukou.copy()},
                dict(world.tally),
                world.drivers.at("wage_local", world.month),
                dict(world.distributions),
            )  # fmt: skip
        )
        for array in self.totals.values():
            array[:] = 0.0
        world.year_hukou[:], world.year_gap[:] = 0.0, 0.0
        world.tally.clear()
