"""What severe illness and accidents leave behind: a member who was well stays chronically ill, one who was ill loses labour, an accident takes labour at once.

Read once a year when the health of persons is carried forward.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.state.people import members_of

DRAW_AFTER, DRAW_ACCIDENT = 283, 286
PARAMETERS = (
    Parameter("aftermath.chance", 0.25, "share", 0, 1, uniform(0.10, 0.45), "chance that a severe case, or a middling one not treated, leaves a member in worse health for good", "重症后遗致慢病或失能概率", "assumption", "assumption", "health"),
    Parameter("aftermath.accident", 0.0008, "per_year", 0, 1, uniform(0.0003, 0.002), "chance that a member of 16 to 59 loses labour by an accident in a year", "16-59岁意外致残(丧失劳动力)年概率", "assumption", "assumption", "health"),
)  # fmt: skip
FROM_AGE = 16  # chronic illness that limits work is a state of those of working age and over
# Who of the household was the patient: weights against a well member under 60; assumption after members.hospital_*
OLD, OLD_WEIGHT, ILL_WEIGHT = 60, 2.0, 3.0


def worse(world) -> np.ndarray:
    """int64[n]: person rows whose health gets one step worse after the severe cases of the year (`households.severe_cases`), by their own draw."""
    q, cases = world.persons, world.households.severe_cases
    rows, first = np.flatnonzero(cases > 0), world.person_first()
    people, at = members_of(world, rows), np.repeat(np.arange(len(rows)), first[rows + 1] - first[rows])
    age = (world.month - q.birth[people]) // 12
    weight = np.where(age >= OLD, OLD_WEIGHT, 1.0) * np.where(q.health[people] > 0, ILL_WEIGHT, 1.0) * (age >= FROM_AGE)
    share = weight / np.maximum(np.bincount(at, weight, len(rows)), 1e-9)[at]
    chance = world.parameters["aftermath.chance"] * cases[rows][at] * share
    return people[(uniforms(world.seed, DRAW_AFTER, q.id[people], world.month)[0] < chance) & (q.health[people] < 2)]


def accidents(world) -> np.ndarray:
    """int64[n]: person rows of 16 to 59 who lose labour by an accident: the household's draw says whether one of its workers, and which."""
    q, h, chance = world.persons, world.households, world.parameters["aftermath.accident"]
    u, which = uniforms(world.seed, DRAW_ACCIDENT, h.id, world.month)
    people = members_of(world, np.flatnonzero(u < chance * h.size))
    age = (world.month - q.birth[people]) // 12
    people = people[(age >= FROM_AGE) & (age < OLD)]
    home = q.household[people]
    first = np.searchsorted(home, home)
    count = np.searchsorted(home, home, "right") - first
    mine = np.arange(len(people)) - first == np.floor(which[home] * count)
    return people[mine & (u[home] < chance * count)]
