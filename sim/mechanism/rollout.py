"""Where and since when the relative-poverty mechanism runs."""

import numpy as np

OWNS = ("counties.rollout",)
LEAST_MONTHS = 6  # between the first round of a county and its first yearly one; assumption


def running(world) -> np.ndarray:
    """bool[counties]: the mechanism runs in the county this month."""
    start = world.counties.rollout
    return (start >= 0) & (start <= world.month)


def due(world) -> np.ndarray:
    """bool[counties]: the county identifies and reviews this month: when it starts, then each March at least half a year later."""
    start = world.counties.rollout
    return running(world) & ((start == world.month) | ((world.month_of_year == 3) & (world.month - start >= LEAST_MONTHS)))
