"""Households of every village: which template each one follows, its hamlet and kin group, land, forest and ability.

A village draws its households from the raked weights of its county and remoteness third by systematic sampling with one keyed
start, so the rows of a village depend on its own draws and on margins only.
"""

import numpy as np

from sim.core.special import exp_array, normal_quantile_array
from sim.population.drawing import pairs
from sim.population.margins import Margins
from sim.population.population import HOUSEHOLD_BITS
from sim.population.villages import THIRDS, Villages

VILLAGE, ABILITY, LAND, KIN = 103, 110, 111, 112  # process numbers

ABILITY_SIGMA = 0.21  # log points, assumption, range 0.12-0.35
_LAND_SHAPE, _LAND_VILLAGE_SIGMA, _LANDLESS = 3.0, 0.25, 0.04  # assumptions
_FOREST_SHAPE, _FORESTLESS = 1.2, 0.25  # assumptions
_KIN_BY_HAMLET = 0.7  # share of households of the hamlet's main kin group, assumption


def make_households(seed: int, villages: Villages, weights: np.ndarray) -> dict[str, np.ndarray]:
    """id, village, county and `template` (int64) of every household. `weights` float64[counties, 3, templates]."""
    n = villages.households
    village = np.repeat(np.arange(len(n)), n)
    serial = np.arange(len(village)) - np.repeat(np.cumsum(n) - n, n)
    start, _ = pairs(seed, VILLAGE, villages.columns["code"])
    point = (serial + start[village]) / n[village]
    county = villages.columns["county"].astype(np.int64)
    stratum = (county * THIRDS + villages.third)[village]
    return {
        "id": (village.astype(np.int64) << HOUSEHOLD_BITS) | serial,
        "village": village,
        "county": county[village],
        "template": _lookup(weights.reshape(-1, weights.shape[-1]), stratum, point),
    }


def _lookup(weights: np.ndarray, row: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Column of the table `weights` (rows sum to 1) at the cumulated `point` inside (0, 1) of each `row`."""
    cumulated = np.cumsum(weights, axis=1)
    cumulated[:, -1] = 1.0
    ladder = (cumulated + np.arange(len(weights))[:, None]).ravel()
    return np.minimum(np.searchsorted(ladder, row + point, side="right") - row * weights.shape[1], weights.shape[1] - 1)


def gamma(u: np.ndarray, shape: float) -> np.ndarray:
    """Gamma variates with mean 1 from uniforms (Wilson and Hilferty 1931, exact to about 1 % for shapes above 1), never below 0."""
    root = 1.0 - 1.0 / (9.0 * shape) + normal_quantile_array(u) / (3.0 * np.sqrt(shape))
    return np.maximum(root, 0.0) ** 3


def ability(seed: int, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(standardised ability, age factor): a standard normal, and the uniform that makes a household young or old."""
    u, age_factor = pairs(seed, ABILITY, ids)
    return normal_quantile_array(u), age_factor


def land_and_forest(seed: int, h: dict[str, np.ndarray], villages: Villages, members: np.ndarray, margins: Margins) -> tuple[np.ndarray, np.ndarray]:
    """(land, forest) in mu. Land follows the square root of `members` (shares were given by head), the village and a gamma draw."""
    u_land, u_forest = pairs(seed, LAND, h["id"])
    by_head = np.sqrt(members)
    factor = by_head * _village_factor(seed, villages)[h["village"]]
    level = margins.land / county_mean(factor, h["county"])
    land = level[h["county"]] * factor * _holders(u_land, _LANDLESS, _LAND_SHAPE)
    distance = 0.5 + villages.columns["remoteness"][h["village"]]
    wooded = margins.forest / county_mean(distance, h["county"])
    forest = wooded[h["county"]] * distance * _holders(u_forest, _FORESTLESS, _FOREST_SHAPE)
    return np.round(land, 2), np.round(forest, 2)


def _holders(u: np.ndarray, none: float, shape: float) -> np.ndarray:
    """0 for the share `none`, else gamma; mean 1."""
    inside = np.clip((u - none) / (1.0 - none), 1e-9, None)
    return np.where(u < none, 0.0, gamma(inside, shape) / (1.0 - none))


def _village_factor(seed: int, villages: Villages) -> np.ndarray:
    _, u = pairs(seed, VILLAGE, villages.columns["code"])
    return exp_array(_LAND_VILLAGE_SIGMA * normal_quantile_array(u))


def county_mean(values: np.ndarray, county: np.ndarray) -> np.ndarray:
    """float64[counties]: mean of `values` by the county row of each household."""
    return np.bincount(county, values) / np.bincount(county)


def hamlet_and_lineage(seed: int, h: dict[str, np.ndarray], hamlets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(hamlet, lineage) from 0, inside the village. Both have Zipf-like sizes; a hamlet has one main kin group (assumption)."""
    u_hamlet, u_kin = pairs(seed, KIN, h["id"])
    n = hamlets[h["village"]].astype(np.int64)
    hamlet = zipf(u_hamlet, n)
    groups = np.maximum(2, n - 1)
    mixed = zipf(np.clip((u_kin - _KIN_BY_HAMLET) / (1.0 - _KIN_BY_HAMLET), 0.0, 1.0), groups)
    return hamlet, np.where(u_kin < _KIN_BY_HAMLET, hamlet % groups, mixed)


def zipf(u: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Rank 0 .. n-1 with chance proportional to 1 / (rank + 1). `u` float64[m] in [0, 1], `n` int64[m] up to 15."""
    harmonic = np.cumsum(np.concatenate([[0.0], 1.0 / np.arange(1, 17)]))
    rank = np.searchsorted(harmonic, u * harmonic[n], side="right") - 1
    return np.clip(rank, 0, n - 1)
