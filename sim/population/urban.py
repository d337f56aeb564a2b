"""Families of the towns and districts, a population apart from the rural households. It is drawn only for a scenario with the measure for urban hardship.

From the census of 2020 by county: urban residents, size of households, shares of one person, of children and of the old (of all residents; the towns
alone are not published). Everything else is an assumption.
"""

from dataclasses import dataclass

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, ParameterSet, uniform
from sim.core.special import normal_quantile_array
from sim.population.margins import county_column, margins, share

DRAW_SIZE, DRAW_MEMBER, DRAW_FAMILY = 420, 421, 422
PARAMETERS = (
    Parameter("urban_347.chronic", 0.05, "share", 0, 1, uniform(0.03, 0.08), "town members of working age who are ill or disabled and cannot work", "城镇劳动年龄成员因病残不能工作比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.chronic_old", 0.25, "share", 0, 1, uniform(0.15, 0.35), "town members of 60 and over with lasting illness that costs money", "城镇60岁及以上成员长期患病比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.pensioned", 0.7, "share", 0, 1, uniform(0.5, 0.85), "town members of 60 and over with a pension from employment", "城镇60岁及以上成员领取职工养老金比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.tenants", 0.2, "share", 0, 1, uniform(0.1, 0.35), "town families who pay rent", "城镇租房家庭比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.spread", 0.45, "log", 0, 2, uniform(0.35, 0.55), "lasting spread of pay between town families, standard deviation of the log", "城镇家庭工资长期差异(对数标准差)", "assumption", "assumption", "urban_347"),
)  # fmt: skip
MOST = 5  # members of a family; larger ones are few in towns
RANKS = 10_000_000  # ids: county row times this, and the place in the county
SMALL, LARGE = (0.62, 0.28, 0.08, 0.02), (0.2, 0.3, 0.3, 0.2)  # shares of 2 to 5 members among families of more than one; means 2.5 and 3.5; assumption


@dataclass(frozen=True)
class Towns:
    """By county, float64[12]: residents of towns, members a family, families of one person, and shares of children and of 60 and over among members."""

    residents: np.ndarray
    size: np.ndarray
    single: np.ndarray
    children: np.ndarray
    old: np.ndarray

    @property
    def families(self) -> np.ndarray:
        """float64[12]: families in all."""
        return self.residents / self.size

    @property
    def hands(self) -> np.ndarray:
        """float64[12]: share of members of working age."""
        return 1.0 - self.children - self.old


def towns() -> Towns:
    """What the census says of the counties."""
    size, single = county_column("household_size_2020"), share("one_person_hh_pct")
    return Towns(county_column("urban_2020"), size, single, share("age_0_14_pct"), share("age_60plus_pct"))


def families(sampled: np.ndarray, values: ParameterSet, seed: int) -> dict[str, np.ndarray]:
    """Columns of the table `urban`. `sampled` int[12] rural households in the sample: the same fraction of the town families is drawn, the first ones.

    A smaller sample is part of a larger one; weights are families of the county per family drawn.
    """
    found = towns()
    n = np.minimum(np.rint(sampled / margins().households * found.families), np.rint(found.families)).astype(np.int64)
    county = np.repeat(np.arange(len(n)), n)
    ids = county * RANKS + np.arange(len(county)) - np.repeat(np.cumsum(n) - n, n)
    size = sizes(uniforms(seed, DRAW_SIZE, ids, 0)[0], found.size[county], found.single[county])
    skill, tenure = uniforms(seed, DRAW_FAMILY, ids, 0)
    return {
        "id": ids, "county": county, "weight": np.divide(found.families, n, out=np.zeros(len(n)), where=n > 0)[county], "size": size,
        "tenant": tenure < values["urban_347.tenants"], "skill": values["urban_347.spread"] * normal_quantile_array(skill),
        **members(size, county, ids, values, seed),
    }  # fmt: skip


def sizes(u: np.ndarray, mean: np.ndarray, single: np.ndarray) -> np.ndarray:
    """int64[n]: 1 to MOST members by the uniform `u`: `single` alone, the others between two patterns so that the mean is that of the county (within theirs)."""
    others = (mean - single) / (1.0 - single)
    tilt = np.clip(others - 2.5, 0.0, 1.0)
    size, limit = np.ones(len(u), np.int64), single.copy()
    for small, large in zip(SMALL, LARGE, strict=True):
        size += u >= limit
        limit += (1.0 - single) * (small + tilt * (large - small))
    return size


def members(size: np.ndarray, county: np.ndarray, ids: np.ndarray, values: ParameterSet, seed: int) -> dict[str, np.ndarray]:
    """Counts by family: `elders` of 60 and over, `pensioned` among them, `able` of working age and fit for work, `ill` with lasting illness. The first is no child."""
    found, p = towns(), values
    old, child = found.old[county], (found.children * found.size / (found.size - 1.0))[county]
    out = {name: np.zeros(len(size), np.int64) for name in ("elders", "pensioned", "able", "ill")}
    for k in range(MOST):
        age, health = uniforms(seed, DRAW_MEMBER, ids, 0, k)
        work = uniforms(seed, DRAW_MEMBER, ids, 0, MOST + k)[0]
        there = k < size
        is_old = there & (age < old)
        is_hand = there & ~is_old & ((k == 0) | (age >= old + child))
        is_ill = (is_old & (health < p["urban_347.chronic_old"])) | (is_hand & (health < p["urban_347.chronic"]))
        out["elders"] += is_old
        out["pensioned"] += is_old & (work < p["urban_347.pensioned"])
        out["able"] += is_hand & ~is_ill
        out["ill"] += is_ill
    return out
