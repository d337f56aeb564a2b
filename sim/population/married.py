"""Who is married at the start: the couples of the family templates by number; of the others of marriageable age, who once was."""

import numpy as np

from sim.population.drawing import pairs
from sim.population.families import MIDDLE, OLD, SIXTIES, YOUNG
from sim.population.slots import CONTEXTS, SINGLE, Slots

DRAW_MARRIED = 260  # process number
ALONE = -1  # was married, no partner in the household
_NUMBER = {OLD: 1, SIXTIES: 1, MIDDLE: 2, YOUNG: 3}  # couple numbers inside a household by generation
# Chance that somebody without a partner in the household was once married (widowed, divorced, or the partner is registered elsewhere), by first age.
# Assumption, so that the never married are about the shares of the national census of 2020 (men of 35-39 9 %, of 50-54 4 %; women 4 % and 1 %).
_AGES = (15, 20, 25, 30, 35, 40, 50, 60)
_MEN = (0.0, 0.02, 0.08, 0.20, 0.45, 0.62, 0.75, 0.90)
_WOMEN = (0.0, 0.06, 0.20, 0.45, 0.70, 0.85, 0.93, 0.97)


def draw_married(seed: int, p: dict[str, np.ndarray], slots: Slots) -> np.ndarray:
    """int8[persons]: number of the couple inside the household, 0 never married, ALONE. `p` has id, age, sex, slot."""
    band = np.array([c.band for c in CONTEXTS])[slots.context[p["slot"]]]
    number = np.array([_NUMBER.get(b, 0) for b in range(5)])[band]
    return np.where(slots.couple[p["slot"]] != SINGLE, number, -once_married(seed, p["id"], p["age"], p["sex"])).astype(np.int8)


def once_married(seed: int, ids: np.ndarray, age: np.ndarray, sex: np.ndarray) -> np.ndarray:
    """int64[n]: 1 for those without a partner in the household who were married before."""
    place = np.searchsorted(_AGES, np.maximum(age, _AGES[0]), side="right") - 1
    chance = np.where(age < _AGES[0], 0.0, np.where(sex == 1, np.array(_WOMEN)[place], np.array(_MEN)[place]))
    return (pairs(seed, DRAW_MARRIED, ids)[0] < chance).astype(np.int64)
