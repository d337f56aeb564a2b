"""Whether a household has the working time of a post at home: one rule for who is offered a post and who can take it."""

import numpy as np

NEW_HANDS = (1, 2)  # months in which who lives at home and what they work changes
MOST_OF_FARM = 0.9  # of the work on the own farm, a post takes no more than this share; assumption


def able(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: households of `rows` with that time among idle members, on the farm or in local work, and somebody at home."""
    h = world.households
    hands = h.idle[rows] + MOST_OF_FARM * h.farm_labour[rows] + h.local_workers[rows]
    return (h.residents[rows] > 0) & (hands >= world.parameters["posts.time"])
