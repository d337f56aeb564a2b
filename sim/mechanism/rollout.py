"""Where and since when the relative-poverty mechanism runs."""

import numpy as np

OWNS = ("counties.rollout",)


def running(world) -> np.ndarray:
    """bool[counties]: the mechanism runs in the county this month."""
    start = world.counties.rollout
    return (start >= 0) & (start <= world.month)


def due(world) -> np.ndarray:
    """bool[counties]: the county identifies and reviews this month: in the month it starts, then each March."""
    start = world.counties.rollout
    return running(world) & ((start == world.month) | (world.month_of_year == 3))
