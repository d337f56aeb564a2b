"""What severe illness and accidents leave behind: a member who was well stays chronically ill, one who was ill loses labour, an accident takes labour at once.

Read once a year when the health of persons is carried forward.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import fill_pairs, pair
from sim.core.parameters import Parameter, uniform
from sim.state.people import members_of

DRAW_AFTER, DRAW_ACCIDENT = 283, 286
BLOCK = 512  # households whose draws are made at a time, as vector code
PARAMETERS = (
    Parameter("aftermath.chance", 0.25, "share", 0, 1, uniform(0.10, 0.45), "chance that a severe case, or a middling one not treated, leaves a member in worse health for good", "重症后遗致慢病或失能概率", "assumption", "assumption", "health"),
    Parameter("aftermath.accident", 0.0008, "per_year", 0, 1, uniform(0.0003, 0.002), "chance that a member of 16 to 59 loses labour by an accident in a year", "16-59岁意外致残(丧失劳动力)年概率", "assumption", "assumption", "health"),
)  # fmt: skip
FROM_AGE = 16  # chronic illness that limits work is a state of those of working age and over
# Who of the household was the patient: weights against a well member under 60; assumption after members.hospital_*
OLD, OLD_WEIGHT, ILL_WEIGHT = 60, 2.0, 3.0


@kernel("int64(int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int16[::1], float64, int64[::1])")
def _worse(seed, month, first, ids, birth, health, cases, chance, hit):
    """Fill `hit` with the person rows that `worse` returns, and return how many."""
    n, weight = 0, np.empty(1 + (first[1:] - first[:-1]).max())
    for i in range(first.size - 1):
        if cases[i] <= 0:
            continue
        total = 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            own = (OLD_WEIGHT if age >= OLD else 1.0) * (ILL_WEIGHT if health[j] > 0 else 1.0) if age >= FROM_AGE else 0.0
            weight[j - first[i]], total = own, total + own
        for j in range(first[i], first[i + 1]):
            share = weight[j - first[i]] / max(total, 1e-9)
            if health[j] < 2 and share > 0.0 and pair(seed, DRAW_AFTER, ids[j], month, 0)[0] < chance * cases[i] * share:
                hit[n], n = j, n + 1
    return n


@kernel("int64(int64, int64, int64[::1], int16[::1], float64, int64[::1], float64[:,::1])")
def _struck(seed, month, ids, size, chance, rows, draws):
    """Fill `rows` with the households whose draw is below `chance` a member, and `draws` [2, n] with their draws; returns how many."""
    n, u, v = 0, np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, ids.size, BLOCK):
        stop = min(start + BLOCK, ids.size)
        fill_pairs(seed, DRAW_ACCIDENT, ids[start:stop], month, 0, u, v)
        for i in range(start, stop):
            if u[i - start] < chance * size[i]:
                rows[n], draws[0, n], draws[1, n], n = i, u[i - start], v[i - start], n + 1
    return n


def worse(world) -> np.ndarray:
    """int64[n]: person rows whose health gets one step worse after the severe cases of the year (`households.severe_cases`), by their own draw."""
    q, h, hit = world.persons, world.households, world.moves.room.rows(len(world.persons))
    n = _worse(world.seed, world.month, world.person_first(), q.id, q.birth, q.health, h.severe_cases, world.parameters["aftermath.chance"], hit)
    return hit[:n].copy()


def accidents(world) -> np.ndarray:
    """int64[n]: person rows of 16 to 59 who lose labour by an accident: the household's draw says whether one of its workers, and which."""
    q, h, chance = world.persons, world.households, world.parameters["aftermath.accident"]
    rows, draws = np.empty(len(h), np.int64), np.empty((2, len(h)))
    n = _struck(world.seed, world.month, h.id, h.size, chance, rows, draws)
    rows, (u, which), first = rows[:n].copy(), draws[:, :n], world.person_first()
    people, at = members_of(world, rows), np.repeat(np.arange(n), first[rows + 1] - first[rows])
    age = (world.month - q.birth[people]) // 12
    people, at = people[(age >= FROM_AGE) & (age < OLD)], at[(age >= FROM_AGE) & (age < OLD)]
    count, begin = np.bincount(at, minlength=n)[at], np.searchsorted(at, at)
    mine = np.arange(len(people)) - begin == np.floor(which[at] * count)
    return people[mine & (u[at] < chance * count)]
