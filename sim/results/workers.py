"""Members of each household as the survey and the labour report count them in December: labour units at home, employed, mainly farming."""

import numpy as np

from sim.core.compiled import kernel
from sim.processes.labour_choice import FARM

EMPLOYED = (1, 2, 3, 4, 6, 7)  # activities: farm, local work, business, away, seasonal, enterprise job


@kernel("void(int64, int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], uint8[::1], int64, int8[::1], int8[::1], int8[::1])")
def _count(month, first, birth, health, resident, activity, works, farm, halves, employed, farmers):
    for i in range(first.size - 1):
        units, busy, fields = 0, 0, 0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            # the same units as households.labour, of those who live here
            if resident[j] == 1 and health[j] < 2 and age >= 16 and age < 75:
                units += 2 if (age < 60 and health[j] == 0) else 1
            if activity[j] >= 0 and works[activity[j]] == 1:
                busy += 1
                fields += activity[j] == farm
        halves[i], employed[i], farmers[i] = min(units, 127), min(busy, 127), min(fields, 127)


def workers(world) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """int8[households] each: half labour units of resident members; employed members; those of them whose main activity is the own farm."""
    q = world.persons
    works = np.isin(np.arange(128), EMPLOYED).astype(np.uint8)
    out = np.zeros((3, len(world.households)), np.int8)
    _count(world.month, world.person_first(), q.birth, q.health, q.resident, q.activity, works, FARM, out[0], out[1], out[2])
    return out[0], out[1], out[2]
