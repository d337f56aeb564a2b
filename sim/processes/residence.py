"""Who lives in the village after the year's plan: workers by where they work, the others with the adults they were with, or after those who left."""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.parameters import Parameter, uniform
from sim.processes.labour_choice import AWAY, HOME, SCHOOL

DRAW_FOLLOW = 268
PARAMETERS = (
    Parameter("residence.child_follows", 0.03, "per_year", 0, 1, uniform(0.01, 0.08), "children under 16 at home with others who join parents that are both away in a year", "父母均外出的留守儿童年随迁比例", "assumption", "assumption", "residence"),
    Parameter("residence.child_returns", 0.08, "per_year", 0, 1, uniform(0.03, 0.15), "children away with their parents who are sent back to others at home in a year", "随迁儿童年送回比例", "assumption", "assumption", "residence"),
    Parameter("residence.partner_follows", 0.03, "per_year", 0, 1, uniform(0.01, 0.08), "partners at home without work who join one who is away in a year", "无业配偶年随迁比例", "assumption", "assumption", "residence"),
)  # fmt: skip
GENERATION, ADULT = 16 * 12, 16 * 12  # months: least between parents and children (assumption), and the age of adults
OLDEST_SPARE = 75 * 12  # months: idle time of older members is not offered to others; assumption


@scalar("UniTuple(int64, 2)(int64, int64, int64, int64, int32[::1], int8[::1], int8[::1])")
def _away(start, stop, born, couple, birth, activity, married):
    """(married members a generation older who are away, whether the partner is) of somebody born in month `born`, in person rows `start` to `stop`."""
    parents, partner = 0, 0
    for k in range(start, stop):
        if activity[k] == AWAY and married[k] > 0:
            parents += born - birth[k] >= GENERATION
            partner += married[k] == couple
    return parents, partner


def chances(world) -> np.ndarray:
    """float64[3]: chances of the year that a child follows its parents, that one is sent back, that a partner follows."""
    return np.array([world.parameters[f"residence.{name}"] for name in ("child_follows", "child_returns", "partner_follows")])


@scalar("int64(int64, int64, int64, int64, int64[::1], int32[::1], int8[::1], int8[::1], float64[::1], int8[::1], int64, int64)")
def _follow(seed, month, a, b, ids, birth, activity, married, follow, resident, home, wed):
    """Who does not work goes along with, or comes back from, members who work away (person rows `a` to `b`, `home` adults at home, somebody is away, `wed`
    of them married)."""
    for j in range(a, b):
        if activity[j] != HOME and activity[j] != SCHOOL:
            continue
        if home == 0:
            resident[j] = 0  # a child left without an adult goes along
            continue
        child = month - birth[j] < ADULT
        if not (child and wed > 1) and not (wed > 0 and home > 1 and resident[j] == 1 and activity[j] == HOME):
            continue
        parents, partner = _away(a, b, birth[j], married[j], birth, activity, married)
        if child and parents >= 2:
            u = pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0]
            stays = u >= follow[0] if resident[j] == 1 else u < follow[1]
            resident[j] = 1 if stays else 0
        elif partner > 0 and home > 1 and resident[j] == 1 and activity[j] == HOME:
            if pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0] < follow[2]:
                resident[j], home = 0, home - 1
    return home


@kernel(
    "void(int64, int64, int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], float64[::1], int8[::1], int64[::1], int64[::1], int64[::1], "
    "float64[::1], int32[::1], float64[::1], float64[::1], float64[::1])"
)
def settle_down(seed, month, start, stop, first, ids, birth, activity, married, follow, resident, begin, who, ages, spare, village, idle, gone_of, all_of):
    """Fill `resident` and the `idle` labour units at home of households `start` to `stop`; add members of 16 to 59, away and all, to the counts by village.

    Workers live where they work, who is away for a season lives in the village. The others stay where they were as long as an adult is with them.
    """
    for i in range(start, stop):
        home, gone, wed, astray, free, many, away_many = 0, 0, 0, 0, 0.0, 0, 0
        for j in range(first[i], first[i + 1]):  # sums without branches, which nobody could foresee
            months, does = month - birth[j], activity[j]
            away, as_before = np.int64(does == AWAY), np.int64((does == HOME) | (does == SCHOOL) | (does < 0))
            here = (as_before & resident[j]) | (1 - away - as_before)
            astray += as_before & (1 - here)
            resident[j] = here
            adult, counted = np.int64(months >= ADULT), np.int64((months >= ADULT) & (months < 720))
            gone, wed, home = gone + away, wed + (away & (married[j] > 0)), home + (adult & here)
            many, away_many = many + counted, away_many + (counted & away)
        all_of[village[i]] += many
        gone_of[village[i]] += away_many
        if gone > 0:
            _follow(seed, month, first[i], first[i + 1], ids, birth, activity, married, follow, resident, home, wed)
        elif astray > 0 and home > 0:
            for j in range(first[i], first[i + 1]):
                resident[j] = 1  # nobody is away any more: those who had gone along come back
        for k in range(begin[i - start], begin[i - start + 1]):
            if resident[who[k]] == 1 and ages[k] < OLDEST_SPARE:
                free += spare[k]
        idle[i] = free / 12.0
