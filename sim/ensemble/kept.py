"""What a run keeps beside its tables: the arrays of a paired comparison, and the population of the census month."""

import numpy as np

from sim.core.clock import month_index

CENSUS = month_index(2020, 11)
CLASSES = ("with_labour", "weak_labour", "no_labour")


class Kept:
    """Arrays for pairing: monthly real income per head, yearly rosters of persons, from the month before the policy on; the population of the census month."""

    def __init__(self, first: int | None, with_census: bool = False):
        self.first, self.with_census = first, with_census
        self.census: dict = {}
        self.months: list[int] = []
        self.welfare: list[np.ndarray] = []
        self.size: list[np.ndarray] = []
        self.roster: list[tuple[np.ndarray, np.ndarray]] = []
        self.years: list[int] = []
        self.kind: list[np.ndarray] = []

    def take(self, world) -> None:
        """After a month's step (the clock has moved on): keep what is asked for."""
        month = world.month - 1
        if self.with_census and month == CENSUS:
            self.census = census_state(world)
        if self.first is None or month < self.first:
            return
        h = world.households
        self.months.append(month)
        self.welfare.append((h.welfare / np.maximum(h.size, 1)).astype(np.float32))
        self.size.append(h.size.copy())
        if not self.years or month % 12 == 0:
            self.roster.append((world.persons.id.copy(), world.persons.household.copy()))
            self.years.append(month // 12)
            self.kind.append(labour_class(h.labour))

    def classes(self) -> dict[str, np.ndarray]:
        """`class` int64[households], the row of CLASSES by labour capacity in the first kept month; nothing where no month is kept."""
        return {"class": self.kind[0].astype(np.int64)} if self.kind else {}

    def trace(self) -> dict[str, np.ndarray]:
        """The kept months as arrays."""
        if not self.months:
            return {}
        return {"months": np.array(self.months), "welfare": np.array(self.welfare), "size": np.array(self.size), "class": np.array(self.kind)}


def labour_class(labour: np.ndarray) -> np.ndarray:
    """int8[households]: row of CLASSES by labour units."""
    return np.where(labour >= 1.0, 0, np.where(labour > 0.0, 1, 2)).astype(np.int8)


def census_state(world) -> dict:
    """Copies of what a count of the population needs, as `sim.population.consistency` takes it."""
    tables = {"households": ("county", "car", "land", "forest", "jiandang"), "persons": ("household", "birth", "school", "resident")}
    kept = {table: {name: getattr(world, table).columns[name].copy() for name in names} for table, names in tables.items()}
    return {**kept, "weight": world.households.weight.copy()}
