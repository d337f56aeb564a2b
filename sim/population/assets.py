"""Dwelling and car of each household at the start."""

import numpy as np

from sim.core.special import exp_array
from sim.population.drawing import pairs
from sim.population.households import ABILITY_SIGMA, county_mean
from sim.population.margins import Margins

HOUSE_CAR = 113  # process number

# Shares of earth or wood, and of brick-wood. Registered poor: SEED-6025 / POV-SM-HH = 16.3 % not of brick-concrete in 2020 (derived), kept for
# 2016 because renewal and new cases were both going on (range 0.16-0.30). Others: assumption, range 0.08-0.25.
POOR_HOUSE, OTHER_HOUSE = (0.063, 0.10), (0.05, 0.08)
_CAR_BY_ABILITY = 0.35  # log points a standard deviation of ability, assumption
_CAR_NO_ADULT, _CAR_AWAY, _CAR_POOR = 0.1, 1.2, 0.08  # against other households, assumptions


def draw_house(seed: int, ids: np.ndarray, poor: np.ndarray) -> np.ndarray:
    """int8[n]: 0 earth or wood, 1 brick-wood, 2 brick-concrete."""
    u, _ = pairs(seed, HOUSE_CAR, ids)
    earth = np.where(poor == 1, POOR_HOUSE[0], OTHER_HOUSE[0])
    brick_wood = np.where(poor == 1, POOR_HOUSE[1], OTHER_HOUSE[1])
    return np.where(u < earth, 0, np.where(u < earth + brick_wood, 1, 2)).astype(np.int8)


def draw_car(seed: int, h: dict[str, np.ndarray], adults: np.ndarray, residents: np.ndarray, margins: Margins) -> np.ndarray:
    """int8[n]: owns a car. `h` has id, county, ability and jiandang; `adults` and `residents` are counts of members."""
    _, u = pairs(seed, HOUSE_CAR, h["id"])
    odds = exp_array(_CAR_BY_ABILITY * h["ability"] / ABILITY_SIGMA) * np.where(adults > 0, 1.0, _CAR_NO_ADULT)
    odds *= np.where(residents > 0, 1.0, _CAR_AWAY) * np.where(h["jiandang"] == 1, _CAR_POOR, 1.0)
    level = margins.cars / county_mean(odds, h["county"])
    return (u < level[h["county"]] * odds).astype(np.int8)
