"""Draws of the synthesis: keyed by seed, process number and the id of the village, household or person, at the start month."""

import numpy as np

from sim.core.draws import fill_pairs
from sim.population.population import START


def pairs(seed: int, process: int, ids: np.ndarray, k: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two independent uniforms inside (0, 1) for each id. `ids` int64[n]; returns (float64[n], float64[n])."""
    ids = np.ascontiguousarray(ids, dtype=np.int64)
    first, second = np.empty(ids.size), np.empty(ids.size)
    fill_pairs(seed, process, ids, START, k, first, second)
    return first, second


def reflected(base: np.ndarray, noise: np.ndarray, width) -> np.ndarray:
    """A uniform that stays within `width` of the uniform `base`: base + width * (2 noise - 1), folded back at 0 and 1.

    Folding keeps the result uniform, so members of a household can be alike without bending any age profile.
    """
    x = np.abs(base + width * (2.0 * noise - 1.0))
    return np.clip(np.where(x > 1.0, 2.0 - x, x), 0.0, 1.0 - 1e-12)


def apportion(total: int, weights: np.ndarray, least: int = 0) -> np.ndarray:
    """int64[n] with sum `total`, proportional to `weights` (largest remainders, earlier rows win ties), each at least `least`."""
    spare = total - least * len(weights)
    exact = spare * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: spare - whole.sum()]] += 1
    return whole + least


def rank_within(group: np.ndarray, score: np.ndarray) -> np.ndarray:
    """int64[n]: 0 for the highest score of its group, 1 for the next ... `group` is ascending."""
    order = np.lexsort((-score, group))
    rank = np.empty(len(group), np.int64)
    rank[order] = np.arange(len(group)) - np.searchsorted(group, group[order])
    return rank
