"""Deprivations of a household other than income: schooling, health, housing, water, employment, social insurance."""

import numpy as np

DIMENSIONS = ("schooling", "health", "housing", "water", "employment", "insurance")


def true(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, 6]: deprivations as they are."""
    h = world.households
    out = np.zeros((len(rows), len(DIMENSIONS)), bool)
    out[:, 2], out[:, 3] = h.unsafe[rows] == 1, h.water[rows] == 0
    return out


def seen(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, 6]: deprivations as the office notes them."""
    return true(world, rows)
