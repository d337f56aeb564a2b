"""Where crops are grown: suitability and buyers of each village by keyed draws, and constants of choice that make the start mix of a county that of product_mix.csv.

The constants come from the table and the parameters alone, by drawing many villages at the reference farm, never from the sampled households: what a
village grows does not depend on which other villages are sampled.
"""

from functools import cache

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.special import exp_array, log_array, normal_quantile_array
from sim.processes.crop_rules import field_utility, share_of_field
from sim.processes.crop_table import CONTRACT, FIELD, GRAIN, TREES, crop_table, mix

DRAW_SITE, DRAW_OPEN, DRAW_ALIGN = 321, 322, 326
GARDEN_SHARE = 0.6  # mu of tea or fruit garden for each mu of farmland of a household that has one; assumption
TENDED = 0.77  # of the gardens, the part whose owners have hands at the start; only centres the constants
REFERENCE_HANDS, REFERENCE_REMOTENESS = 1.5, 0.5  # months of work there are for a mu of field, remoteness; only centre the constants
CLOSED = -1e9  # utility of what a village has no buyer for
PSEUDO, ROUNDS = 512, 60  # villages drawn for the constants, and rounds of the fixed point (Berry 1994)


@cache
def open_share(cluster: float) -> np.ndarray:
    """float64[counties, FIELD]: share of villages where a buyer takes the crop: `cluster` times the share of growers, all for crops without contract."""
    out = np.minimum(cluster * growers(), 1.0)
    out[:, [crop not in CONTRACT for crop in FIELD]] = 1.0
    return out


@cache
def growers() -> np.ndarray:
    """float64[counties, FIELD]: share of households with that main crop which gives the county's share of farmland."""
    t, field = crop_table(), 1.0 - mix()[:, TREES].sum(axis=1, keepdims=True)
    part = [share_of_field(t.most[p], t.labour[p], t.labour[GRAIN], REFERENCE_HANDS) for p in FIELD]
    return mix()[:, FIELD] / field / part


def suitability(seed: int, code: np.ndarray, products: tuple[int, ...]) -> np.ndarray:
    """float64[villages, products]: standard normal draws of a village by product."""
    return np.stack([normal_quantile_array(draw(seed, DRAW_SITE, code, 0, p)) for p in products], axis=1)


def has_buyer(seed: int, code: np.ndarray, county: np.ndarray, cluster: float) -> np.ndarray:
    """bool[villages, FIELD]: a buyer takes the crop there."""
    u = np.stack([draw(seed, DRAW_OPEN, code, 0, p) for p in FIELD], axis=1)
    return u < open_share(cluster)[county]


def solve(target: np.ndarray, site: np.ndarray) -> np.ndarray:
    """float64[k]: constants of k options against none (utility 0) with mean logit shares `target` over the villages `site` float64[n, k]."""
    constant, grown = np.zeros(len(target)), target > 0.0
    constant[~grown] = CLOSED
    for _ in range(ROUNDS):
        weight = exp_array(np.maximum(constant + site, -700.0)) * grown
        share = (weight / (1.0 + weight.sum(axis=1, keepdims=True))).mean(axis=0)
        constant[grown] += log_array(target[grown]) - log_array(share[grown])
    return constant


@cache
def field_constants(weight: float, theta: float, risk: float, haul: float, inputs: float, spread: float, cluster: float) -> np.ndarray:
    """float64[counties, FIELD]: constants of the main crops, less the utility that the reference farm has from them at base prices."""
    ids, k = np.arange(PSEUDO), len(FIELD)
    normal = np.stack([normal_quantile_array(draw(0, DRAW_ALIGN, ids, 0, j)) for j in range(k)], axis=1)
    u = np.stack([draw(0, DRAW_ALIGN, ids, 1, j) for j in range(k)], axis=1)
    gain = np.array([reference(p, weight, theta, risk, haul, inputs) for p in FIELD]) - reference(GRAIN, weight, theta, risk, haul, inputs)
    out = [solve(growers()[c], np.where(u < open_share(cluster)[c], spread * normal, CLOSED)) for c in range(len(mix()))]
    return np.array(out) - gain


def reference(crop: int, weight: float, theta: float, risk: float, haul: float, inputs: float) -> float:
    """Utility of a main crop on a mu of field of the reference farm at base prices."""
    t, reach = crop_table(), 1.0 - haul * REFERENCE_REMOTENESS
    a = share_of_field(t.most[crop], t.labour[crop], t.labour[GRAIN], REFERENCE_HANDS) if crop != GRAIN else 0.0
    net = t.sales * reach - t.inputs * inputs
    value = a * net[crop] + (1.0 - a) * net[GRAIN]
    need = a * t.labour[crop] + (1.0 - a) * t.labour[GRAIN]
    spread = a * t.sales[crop] * t.volatility[crop] + (1.0 - a) * t.sales[GRAIN] * t.volatility[GRAIN]
    return field_utility(value, need, REFERENCE_HANDS, spread, weight, theta, risk)


@cache
def tree_constants(spread: float) -> np.ndarray:
    """float64[counties, TREES]: constants of tea and fruit gardens against none. Gardens lie beside the farmland: their share in both is that of the mix."""
    ids = np.arange(PSEUDO)
    normal = np.stack([normal_quantile_array(draw(0, DRAW_ALIGN, ids, 2, j)) for j in range(len(TREES))], axis=1)
    garden = mix()[:, TREES] / (1.0 - mix()[:, TREES].sum(axis=1, keepdims=True)) / (GARDEN_SHARE * TENDED)
    return np.array([solve(garden[c], spread * normal) for c in range(len(mix()))])
