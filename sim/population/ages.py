"""Ages: a smooth rural profile inside each band, shared out over the family contexts so that parents are older than their children.

For each county, residents and absent members apart, a table contexts x ages is fitted to the context shares of the raked templates
and to the age profile (iterative proportional fitting). Members draw from their row of it, alike inside a household; a last step
closes impossible gaps between generations.
"""

import numpy as np

from sim.population.drawing import pairs, reflected
from sim.population.families import BAND_AGES, CHILD, MIDDLE, OLD, SIXTIES, YOUNG
from sim.population.population import START
from sim.population.slots import CONTEXTS, SINGLE, Slots

AGE_BIRTH = 120  # process number
AGES = 100
GENERATION_GAP = 18  # least years between a parent and a child

# Persons per five-year group 0-4, 5-9 ... 95-99, relative: rural residents and absent members of 2016. Assumptions, shape of the national
# rural 2010 and 2020 censuses (recalled): large cohorts of 1963-75, the gap of 1959-61, migrants mostly 20 to 45. Only shapes inside a band count.
_RESIDENT = (6.8, 7.0, 6.6, 4.6, 3.6, 5.0, 5.2, 6.0, 7.6, 9.3, 9.4, 7.4, 7.4, 5.8, 3.9, 2.8, 1.7, 0.8, 0.22, 0.04)
_AWAY = (6.5, 6.0, 5.0, 6.5, 10.5, 13.0, 11.0, 9.0, 8.0, 7.0, 4.5, 2.5, 1.6, 0.9, 0.5, 0.3, 0.2, 0.1, 0.03, 0.01)
_WIDTH = {OLD: 0.12, SIXTIES: 0.3, MIDDLE: 0.12, YOUNG: 0.15, CHILD: 0.35}  # unlikeness inside a household, share of the band
_UNLIKELY = 0.002  # weight of ages outside the likely ones of a context, so that every profile can be met


def profile(shape: tuple[float, ...]) -> np.ndarray:
    """float64[100]: single-year weights from five-year groups by linear interpolation between their middles."""
    return np.interp(np.arange(AGES) + 0.5, np.arange(len(shape)) * 5 + 2.5, shape)


def kernel() -> np.ndarray:
    """float64[contexts, 100]: how likely each age is in a context before fitting; 0 outside the band."""
    age = np.arange(AGES)
    result = np.zeros((len(CONTEXTS), AGES))
    for row, c in zip(result, CONTEXTS, strict=True):
        first, last = BAND_AGES[c.band]
        middle, half = (c.first + c.last) / 2, (c.last - c.first + 1) / 2
        likely = np.where((age >= c.first) & (age <= c.last), 1.0 + c.slope * (age - middle) / half, _UNLIKELY)
        row[first : last + 1] = likely[first : last + 1]
    return result


def age_tables(expected: np.ndarray) -> np.ndarray:
    """float64[counties, 2, contexts, 100]: chance of each age given county, residence (0 absent, 1 resident) and context; rows sum to 1.

    `expected` float64[counties, 2, contexts]: expected members of each context.
    """
    shapes = np.stack([profile(_AWAY), profile(_RESIDENT)])
    share = np.zeros((*expected.shape[:2], AGES))
    for band, (first, last) in enumerate(BAND_AGES):
        total = expected[:, :, [c.band == band for c in CONTEXTS]].sum(axis=2)
        inside = shapes[:, first : last + 1]
        share[:, :, first : last + 1] = total[..., None] * (inside / inside.sum(axis=1, keepdims=True))
    table = np.broadcast_to(kernel(), (*expected.shape, AGES)).copy()
    for _ in range(200):
        table *= (share / np.maximum(table.sum(axis=2), 1e-300))[:, :, None, :]
        table *= (expected / np.maximum(table.sum(axis=3), 1e-300))[..., None]
    return table / np.maximum(table.sum(axis=3, keepdims=True), 1e-300)


def draw_ages(seed: int, p: dict[str, np.ndarray], slots: Slots, tables: np.ndarray, age_factor: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(age in whole years, birth as month index) of every person. `p` has id, household, slot, county, resident, first.

    `age_factor` float64[households] inside (0, 1) makes all members of a household comparatively young or old.
    """
    noise, month = pairs(seed, AGE_BIRTH, p["id"])
    context = slots.context[p["slot"]].astype(np.int64)
    band = np.array([c.band for c in CONTEXTS])[context]
    width = np.array([_WIDTH[b] for b in range(5)])[band]
    width = np.where((slots.couple[p["slot"]] == SINGLE) & (band == YOUNG), 0.5, width)
    u = reflected(age_factor[p["household"]], noise, width)
    cumulated = np.cumsum(np.round(tables, 10).reshape(-1, AGES), axis=1)
    cumulated /= cumulated[:, -1:]
    row = (p["county"] * 2 + p["resident"]) * len(CONTEXTS) + context
    ladder = (cumulated + np.arange(len(cumulated))[:, None]).ravel()
    age = np.searchsorted(ladder, row + u, side="right") - row * AGES
    age = close_gaps(np.minimum(age, AGES - 1), band, slots.parent[p["slot"]], slots.couple[p["slot"]], p["first"], p["household"])
    return age, START - 12 * age - np.floor(12 * month).astype(np.int64)


def close_gaps(age: np.ndarray, band: np.ndarray, parent: np.ndarray, couple: np.ndarray, first: np.ndarray, household: np.ndarray) -> np.ndarray:
    """Ages with at least GENERATION_GAP years between generations; only the few that break it move, and stay in their band."""

    def lowest(mask):
        return np.minimum.reduceat(np.where(mask, age, 999), first)[household]

    def highest(mask):
        return np.maximum.reduceat(np.where(mask, age, -1), first)[household]

    age = np.where((band == YOUNG) & (couple != SINGLE), np.maximum(age, 20), age)
    age = np.where((band == MIDDLE) & (lowest(band == SIXTIES) < 999), np.minimum(age, lowest(band == SIXTIES) - GENERATION_GAP), age)
    under = np.clip(lowest(band == MIDDLE) - GENERATION_GAP, 15, 34)
    age = np.where(band == YOUNG, np.minimum(age, under), age)
    age = np.where((band == YOUNG) & (couple != SINGLE), np.maximum(age, 18), age)
    age = np.where(band == MIDDLE, np.maximum(age, highest(band == YOUNG) + GENERATION_GAP), age)
    age = np.where(band == CHILD, np.minimum(age, np.clip(lowest(parent == 1) - GENERATION_GAP, 0, 14)), age)
    return np.where(band == OLD, np.clip(np.maximum(age, highest(band == MIDDLE) + GENERATION_GAP), 65, 99), age)
