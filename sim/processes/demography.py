"""Births, deaths and failing health, once a year in January. Who joins whose household is decided elsewhere; the roster carries it out."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import fill_pairs, pair, uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.processes.aftermath import accidents, worse

OWNS = ("persons.health", "households.deaths")
DRAW_DEATH, DRAW_BIRTH, DRAW_CHILD = 200, 201, 203
PARAMETERS = (
    Parameter("demography.death_60", 0.009, "per_year", 0, 1, uniform(0.007, 0.012), "chance to die in the year at age 60", "60岁年死亡概率", "S121", "assumption", "demography"),
    Parameter("demography.death_slope", 0.095, "log", 0, 0.3, uniform(0.085, 0.105), "growth of the log death rate with each year of age (Gompertz)", "死亡率随年龄对数增长", "S121", "assumption", "demography"),
    Parameter("demography.death_any", 0.0003, "per_year", 0, 1, uniform(0.0002, 0.0006), "chance to die in the year at any age (accidents)", "各年龄意外死亡年概率", "assumption", "assumption", "demography"),
    Parameter("demography.death_ill", 2.0, "ratio", 1, 20, uniform(1.5, 3.0), "death rate with chronic illness or lost labour against the well", "病残者相对死亡率", "assumption", "assumption", "demography"),
    Parameter("demography.fertility", 1.85, "persons", 0, 8, uniform(1.4, 2.1), "children a woman bears from 20 to 39 at the rates of the year, where as many are married as in 2016", "20-39岁妇女总和生育率(按2016年有配偶比例)", "assumption", "assumption", "demography"),
    Parameter("demography.chronic", 0.005, "per_year", 0, 1, uniform(0.003, 0.009), "chance to fall chronically ill (work-limiting) in a year at 40, besides what a severe case leaves; doubles each 12 years of age", "40岁年新患慢病(影响劳动)概率", "S120", "assumption", "demography"),
    Parameter("demography.disabled", 0.04, "per_year", 0, 1, uniform(0.02, 0.08), "chance in a year that chronic illness ends labour", "慢病转为丧失劳动力年概率", "assumption", "assumption", "demography"),
)  # fmt: skip
_AGE_SHAPE = {20: 0.28, 25: 0.40, 30: 0.23, 35: 0.09}  # share of births by mother's age group; assumption after national patterns
_MARRIED_2016 = {20: 0.47, 25: 0.66, 30: 0.86, 35: 0.90}  # women with a partner in the start population: turns rates of all women into those of wives
OLDEST = 120  # ages beyond share the last rate
ADULT = 16
BLOCK = 512  # persons whose draws are made at a time, as vector code: they stay in the nearest cache


@kernel("int64(int64, int64, int64[::1], int32[::1], float64[:,::1], float64[:,::1], int8[::1], int64[::1])")
def _fail(seed, month, ids, birth, dies, worse, health, rows):
    """Worsen `health` and fill `rows` with who dies; returns how many. Chances by health and age: `dies` [2, OLDEST], `worse` [3, OLDEST]."""
    n, u, v = 0, np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, ids.size, BLOCK):
        stop = min(start + BLOCK, ids.size)
        fill_pairs(seed, DRAW_DEATH, ids[start:stop], month, 0, u, v)
        for i in range(start, stop):
            age = min((month - birth[i]) // 12, OLDEST - 1)
            if v[i - start] < worse[health[i], age]:
                health[i] += 1
            rows[n] = i  # kept where the person dies: a branch would cost more
            n += u[i - start] < dies[1 if health[i] > 0 else 0, age]
    return n


@kernel("int64(int64, int64, int64[::1], int32[::1], int8[::1], int8[::1], float64[::1], int64, int64, int64[::1])")
def _bear(seed, month, ids, birth, sex, married, rate, since, until, rows):
    """Fill `rows` with the wives born from month `since` to before `until` who bear a child, `rate` by age; returns how many."""
    n, m = 0, 0
    for i in range(ids.size):
        rows[n] = i
        n += (sex[i] == 1) & (married[i] > 0) & (birth[i] >= since) & (birth[i] < until)
    for k in range(n):
        i = rows[k]
        rows[m] = i
        m += pair(seed, DRAW_BIRTH, ids[i], month, 0)[0] < rate[(month - birth[i]) // 12]
    return m


def fail(world) -> np.ndarray:
    """Rows of who dies in the past year (Gompertz by age, more with illness). Health fails first: one step a year at most, chronic illness or loss of labour."""
    p, q = world.parameters, world.persons
    age = np.arange(OLDEST)
    well = p["demography.death_60"] * exp_array(p["demography.death_slope"] * (age - 60.0)) + p["demography.death_any"]
    falls = p["demography.chronic"] * exp_array((age - 40.0) / 12.0 * 0.6931471805599453)
    rates = np.stack([well, p["demography.death_ill"] * well])
    chances = np.stack([falls, np.full(OLDEST, p["demography.disabled"]), np.zeros(OLDEST)]) * (age >= ADULT)
    hit, lost, rows = worse(world), accidents(world), world.moves.room.rows(len(q))
    n = _fail(world.seed, world.month, q.id, q.birth, rates, chances, q.health, rows)
    q.health[hit] = np.minimum(q.health[hit] + 1, 2)
    q.health[lost] = 2
    return rows[:n].copy()


def mothers(world) -> np.ndarray:
    """Rows of the wives who bear a child in the year."""
    q, rate, rows = world.persons, np.zeros(OLDEST), world.moves.room.rows(len(world.persons))
    for start, share in _AGE_SHAPE.items():
        rate[start : start + 5] = world.parameters["demography.fertility"] * share / 5.0 / _MARRIED_2016[start]
    first, last = min(_AGE_SHAPE), max(_AGE_SHAPE) + 5
    since, until = world.month - 12 * last + 1, world.month - 12 * first + 1
    return rows[: _bear(world.seed, world.month, q.id, q.birth, q.sex, q.married, rate, since, until, rows)].copy()


def children(world, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of the newborn of the mothers `rows`: id from the mother and the event, sex and skill by draw around hers."""
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
    """The year's events; the first month of a run has none."""
    if world.month == world.start:
        return
    q, h = world.persons, world.households
    gone, rows = fail(world), mothers(world)
    h.deaths[:] = np.bincount(q.household[gone], minlength=len(h))
    for name, who in (("deaths", q.household[gone]), ("births", q.household[rows])):
        world.count(name, h.county[who], h.weight[who])
    world.moves.die(gone)
    world.moves.bear(rows, children(world, rows))
