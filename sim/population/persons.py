"""Persons: the members of every household with residence, sex, age, schooling, health and skill."""

import numpy as np

from sim.core.special import normal_quantile_array
from sim.population.ages import age_tables, draw_ages
from sim.population.drawing import pairs
from sim.population.families import CHILD, MIDDLE, OLD, SIXTIES, YOUNG
from sim.population.health import draw_health
from sim.population.households import ability
from sim.population.margins import Margins
from sim.population.married import draw_married
from sim.population.population import HOUSEHOLD_BITS
from sim.population.schooling import draw_schooling
from sim.population.slots import CONTEXTS, FIRST, SINGLE, Slots

SEX_HEALTH, SCHOOL_SKILL, WHO_LEFT = 121, 122, 115  # process numbers

_MALE = {OLD: 0.42, SIXTIES: 0.50, MIDDLE: 0.62, YOUNG: 0.56, CHILD: 0.535}  # of members who are no couple; assumptions
_WIFE_STAYS = 0.7  # of couples with one member away, assumption
_SKILL_SIGMA = 0.20  # log points beside schooling, assumption, range 0.12-0.35


def make_persons(seed: int, h: dict[str, np.ndarray], slots: Slots, expected: np.ndarray, margins: Margins) -> dict[str, np.ndarray]:
    """All columns of the person table, and `age` and `slot` for the steps that follow. `expected` as in `age_tables`."""
    p = _expand(h, slots)
    tables = age_tables(expected)
    standard, age_factor = ability(seed, h["id"])
    p["age"], p["birth"] = draw_ages(seed, p, slots, tables, age_factor)
    u_sex, u_health = pairs(seed, SEX_HEALTH, p["id"])
    p["sex"] = _sex(u_sex, pairs(seed, WHO_LEFT, h["id"])[0][p["household"]], p["slot"], slots)
    p["married"] = draw_married(seed, p, slots)
    p["health"] = draw_health(u_health, p["age"], p["resident"])
    u_school, u_skill = pairs(seed, SCHOOL_SKILL, p["id"])
    residents = (expected[:, 1, :, None] * tables[:, 1]).sum(axis=1)
    p["school"] = draw_schooling(u_school, standard[p["household"]], p, residents, margins)
    p["skill"] = _SKILL_SIGMA * normal_quantile_array(u_skill)
    return p


def expected_members(county_weights: np.ndarray, slots: Slots) -> np.ndarray:
    """float64[counties, 2, contexts]: expected absent and resident members of each context. `county_weights` float64[counties, templates]."""
    template = np.repeat(np.arange(county_weights.shape[1]), np.diff(slots.first))
    result = np.zeros((len(county_weights), 2, len(CONTEXTS)))
    for row, weights in zip(result, county_weights, strict=True):
        np.add.at(row, (slots.resident, slots.context), weights[template])
    return result


def _expand(h: dict[str, np.ndarray], slots: Slots) -> dict[str, np.ndarray]:
    size = np.diff(slots.first)[h["template"]]
    household = np.repeat(np.arange(len(size)), size)
    first = np.cumsum(size) - size
    serial = np.arange(len(household)) - first[household]
    slot = slots.first[h["template"]][household] + serial
    return {
        "id": (h["id"][household] << HOUSEHOLD_BITS) | serial,
        "household": household,
        "county": h["county"][household],
        "slot": slot,
        "resident": slots.resident[slot].astype(np.int64),
        "first": first,
    }


def _sex(u: np.ndarray, u_household: np.ndarray, slot: np.ndarray, slots: Slots) -> np.ndarray:
    """0 male, 1 female. The first of a couple is the one who stays when one is away."""
    couple = slots.couple[slot]
    band = np.array([c.band for c in CONTEXTS])[slots.context[slot]]
    male_share = np.array([_MALE[b] for b in range(5)])[band]
    first_is_female = u_household < _WIFE_STAYS
    return np.where(couple == SINGLE, u >= male_share, (couple == FIRST) == first_is_female).astype(np.int8)
