"""Money for the measures by level of government: matching shares, a county's own part within its means, what is carried over, one purse or several."""

from functools import cache

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.data import load
from sim.state.purses import LEVELS, Terms

GIVERS = LEVELS[:-1]
OWNS = ("counties.own_met", *(f"counties.{kind}_{level}" for kind in ("fund", "return") for level in GIVERS))
PARAMETERS = (
    Parameter("money.level", 1.0, "ratio", 0, 1000, uniform(0.5, 2.0), "all budgets of the measures, as a multiple", "帮扶措施预算总水平(倍数)", "assumption", "assumption", "money"),
    Parameter("money.weight_centre", 0.30, "ratio", 0, 100, uniform(0.15, 0.45), "matching weight of the centre", "中央配套权重", "assumption", "assumption", "money"),
    Parameter("money.weight_province", 0.30, "ratio", 0, 100, uniform(0.15, 0.45), "matching weight of the province", "省级配套权重", "assumption", "assumption", "money"),
    Parameter("money.weight_city", 0.10, "ratio", 0, 100, uniform(0.05, 0.20), "matching weight of the city", "市级配套权重", "assumption", "assumption", "money"),
    Parameter("money.weight_coastal_partner", 0.10, "ratio", 0, 100, uniform(0.0, 0.20), "matching weight of the coastal partner, in provincial key counties only", "山海协作对口市配套权重(仅省级重点县)", "assumption", "assumption", "money"),
    Parameter("money.weight_county", 0.20, "ratio", 0, 100, uniform(0.10, 0.50), "matching weight of the county itself", "县级配套权重", "assumption", "assumption", "money"),
    Parameter("money.strain", 0.5, "ratio", 0, 10, uniform(0.0, 1.0), "part of its own matching that a county leaves unpaid, for each unit by which its product a head is below that of the city", "财力不足县未到位的县级配套比例", "assumption", "assumption", "money"),
    Parameter("money.carry", 0.0, "share", 0, 1, uniform(0.0, 1.0), "share of what is left at the end of a year that may be spent in the next; the rest goes back", "年末结余结转比例", "assumption", "assumption", "money"),
    Parameter("money.pooled", False, "switch", 0, 1, uniform(0, 1), "one purse of a county for all measures in place of one each", "各项资金统筹使用", "assumption", "assumption", "money"),
)  # fmt: skip
# Levels of money of which each answer is shown; the other values are central. Half and twice: assumption.
MONEY: dict[str, dict[str, float]] = {"low": {"money.level": 0.5}, "central": {}, "high": {"money.level": 2.0}}


@cache
def strength() -> np.ndarray:
    """float64[12]: product a head of the county against that of the city, at most 1; a county that the table leaves out has 1."""
    counties = load("counties").sort_values("adcode")
    product, people = counties["gdp_2021_table_100m"].to_numpy(float), counties["residents_2020"].to_numpy(float)
    known = np.isfinite(product)
    mean = product[known].sum() / people[known].sum()
    return np.where(known, np.minimum(np.where(known, product, 0.0) / people / mean, 1.0), 1.0)


@cache
def key_counties() -> np.ndarray:
    """bool[12]: provincial key counties, which have a coastal partner."""
    return load("counties").sort_values("adcode")["is_provincial_key_county"].to_numpy(float) == 1.0


def parts(world) -> np.ndarray:
    """float64[levels, counties]: what each level gives of a budget; below 1 in all where the county cannot meet its own part."""
    p, c = world.parameters, world.counties
    weight = np.array([np.full(len(c), p[f"money.weight_{level}"]) for level in LEVELS])
    weight[LEVELS.index("coastal_partner")] *= key_counties()
    total = weight.sum(axis=0)
    share = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0.0)
    share[-1] *= c.own_met
    return share


def step(world) -> None:
    """The terms of a new year, before any measure asks for money."""
    p = world.parameters
    world.counties.own_met[:] = np.maximum(1.0 - p["money.strain"] * (1.0 - strength()), 0.0)
    world.purses.terms = Terms(parts(world), p["money.level"], p["money.carry"], p["money.pooled"])


def book(world) -> None:
    """What other levels gave to the counties this month, and what they got back, in the ledger."""
    for given, lapsed in world.purses.news:
        for i, level in enumerate(GIVERS):
            for kind, fen in (("fund", given[i]), ("return", lapsed[i])):
                rows = np.flatnonzero(fen)
                world.pay(f"{kind}_{level}", rows, fen[rows])
    world.purses.news.clear()
