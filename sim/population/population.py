"""The table of a population: households, persons, villages and counties as plain arrays, one entry a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.core.clock import month_index

START = month_index(2016, 1)
HOUSEHOLD_BITS = 16  # household id = village ordinal << 16 | n; person id = household id << 16 | serial

TABLES = ("households", "persons", "villages", "counties", "origin")
DTYPES = {
    "households": {
        "id": "i8", "village": "i4", "county": "i1", "hamlet": "i1", "land": "f8", "forest": "f8", "house": "i1",
        "car": "i1", "jiandang": "i1", "lineage": "i2", "ability": "f8",
    },
    "persons": {
        "id": "i8", "household": "i4", "birth": "i4", "sex": "i1", "school": "i1", "health": "i1", "resident": "i1", "married": "i1", "skill": "f8",
    },
    "villages": {
        "code": "i8", "county": "i1", "town": "i8", "town_type": "i1", "remoteness": "f8", "poor_village": "i1", "hamlets": "i1",
        "commons_land": "f8", "commons_forest": "f8", "commons_ponds": "f8", "shops": "f8", "workshop": "f8", "greenhouse": "f8", "hydropower": "f8",
        "years_built": "i1", "years_land": "i1", "manager": "f8", "project": "i1", "project_value": "f8", "cash": "f8", "debt": "f8",
    },
    "counties": {"adcode": "i8"},
    "origin": {"generations": "i1"},
}  # fmt: skip


@dataclass
class Population:
    """Rows of persons are grouped by household, households by village, villages by county; counties are always all twelve.

    The last household rows of a village may have no members: they wait for households that divide (`sim.population.spare`) and count nowhere.
    Units: land and forest in mu, birth and START as month index (year * 12 + month - 1), ability and skill as logarithm.
    `weights` float64[villages]: households of the stratum per sampled household, 1.0 at 1:1.
    `origin` holds facts of the synthesis that are no state: generations int8[households], resident generations at the start
    (empty for a population that was not synthesised). `content` names everything the rows were made from.
    """

    households: dict[str, np.ndarray]
    persons: dict[str, np.ndarray]
    villages: dict[str, np.ndarray]
    counties: dict[str, np.ndarray]
    content: str
    weights: np.ndarray
    fraction: float = 1.0
    origin: dict[str, np.ndarray] = field(default_factory=dict)

    def size(self, table: str) -> int:
        """Rows of `table` (households, persons, villages or counties)."""
        return len(next(iter(getattr(self, table).values())))

    def first_person(self) -> np.ndarray:
        """int64[households + 1]: first person row of each household; the last entry is the number of persons."""
        return offsets(self.persons["household"], self.size("households"))

    def first_household(self) -> np.ndarray:
        """int64[villages + 1]: first household row of each village."""
        return offsets(self.households["village"], self.size("villages"))

    def occupied(self) -> np.ndarray:
        """bool[households]: rows with members, which are the households there are."""
        return np.diff(self.first_person()) > 0

    def homes(self) -> int:
        """Households with members."""
        return int(np.count_nonzero(self.occupied()))

    def household_weights(self) -> np.ndarray:
        """float64[households]: the weight of the village of each household."""
        return self.weights[self.households["village"]]


def offsets(parent: np.ndarray, n: int) -> np.ndarray:
    """int64[n + 1]: where the rows of each of `n` parents begin in the ascending column `parent`."""
    return np.searchsorted(parent, np.arange(n + 1)).astype(np.int64)


def cast(table: str, columns: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The columns of `table` in their declared order and type, contiguous. KeyError if one is missing."""
    return {name: np.ascontiguousarray(columns[name], dtype=dtype) for name, dtype in DTYPES[table].items()}
