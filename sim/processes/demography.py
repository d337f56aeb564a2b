"""Births, deaths, schooling and failing health, once a year in January. Rows of persons are laid anew; households keep theirs."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.processes.aftermath import accidents, worse

OWNS = ("persons.household", "persons.health", "persons.school", "households.deaths")
DRAW_DEATH, DRAW_BIRTH, DRAW_HEALTH, DRAW_CHILD = 200, 201, 202, 203
PARAMETERS = (
    Parameter("demography.death_60", 0.009, "per_year", 0, 1, uniform(0.007, 0.012), "chance to die in the year at age 60", "60岁年死亡概率", "S121", "assumption", "demography"),
    Parameter("demography.death_slope", 0.095, "log", 0, 0.3, uniform(0.085, 0.105), "growth of the log death rate with each year of age (Gompertz)", "死亡率随年龄对数增长", "S121", "assumption", "demography"),
    Parameter("demography.death_any", 0.0003, "per_year", 0, 1, uniform(0.0002, 0.0006), "chance to die in the year at any age (accidents)", "各年龄意外死亡年概率", "assumption", "assumption", "demography"),
    Parameter("demography.death_ill", 2.0, "ratio", 1, 20, uniform(1.5, 3.0), "death rate with chronic illness or lost labour against the well", "病残者相对死亡率", "assumption", "assumption", "demography"),
    Parameter("demography.fertility", 1.75, "persons", 0, 8, uniform(1.4, 2.1), "children a woman bears from 20 to 39 at the rates of the year", "20-39岁妇女总和生育率", "assumption", "assumption", "demography"),
    Parameter("demography.chronic", 0.005, "per_year", 0, 1, uniform(0.003, 0.009), "chance to fall chronically ill (work-limiting) in a year at 40, besides what a severe case leaves; doubles each 12 years of age", "40岁年新患慢病(影响劳动)概率", "S120", "assumption", "demography"),
    Parameter("demography.disabled", 0.04, "per_year", 0, 1, uniform(0.02, 0.08), "chance in a year that chronic illness ends labour", "慢病转为丧失劳动力年概率", "assumption", "assumption", "demography"),
)  # fmt: skip
_AGE_SHAPE = {20: 0.28, 25: 0.40, 30: 0.23, 35: 0.09}  # share of births by mother's age group; assumption after national patterns


def deaths(world) -> np.ndarray:
    """bool[persons]: who dies in the past year (Gompertz by age, more with illness)."""
    p, q = world.parameters, world.persons
    age = (world.month - q.birth) // 12
    rate = p["demography.death_60"] * exp_array(p["demography.death_slope"] * (age - 60.0)) + p["demography.death_any"]
    rate *= np.where(q.health > 0, p["demography.death_ill"], 1.0)
    return uniforms(world.seed, DRAW_DEATH, q.id, world.month)[0] < rate


def mothers(world) -> np.ndarray:
    """Rows of the women who bear a child in the year."""
    p, q = world.parameters, world.persons
    age = (world.month - q.birth) // 12
    rate = np.zeros(len(q))
    for start, share in _AGE_SHAPE.items():
        rate[(age >= start) & (age < start + 5)] = p["demography.fertility"] * share / 5.0
    born = uniforms(world.seed, DRAW_BIRTH, q.id, world.month)[0] < rate
    return np.flatnonzero(born & (q.sex == 1))


def worsen(world) -> None:
    """Chronic illness and loss of labour of the year."""
    p, q = world.parameters, world.persons
    age = (world.month - q.birth) // 12
    u, _ = uniforms(world.seed, DRAW_HEALTH, q.id, world.month)
    chance = p["demography.chronic"] * exp_array((np.maximum(age, 16) - 40.0) / 12.0 * 0.6931471805599453)
    falls, loses = (q.health == 0) & (age >= 16) & (u < chance), (q.health == 1) & (u < p["demography.disabled"])
    hit, lost = worse(world), accidents(world)
    q.health[falls] = 1
    q.health[loses] = 2
    q.health[hit] = np.minimum(q.health[hit] + 1, 2)
    q.health[lost] = 2


def children(world, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of the newborn: id from the household and the event, sex and skill by draw around the mother's."""
    q = world.persons
    serial = 0x8000 + (world.year - 2000) * 512 + (q.id[rows] & 0xFF)
    u, v = uniforms(world.seed, DRAW_CHILD, q.id[rows], world.month)
    luck, _ = uniforms(world.seed, DRAW_CHILD, q.id[rows], world.month, 1)
    fresh = {c: np.zeros(len(rows), a.dtype) for c, a in q.columns.items()}
    fresh["id"] = (q.id[rows] >> 16 << 16) | serial
    fresh["household"] = q.household[rows]
    fresh["birth"] = world.month - 1 - (u * 12.0).astype(np.int32)
    fresh["sex"] = (v > 0.52).astype(np.int8)
    fresh["skill"] = 0.4 * q.skill[rows] + 0.18 * normal_quantile_array(luck)
    fresh["resident"] = q.resident[rows]
    return {c: fresh[c].astype(a.dtype) for c, a in q.columns.items()}


def step(world) -> None:
    """The year's events. Pupils gain a year of school; nobody changes household."""
    if world.month == world.start:
        return
    q = world.persons
    q.school[(q.activity == 5) & (q.school < 16)] += 1
    worsen(world)
    dies, rows = deaths(world), mothers(world)
    world.households.deaths[:] = np.bincount(q.household[dies], minlength=len(world.households))
    for name, who in (("deaths", q.household[dies]), ("births", q.household[rows])):
        world.count(name, world.households.county[who], world.households.weight[who])
    merge(world, np.flatnonzero(~dies), children(world, rows))


def merge(world, keep: np.ndarray, new: dict[str, np.ndarray]) -> None:
    """Lay the table of persons anew: those kept in their order, the newborn at the end of their household."""
    q, n = world.persons, len(world.households)
    born = np.cumsum(np.bincount(new["household"], minlength=n))
    stay = np.cumsum(np.bincount(q.household[keep], minlength=n))
    before = born[q.household[keep]] - np.bincount(new["household"], minlength=n)[q.household[keep]]
    old, fresh = np.arange(len(keep)) + before, np.arange(len(new["household"])) + stay[new["household"]]
    source = np.zeros(len(keep) + len(fresh), np.int64)
    source[old] = keep
    rows = {name: column.take(source) for name, column in q.columns.items()}
    for name, column in rows.items():
        column[fresh] = new[name]
    q.replace(rows)
