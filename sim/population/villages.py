"""The 1,740 administrative villages with their real codes: households, remoteness, hamlets, poor villages.

Villages have no coordinates and no household counts in the data: sizes, remoteness and hamlets are assumptions, drawn by code.
"""

from dataclasses import dataclass

import numpy as np

from sim.core.special import exp_array, normal_quantile_array
from sim.data import figure_list
from sim.data.rows import rows
from sim.population.drawing import apportion, pairs, rank_within
from sim.population.margins import Margins, county_column, county_rows

SIZE_REMOTENESS, TOWN, POOR_HAMLETS = 100, 101, 102  # process numbers

TOWN_TYPES = ("town", "township", "ethnic_township", "subdistrict", "functional_zone")  # order of sim.data.villages.TOWN_TYPES
_NEAR = (0.45, 0.65, 0.70, 0.15, 0.35)  # mean remoteness by town type, assumption
_TOWN_SPREAD, _VILLAGE_SPREAD = 0.15, 0.25
# Log-normal spread, log points a unit of remoteness, least households; assumptions. 0.6 leaves about 90 villages with under 200 residents: VC-JOIN
# counts 87 among the 668 villages in joint organisations.
_SIZE_SIGMA, _REMOTE_SMALLER, _LEAST = 0.6, 0.6, 25
THIRDS = 3


@dataclass(frozen=True)
class Villages:
    """Columns of the village table, and what only the synthesis needs: `households` int64[n] and `third` int64[n] (0 near, 2 far)."""

    columns: dict[str, np.ndarray]
    households: np.ndarray
    third: np.ndarray

    def households_by_third(self) -> np.ndarray:
        """int64[counties, 3]."""
        result = np.zeros((len(county_rows()), THIRDS), np.int64)
        np.add.at(result, (self.columns["county"], self.third), self.households)
        return result


def make_villages(seed: int, margins: Margins) -> Villages:
    """All villages in the order of county code and village code. Households of each county sum to the margin exactly."""
    columns = _real_columns()
    code, county = columns["code"], columns["county"].astype(np.int64)
    u_size, u_village = pairs(seed, SIZE_REMOTENESS, code)
    remoteness = _remoteness(seed, columns, u_village)
    third = remoteness_thirds(county, remoteness)
    households = _sizes(margins.households, county, remoteness, u_size)
    u_poor, u_hamlets = pairs(seed, POOR_HAMLETS, code)
    columns |= {
        "remoteness": remoteness,
        "poor_village": _poor(county, remoteness, u_poor),
        "hamlets": np.clip(np.rint(1.5 + households / 120 + 3.0 * remoteness + u_hamlets), 3, 9),
    }
    return Villages(columns, households, third)


def _real_columns() -> dict[str, np.ndarray]:
    kept = sorted((r["county_code"], r["code"], r["town_code"], r["town_type"]) for r in rows("villages") if r["type"] == "administrative_village")
    place = {row["adcode"]: i for i, row in enumerate(county_rows())}
    return {
        "code": np.array([int(r[1]) for r in kept]),
        "county": np.array([place[r[0]] for r in kept], np.int8),
        "town": np.array([int(r[2]) for r in kept]),
        "town_type": np.array([TOWN_TYPES.index(r[3]) for r in kept], np.int8),
    }


def _remoteness(seed: int, columns: dict[str, np.ndarray], u_village: np.ndarray) -> np.ndarray:
    u_town, _ = pairs(seed, TOWN, columns["town"])
    mean = np.array(_NEAR)[columns["town_type"]]
    return np.clip(mean + _TOWN_SPREAD * (2 * u_town - 1) + _VILLAGE_SPREAD * (2 * u_village - 1), 0.0, 1.0)


def remoteness_thirds(county: np.ndarray, remoteness: np.ndarray) -> np.ndarray:
    """int64[n]: 0 for the nearest third of the villages of a county, 2 for the farthest. `county` is ascending."""
    counts = np.bincount(county)[county]
    return rank_within(county, -remoteness) * THIRDS // counts


def _sizes(totals: np.ndarray, county: np.ndarray, remoteness: np.ndarray, u: np.ndarray) -> np.ndarray:
    weight = exp_array(_SIZE_SIGMA * normal_quantile_array(u) - _REMOTE_SMALLER * (remoteness - 0.5))
    sizes = np.zeros(len(county), np.int64)
    for row, total in enumerate(totals):
        here = county == row
        sizes[here] = apportion(int(total), weight[here], _LEAST)
    return sizes


def _poor(county: np.ndarray, remoteness: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The registered poor villages (POV-SM: 370): remote ones and key counties first, with noise. Which ones is an assumption."""
    count = int(figure_list("POV-SM")[1])
    key = county_column("is_provincial_key_county")[county]
    score = 1.5 * remoteness + 0.35 * key + 0.35 * normal_quantile_array(u)
    return (rank_within(np.zeros(len(county), np.int64), score) < count).astype(np.int8)
