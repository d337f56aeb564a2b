"""What every peer of the reference month starts from and is fed: start columns and draws, both keyed by household id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks import rules
from sim.core.draws import uniform, uniforms
from sim.core.special import exp_array, normal_quantile_array

SEED = 20_160_101
FIRST_MONTH = 2016 * 12
COUNTIES = 12
HOUSEHOLDS_A_VILLAGE = 316  # about 550,000 households in 1,740 villages

# Process numbers of the draws, far from those of the model.
VILLAGE_SIZE, START, SHOCK, HAZARD = 9001, 9002, 9003, 9004


@dataclass(frozen=True)
class Start:
    """Households sorted by village, villages by county.

    `columns`: name -> array[households]. `village_starts`: int64[villages + 1], first row of each village, then the end.
    `county_starts`: int64[13], the same for counties. `village_county`: int64[villages].
    """

    ids: np.ndarray
    columns: dict[str, np.ndarray]
    village_starts: np.ndarray
    county_starts: np.ndarray
    village_county: np.ndarray


@dataclass(frozen=True)
class Draws:
    """One month of draws, float64[households] each: a standard normal and two uniforms in (0, 1)."""

    shock: np.ndarray
    illness: np.ndarray
    disaster: np.ndarray


def month_draws(ids: np.ndarray, month: int, seed: int = SEED) -> Draws:
    """Draws of `month` (year * 12 + month - 1) for the households `ids`, int64[households]."""
    illness, disaster = uniforms(seed, HAZARD, ids, month)
    return Draws(normal_quantile_array(uniform(seed, SHOCK, ids, month)), illness, disaster)


def start(households: int, seed: int = SEED) -> Start:
    """Synthetic start of `households` (at least 120) in villages of 0.5 to 1.5 times the mean size."""
    village_starts, village_county = _villages(households, seed)
    sizes = np.diff(village_starts)
    village = np.repeat(np.arange(len(sizes)), sizes)
    ids = (village << 16) | (np.arange(households) - village_starts[village])
    firsts = np.searchsorted(village_county, np.arange(COUNTIES + 1))
    return Start(ids, _columns(ids, seed), village_starts, village_starts[firsts], village_county)


def _villages(households: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    count = max(COUNTIES, round(households / HOUSEHOLDS_A_VILLAGE))
    weight = 0.5 + uniform(seed, VILLAGE_SIZE, np.arange(count), 0)
    ends = np.rint(np.cumsum(weight) / weight.sum() * households).astype(np.int64)
    return np.concatenate(([0], ends)), np.arange(count) * COUNTIES // count


def _columns(ids: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    u_ability, u_shock = uniforms(seed, START, ids, 0, 0)
    u_size, u_elders = uniforms(seed, START, ids, 0, 1)
    u_member, u_debt = uniforms(seed, START, ids, 0, 2)
    ability = 0.55 * normal_quantile_array(u_ability)
    size = 1 + (6 * u_size).astype(np.int64)
    elders = np.minimum(size, (u_elders < 0.4).astype(np.int64) + (u_elders < 0.15))
    shock_sd = rules.SHOCK_SD / (1 - rules.PERSISTENCE**2) ** 0.5
    nothing = np.zeros(len(ids), np.int64)
    return {
        "ability": ability,
        "size": size,
        "elders": elders,
        "workers": np.maximum(1, (size - elders) // 2),
        "member": u_member < 0.3,
        "shock": shock_sd * normal_quantile_array(u_shock),
        "ill_months": nothing,
        "cash": 3_000 * exp_array(ability),
        "debt": np.where(u_debt < 0.25, 20_000 * u_debt, 0.0),
        "income_a_head": rules.PAY * exp_array(ability) / size,
        "programme": ability < -0.8,
        "poor_months": nothing.copy(),
        "calm_months": nothing.copy(),
    }
