"""The year's plan of work: after Spring Festival every member of working age chooses among home, own farm, local work, own business and work away.

Random utility over expected yearly earnings net of costs, one Gumbel draw per option keyed by person and option (McFadden 1974), so that
an option that is added does not reshuffle the others. Members choose one after the other: who comes later sees the farm work already taken.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.processes.labour_choice import AWAY, TERMS, noise, plan
from sim.processes.places import products
from sim.processes.residence import settle_down

OWNS = (
    "persons.activity", "persons.resident", "villages.migrants", "households.farm_labour", "households.farm_value", "households.local_base",
    "households.local_workers", "households.business_base", "households.migrant_base", "households.migrants", "households.idle", "households.job_units",
)  # fmt: skip
CHUNK = 20_000  # households planned at a time: bounds the memory of the draws
PARAMETERS = (
    Parameter("labour.weight", 1.6, "utility", 0, 20, uniform(0.8, 2.6), "weight of log expected earnings in the choice of work", "预期收入对数的效用权重", "assumption", "assumption", "choice"),
    Parameter("labour.habit", 1.9, "utility", 0, 20, uniform(1.0, 3.0), "utility of staying with last year's activity", "维持上年活动的效用", "assumption", "assumption", "choice"),
    Parameter("labour.moving_cost", 4.0, "utility", 0, 20, uniform(1.5, 4.5), "utility cost of leaving or coming back to the village", "外出或返乡的迁移成本", "assumption", "assumption", "choice"),
    Parameter("labour.peers", 1.5, "utility", 0, 20, uniform(0.5, 3.0), "weight of the share of migrants in the village", "同村外出比例的影响", "assumption", "assumption", "choice"),
    Parameter("labour.care", 0.8, "utility", 0, 20, uniform(0.3, 1.5), "care for a child under six or a member who lost labour, against working away", "照料对外出的抑制", "assumption", "assumption", "choice"),
    Parameter("labour.care_women", 1.6, "ratio", 0, 10, uniform(1.0, 2.2), "how much of the care for others weighs on a woman's going away", "女性外出受照料影响的倍数", "assumption", "assumption", "choice"),
    Parameter("labour.care_men", 0.6, "ratio", 0, 10, uniform(0.2, 1.0), "how much of the care for others weighs on a man's going away", "男性外出受照料影响的倍数", "assumption", "assumption", "choice"),
    Parameter("labour.age_decline", 0.02, "log", 0, 0.2, uniform(0.01, 0.03), "log productivity lost for each year of age beyond 50", "50岁以上每岁生产力对数下降", "assumption", "assumption", "earnings"),
    Parameter("labour.business_months", 11.0, "months", 0, 12, uniform(9, 12), "months a year that own business is open", "自营年均经营月数", "assumption", "assumption", "earnings"),
    Parameter("labour.age_away", 0.07, "utility", 0, 2, uniform(0.03, 0.12), "loss of utility of working away for each year of age beyond 40", "40岁以上每岁外出效用下降", "S126", "assumption", "choice"),
    Parameter("labour.constant_farm", 0.9, "utility", -20, 20, uniform(-2, 3), "constant of own farm against home", "务农选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_local", -0.68, "utility", -20, 20, uniform(-4, 1), "constant of local work against home", "本地务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_business", -2.1, "utility", -20, 20, uniform(-7, -1), "constant of own business against home", "自营选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_away", 2.5, "utility", -20, 20, uniform(-4, 3), "constant of work away against home", "外出务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.home_value", 5000.0, "yuan_per_year", 0, 1e5, uniform(3000, 8000), "value of a year at home (care, garden), prices of 2019", "在家劳动价值(2019年价)", "assumption", "assumption", "choice"),
    Parameter("labour.living_away", 0.45, "share", 0, 1, uniform(0.30, 0.60), "share of pay that living away costs", "外出生活成本占工资比例", "assumption", "assumption", "choice"),
    Parameter("labour.schooling_return", 0.055, "log", 0, 0.5, uniform(0.048, 0.064), "log wage per year of schooling", "每年受教育的工资回报", "E091", "recalled", "earnings"),
    Parameter("labour.local_months", 8.5, "months", 0, 12, uniform(6, 10), "months of work a year that a local worker finds at mean access", "本地务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.casual_months", 2.5, "months", 0, 12, uniform(1, 4), "months a year of casual local work that a farm worker finds at mean access", "务农者年均零工月数", "WAGE-LOC", "assumption", "earnings"),
    Parameter("labour.casual_pay", 0.85, "ratio", 0, 2, uniform(0.7, 1.0), "pay of casual work against the local wage", "零工工资相对本地工资", "WAGE-LOC", "recalled", "earnings"),
    Parameter("labour.away_months", 10.0, "months", 0, 12, uniform(9, 11), "months of work a year away", "外出务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.business_power", 1.5, "ratio", 0, 5, uniform(1.0, 1.8), "own business pays the wage to this power of productivity", "自营收入对能力的弹性", "assumption", "assumption", "earnings"),
    Parameter("labour.commute", 0.1, "share", 0, 1, uniform(0.05, 0.30), "share of the local wage lost in the most remote village", "偏远村务工收入损失", "assumption", "assumption", "earnings"),
    Parameter("labour.theta", 0.6, "ratio", 0.05, 1, uniform(0.4, 0.8), "elasticity of farm value to labour below the need of the land", "农业产出对劳动的弹性", "assumption", "assumption", "farm"),
    Parameter("labour.enrol_16", 0.85, "share", 0, 1, uniform(0.75, 0.95), "members of 16 to 18 in school", "16-18岁在校比例", "assumption", "assumption", "schooling"),
    Parameter("labour.enrol_19", 0.38, "share", 0, 1, uniform(0.25, 0.50), "members of 19 to 21 in school", "19-21岁在校比例", "assumption", "assumption", "schooling"),
)  # fmt: skip


def terms(world) -> np.ndarray:
    """float64[len(TERMS)]: the numbers that the choice kernel needs, in the order of TERMS."""
    p, d, m = world.parameters, world.drivers, world.month
    value = {name: p[f"labour.{name}"] for name in TERMS if f"labour.{name}" in p.declared}
    value["home_value"] *= d.price(m)
    value["side"] = products().loc["side", "margin"] * d.at("farm_price", m)
    value["wage_local"], value["wage_away"] = d.at("wage_local", m), d.at("wage_away", m)
    return np.array([value[name] for name in TERMS])


def step(world) -> None:
    """Make the plan of the year, a stretch of households at a time."""
    q, h, v, m = world.persons, world.households, world.villages, world.month
    numbers, first, rel = terms(world), world.person_first(), h.ability + h.persistent
    for start in range(0, len(h), CHUNK):
        stop = min(start + CHUNK, len(h))
        a, b = first[start], first[stop]
        draws = noise(world.seed, m, q.id[a:b])
        plan(world.seed, m, start, stop, first, q.id, q.birth, q.sex, q.school, q.health, q.activity, q.skill, rel, h.farm_need, h.farm_full, h.village, h.county,
             v.migrants, v.remoteness, world.counties.local_months, numbers, draws, h.farm_labour, h.farm_value, h.local_base, h.local_workers, h.business_base,
             h.migrant_base, h.migrants)  # fmt: skip
    settle_down(m, first, q.birth, q.health, q.activity, q.resident, h.idle)
    v.migrants[:] = away_share(world)


def away_share(world) -> np.ndarray:
    """float64[villages]: members of 16 to 59 who work away, share of all of that age."""
    q, n = world.persons, len(world.villages)
    village, age = world.households.village[q.household], world.month - q.birth
    working = (age >= 192) & (age < 720)
    return np.bincount(village, working & (q.activity == AWAY), n) / np.maximum(np.bincount(village, working, n), 1)
