"""Lasting traits of households that the state does not hold: keyed draws, the same in every month, that go along with the ability of the household."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.special import normal_quantile_array
from sim.population.households import ABILITY_SIGMA


def top(world, rows: np.ndarray, key: int, share: float, likeness: float, k: int = 0) -> np.ndarray:
    """bool[n]: the highest `share` of all households by an index that has the correlation `likeness` with ability; `key` and `k` name the draw."""
    if share <= 0.0 or share >= 1.0:
        return np.full(len(rows), share >= 1.0)
    h = world.households
    own = normal_quantile_array(draw(world.seed, key, h.id[rows], 0, k))
    index = likeness * h.ability[rows] / ABILITY_SIGMA + np.sqrt(1.0 - likeness * likeness) * own
    return index > normal_quantile_array(1.0 - share)
