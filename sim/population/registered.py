"""Registered poor households (jiandang): the city's cumulative base, drawn with noisy targeting inside village quotas."""

import numpy as np

from sim.core.special import gumbel_array
from sim.population.drawing import apportion, pairs, rank_within
from sim.population.households import ABILITY_SIGMA
from sim.population.margins import Margins
from sim.population.villages import Villages

TARGETING = 114  # process number

# Points of the appraisal score; noise is one Gumbel unit. Assumptions, signs from causes of registered poverty (S118, S132); sizes chosen so
# that registered households have 2.86 members on average (POV-SM-HH). Ability counts in standard deviations.
_LOST, _CHRONIC, _PER_WORKER, _PER_MEMBER, _ABILITY, _LAND, _AWAY, _LONE = 1.2, 0.7, -0.6, -0.15, -0.63, -0.25, -2.5, -0.7
_POOR_VILLAGE, _REMOTE = 1.8, 0.6  # quota of a poor village, and of a unit of remoteness


def quotas(households: np.ndarray, villages: Villages, margins: Margins) -> np.ndarray:
    """int64[villages]: registered households of each village; `households` int64[villages]. The city total is exact (POV-SM-HH)."""
    county = villages.columns["county"].astype(np.int64)
    totals = apportion(int(round(margins.registered_poor.sum())), margins.registered_poor)
    weight = households * np.where(villages.columns["poor_village"] == 1, _POOR_VILLAGE, 1.0) * (1.0 + _REMOTE * villages.columns["remoteness"])
    result = np.zeros(len(county), np.int64)
    for row, total in enumerate(totals):
        here = county == row
        result[here] = apportion(int(total), weight[here])
    return result


def draw_registered(seed: int, h: dict[str, np.ndarray], counts: dict[str, np.ndarray], quota: np.ndarray) -> np.ndarray:
    """int8[n]. `h` has id, village, land, ability; `counts` has members, workers, lost, chronic, residents by household."""
    u, _ = pairs(seed, TARGETING, h["id"])
    score = _LOST * (counts["lost"] > 0) + _CHRONIC * (counts["chronic"] > 0) + _PER_WORKER * counts["workers"]
    score = score + _PER_MEMBER * counts["members"] + _ABILITY * h["ability"] / ABILITY_SIGMA + _LAND * (h["land"] > 0) + _LONE * (counts["members"] == 1)
    score = score + _AWAY * (counts["residents"] == 0) + gumbel_array(u)
    return (rank_within(h["village"], score) < quota[h["village"]]).astype(np.int8)
