"""The year's plan of work: after Spring Festival every member of working age chooses among home, own farm, local work, own business, a job with an
enterprise, work away for the year or for a season.

Random utility over expected yearly earnings net of costs, one Gumbel draw per option keyed by person and option (McFadden 1974), so that
an option that is added does not reshuffle the others. Members choose one after the other: who comes later sees the farm work already taken.
Two other rules of decision stand beside it (`labour.rule`): to keep last year's work while content, and to do anything feasible at random.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.core.special import exp, exp_array, log, log_array
from sim.processes import aspiration, epidemic, migration, residence
from sim.processes.crop_table import SIDE, crop_table
from sim.processes.labour_choice import bounds
from sim.processes.labour_plan import NUMBERS, OUT, PLACE, SIDE_LOCAL, plan
from sim.processes.labour_workers import TERMS, gather
from sim.processes.residence import settle_down

OWNS = (
    "persons.activity", "persons.resident", "villages.migrants", "households.farm_value", "households.idle", "households.plan_units",
    "households.months_school", "households.moving_cost", *(f"households.{name}" for name in OUT),
)  # fmt: skip
LEAST = 1.0  # yuan a year: keeps the logarithm of an option that pays nothing finite; no behaviour hangs on it
CHUNK = 8_000  # households planned at a time: what is known of their workers stays in the cache
PARAMETERS = (
    Parameter("labour.rule", 0, "switch", 0, 2, uniform(0, 0), "rule of decision: 0 random utility, 1 keep last year's work while content, 2 anything feasible at random", "决策规则:0随机效用 1满意即维持 2随机", "assumption", "assumption", "structure"),
    Parameter("labour.weight", 1.6, "utility", 0, 20, uniform(0.8, 2.6), "weight of log expected earnings in the choice of work", "预期收入对数的效用权重", "assumption", "assumption", "choice"),
    Parameter("labour.habit", 1.9, "utility", 0, 20, uniform(1.0, 3.0), "utility of staying with last year's activity", "维持上年活动的效用", "assumption", "assumption", "choice"),
    Parameter("labour.moving_cost", 4.0, "utility", 0, 20, uniform(1.5, 4.5), "utility cost of leaving or coming back to the village", "外出或返乡的迁移成本", "assumption", "assumption", "choice"),
    Parameter("labour.peers", 1.5, "utility", 0, 20, uniform(0.5, 3.0), "weight of the share of migrants in the village", "同村外出比例的影响", "assumption", "assumption", "choice"),
    Parameter("labour.kin_away", 0.3, "utility", 0, 20, uniform(0.1, 0.8), "pull of a household member who already works away", "家中已有人外出的吸引", "assumption", "assumption", "choice"),
    Parameter("labour.care", 0.8, "utility", 0, 20, uniform(0.3, 1.5), "care for a child under six or a member who lost labour, against working away", "照料对外出的抑制", "assumption", "assumption", "choice"),
    Parameter("labour.care_women", 1.6, "ratio", 0, 10, uniform(1.0, 2.2), "how much of the care for others weighs on a woman's going away", "女性外出受照料影响的倍数", "assumption", "assumption", "choice"),
    Parameter("labour.care_men", 0.6, "ratio", 0, 10, uniform(0.2, 1.0), "how much of the care for others weighs on a man's going away", "男性外出受照料影响的倍数", "assumption", "assumption", "choice"),
    Parameter("labour.child_months", 4.0, "months", 0, 12, uniform(2, 6), "labour months a year that a child under six binds at home", "六岁以下儿童照料年均占用劳动月", "assumption", "assumption", "care"),
    Parameter("labour.ill_months", 4.0, "months", 0, 12, uniform(2, 6), "labour months a year that a member who lost labour binds at home", "失能成员照料年均占用劳动月", "assumption", "assumption", "care"),
    Parameter("labour.old_months", 1.5, "months", 0, 12, uniform(0.5, 3), "labour months a year that a member of 80 or more binds at home", "八十岁以上老人照料年均占用劳动月", "assumption", "assumption", "care"),
    Parameter("labour.age_decline", 0.02, "log", 0, 0.2, uniform(0.01, 0.03), "log productivity lost for each year of age beyond 50", "50岁以上每岁生产力对数下降", "assumption", "assumption", "earnings"),
    Parameter("labour.business_months", 11.0, "months", 0, 12, uniform(9, 12), "months a year that own business is open", "自营年均经营月数", "assumption", "assumption", "earnings"),
    Parameter("labour.age_away", 0.07, "utility", 0, 2, uniform(0.03, 0.12), "loss of utility of working away for each year of age beyond 40", "40岁以上每岁外出效用下降", "S126", "assumption", "choice"),
    Parameter("labour.ill_away", 0.8, "utility", 0, 20, uniform(0.3, 1.5), "loss of utility of working away with chronic illness", "慢病者外出的效用损失", "assumption", "assumption", "choice"),
    Parameter("labour.constant_farm", 1.15, "utility", -20, 20, uniform(-2, 3), "constant of own farm against home", "务农选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_local", -0.54, "utility", -20, 20, uniform(-4, 1), "constant of local work against home", "本地务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_business", -1.83, "utility", -20, 20, uniform(-7, -1), "constant of own business against home", "自营选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_away", 2.8, "utility", -20, 20, uniform(-4, 4), "constant of work away against home", "外出务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_seasonal", 1.2, "utility", -20, 20, uniform(-2, 4), "constant of work away for a season against home", "季节性外出选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_job", 0.0, "utility", -20, 20, uniform(-2, 2), "constant of a job with an enterprise nearby against home", "企业就近就业选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.home_value", 5000.0, "yuan_per_year", 0, 1e5, uniform(3000, 8000), "value of a year at home (care, garden), prices of 2019", "在家劳动价值(2019年价)", "assumption", "assumption", "choice"),
    Parameter("labour.living_away", 0.45, "share", 0, 1, uniform(0.30, 0.60), "share of pay that living away costs", "外出生活成本占工资比例", "assumption", "assumption", "choice"),
    Parameter("labour.schooling_return", 0.055, "log", 0, 0.5, uniform(0.048, 0.064), "log wage per year of schooling", "每年受教育的工资回报", "E091", "recalled", "earnings"),
    Parameter("labour.local_months", 8.5, "months", 0, 12, uniform(6, 10), "months of work a year that a local worker finds at mean access", "本地务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.casual_months", 2.5, "months", 0, 12, uniform(1, 4), "months a year of casual local work that a farm worker finds at mean access", "务农者年均零工月数", "WAGE-LOC", "assumption", "earnings"),
    Parameter("labour.casual_pay", 0.85, "ratio", 0, 2, uniform(0.7, 1.0), "pay of casual work against the local wage", "零工工资相对本地工资", "WAGE-LOC", "recalled", "earnings"),
    Parameter("labour.away_months", 10.0, "months", 0, 12, uniform(9, 11), "months of work a year away", "外出务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.seasonal_months", 5.5, "months", 0, 6, uniform(4, 6), "months away of who goes for a season: below half a year, so that the member stays resident", "季节性外出年均月数(不足半年,仍属常住)", "assumption", "assumption", "earnings"),
    Parameter("labour.business_power", 1.5, "ratio", 0, 5, uniform(1.0, 1.8), "own business pays the wage to this power of productivity", "自营收入对能力的弹性", "assumption", "assumption", "earnings"),
    Parameter("labour.commute", 0.1, "share", 0, 1, uniform(0.05, 0.30), "share of the local wage lost where there is no road", "无道路村务工收入损失", "assumption", "assumption", "earnings"),
    Parameter("labour.theta", 0.6, "ratio", 0.05, 1, uniform(0.4, 0.8), "elasticity of farm value to labour below the need of the land", "农业产出对劳动的弹性", "assumption", "assumption", "farm"),
)  # fmt: skip


def numbers(world, names: tuple[str, ...]) -> np.ndarray:
    """float64[names]: what a kernel needs, in its order: parameters, wages and values of the year."""
    p, d, m = world.parameters, world.drivers, world.month
    value = {name: p[f"labour.{name}"] for name in names if f"labour.{name}" in p.declared}
    worth = exp(p["skills.usual_local"] - p["skills.usual_away"])  # of somebody of usual experience here among those away
    lost_away, lost_local = epidemic.outlook(world)  # what the months of the plan are expected to bring; what they do bring is paid in `work`
    local, away = d.at("wage_local", m) * (1.0 - lost_local), d.at("wage_away", m) * (1.0 - lost_away) * (1.0 - p["labour.living_away"]) * worth
    value |= {
        "side": (crop_table().sales[SIDE] - crop_table().inputs[SIDE]) * d.at("farm_price", m),
        "home": p["labour.weight"] * log(max(p["labour.home_value"] * d.price(m), LEAST)),
    }
    value |= {"business": p["labour.constant_business"] + p["labour.weight"] * log(max(local * p["labour.business_months"], LEAST))}
    value |= {"away_yuan": max(away * p["labour.away_months"], LEAST)}
    value |= {"seasonal_yuan": away * p["labour.seasonal_months"], "usual": p["skills.usual_local"], "away_worth": worth}
    value |= {f"care_{who}": p[f"labour.care_{who}"] * p["labour.care"] for who in ("women", "men")}
    value |= {f"{who}_bound": p[f"labour.care_{who}"] for who in ("women", "men")}
    return np.array([value[name] for name in names], float)


def places(world) -> np.ndarray:
    """float64[villages, PLACE]: utility of local work and of work away for the usual worker, yuan and terms of casual work, cost of a move."""
    p, d, m, v, c = world.parameters, world.drivers, world.month, world.villages, world.counties
    reach, months = 1.0 - p["labour.commute"] * (1.0 - v.road), np.minimum(c.local_months, 12.0 - SIDE_LOCAL)[v.county]
    wage = d.at("wage_local", m) * (1.0 - epidemic.outlook(world)[1]) * c.wage_ratio[v.county]
    away = numbers(world, ("away_yuan",))
    value = {
        "local": p["labour.weight"] * log_array(np.maximum(wage * months * reach, LEAST)) + p["labour.constant_local"],
        "away": p["labour.weight"] * log_array(away) + p["labour.constant_away"] + p["labour.peers"] * v.migrants,
        "casual_yuan": wage * p["labour.casual_pay"] * reach,
        "casual_rate": p["labour.casual_pay"] * reach,
        "reach": reach,
        "local_months": months,
        "casual_months": p["labour.casual_months"] * months / max(p["labour.local_months"], 0.1),
        "move": migration.cost(world),
    }
    return np.ascontiguousarray(np.stack([value[name] for name in PLACE], axis=1))


def step(world) -> None:
    """Make the plan of the year, a stretch of households at a time."""
    q, h, v, m = world.persons, world.households, world.villages, world.month
    first, place, terms, weights = world.person_first(), places(world), numbers(world, TERMS), numbers(world, NUMBERS)
    means, content, moved, gone, adults = migration.means(world), aspiration.content(world), np.zeros(len(h)), np.zeros(len(v)), np.zeros(len(v))
    follow = residence.chances(world)
    starts = np.arange(0, len(h), CHUNK)
    most = int((first[np.minimum(starts + CHUNK, len(h))] - first[starts]).max(initial=0))
    begin, out, (who, ages), (worth, unit, care, spare) = np.empty(CHUNK + 1, np.int64), np.empty((len(OUT), CHUNK)), np.empty((2, most), np.int64), np.empty((4, most))
    for start in starts.tolist():
        stop = min(start + CHUNK, len(h))
        n = gather(world.seed, m, start, stop, first, q.id, q.birth, q.sex, q.school, q.enrolled, q.health, q.activity, q.skill, q.practice, h.ability, h.persistent,
                   terms, begin, who, worth, unit, care, ages, h.plan_units, h.months_school)  # fmt: skip
        plan(world.seed, m, start, stop, q.id, begin, who, worth, exp_array(worth[:n]), unit, care, spare, ages, q.sex, q.health, q.activity, h.village, place,
             h.farm_need, h.farm_full, h.job_offer, means, content, weights, bounds(), out, h.farm_value, moved)  # fmt: skip
        for name, row in zip(OUT, out, strict=True):
            h.columns[name][start:stop] = row[: stop - start]
        settle_down(world.seed, m, start, stop, first, q.id, q.birth, q.activity, q.married, follow, q.resident, begin, who, ages, spare, h.village, h.idle, gone, adults)
    migration.pay(world, moved)
    v.migrants[:] = gone / np.maximum(adults, 1.0)
