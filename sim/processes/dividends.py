"""Dividends of the collective: a share of last year's surplus, for each hukou member or each share, part of it kept for poor households."""

import numpy as np

from sim.core.parameters import Parameter, uniform

OWNS = (
    *(f"villages.{c}" for c in ("dividend_share", "poor_share", "dividend_rule", "favour", "dividend_paid")),
    "households.asset_shares",
    "households.village_dividend",
)
MONTH = 1  # before Spring Festival; assumption
PARAMETERS = (
    Parameter("dividends.share", 0.1, "share", 0, 1, uniform(0, 0.3), "share of the surplus that villages pay to members without any rule from above", "无政策时结余分红比例", "assumption", "assumption", "collectives"),
    Parameter("dividends.least", 20.0, "yuan", 0, 1e5, uniform(0, 50), "dividend a member below which a village keeps the money", "人均分红低于此数则不分", "assumption", "assumption", "collectives"),
    Parameter("dividends.favour", 0.0, "ratio", 0, 10, uniform(0, 0.5), "extra weight of the largest kin group in what is shared out", "主要宗族分配偏向权重", "assumption", "assumption", "collectives"),
)  # fmt: skip


def step(world) -> None:
    """Pay last year's dividend. In the first month the terms that no lever has set yet."""
    v, p = world.villages, world.parameters
    if world.month == world.start:
        v.dividend_share[:], v.favour[:] = p["dividends.share"], p["dividends.favour"]
    pool = np.floor(np.minimum(v.surplus * v.dividend_share, np.maximum(world.free("villages"), 0.0)))
    members = np.bincount(world.households.village, world.households.size, len(v))
    pool[pool < p["dividends.least"] * 100.0 * members] = 0.0
    v.dividend_paid[:] = 0.0
    if pool.any():
        pay(world, pool)


def pay(world, pool: np.ndarray) -> None:
    """Whole fen to each household, rounded down, of `pool` fen float64[villages]; what rounding leaves stays in the account."""
    h, v = world.households, world.villages
    rows = np.flatnonzero(pool[h.village] > 0.0)
    village = h.village[rows]
    weight = weights(world, rows)
    poor = weight * ((h.jiandang[rows] == 1) | (h.on_list[rows] == 1))
    kept = np.where(np.bincount(village, poor, len(v)) > 0.0, v.poor_share, 0.0)  # nobody poor: the members share it all
    fen = portion(pool * (1.0 - kept), weight, village) + portion(pool * kept, poor, village)
    gets = fen > 0.0
    world.pay("village_dividend", rows[gets], fen[gets], village[gets].astype(np.int64))
    v.dividend_paid[:] = np.bincount(village, fen, len(v)) / 100.0


def weights(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: what a household counts: its hukou members, or its shares where the village has given shares out; kin of the largest group more if favoured."""
    h, v = world.households, world.villages
    village, out = h.village[rows], h.size[rows].astype(np.float64)
    if v.dividend_rule.any():
        shares = h.asset_shares[rows]
        given = (v.dividend_rule == 1) & (np.bincount(village, shares, len(v)) > 0.0)
        out = np.where(given[village], shares, out)
    if v.favour.any():
        out *= 1.0 + v.favour[village] * (h.lineage[rows] == 0)  # kin groups are numbered from the largest
    return out


def portion(pool: np.ndarray, weight: np.ndarray, village: np.ndarray) -> np.ndarray:
    """float64[n]: whole fen of the village's `pool` by `weight`, never more than the pool in all."""
    total = np.bincount(village, weight, len(pool))
    each = np.divide(pool, total, out=np.zeros(len(pool)), where=total > 0.0)
    return np.floor(each[village] * weight * (1.0 - 1e-12))
