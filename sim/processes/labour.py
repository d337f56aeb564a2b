"""The year's plan of work: after Spring Festival every member of working age chooses among home, own farm, local work, own business and work away.

Random utility over expected yearly earnings net of costs, one Gumbel draw per option keyed by person and option (McFadden 1974), so that
an option that is added does not reshuffle the others. Members choose one after the other: who comes later sees the farm work already taken.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp, exp_array, gumbel, log, power
from sim.processes.places import products

OWNS = (
    "persons.activity", "persons.resident", "villages.migrants", "households.farm_labour", "households.farm_value", "households.local_base",
    "households.local_workers", "households.business_base", "households.migrant_base", "households.migrants", "households.idle",
)  # fmt: skip
DRAW_CHOICE, DRAW_SCHOOL = 240, 241
HOME, FARM, LOCAL, BUSINESS, AWAY, SCHOOL = 0, 1, 2, 3, 4, 5
PARAMETERS = (
    Parameter("labour.weight", 1.6, "utility", 0, 20, uniform(0.8, 2.6), "weight of log expected earnings in the choice of work", "预期收入对数的效用权重", "assumption", "assumption", "choice"),
    Parameter("labour.habit", 1.9, "utility", 0, 20, uniform(1.0, 3.0), "utility of staying with last year's activity", "维持上年活动的效用", "assumption", "assumption", "choice"),
    Parameter("labour.moving_cost", 4.0, "utility", 0, 20, uniform(1.5, 4.5), "utility cost of leaving or coming back to the village", "外出或返乡的迁移成本", "assumption", "assumption", "choice"),
    Parameter("labour.peers", 1.5, "utility", 0, 20, uniform(0.5, 3.0), "weight of the share of migrants in the village", "同村外出比例的影响", "assumption", "assumption", "choice"),
    Parameter("labour.care", 0.8, "utility", 0, 20, uniform(0.3, 1.5), "care for a child under six or a member who lost labour, against working away", "照料对外出的抑制", "assumption", "assumption", "choice"),
    Parameter("labour.age_away", 0.07, "utility", 0, 2, uniform(0.03, 0.12), "loss of utility of working away for each year of age beyond 40", "40岁以上每岁外出效用下降", "S126", "assumption", "choice"),
    Parameter("labour.constant_farm", 0.9, "utility", -20, 20, uniform(-2, 3), "constant of own farm against home", "务农选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_local", -0.6, "utility", -20, 20, uniform(-4, 1), "constant of local work against home", "本地务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_business", -2.2, "utility", -20, 20, uniform(-7, -1), "constant of own business against home", "自营选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.constant_away", 2.4, "utility", -20, 20, uniform(-4, 3), "constant of work away against home", "外出务工选择常数", "assumption", "assumption", "alignment"),
    Parameter("labour.home_value", 5000.0, "yuan_per_year", 0, 1e5, uniform(3000, 8000), "value of a year at home (care, garden), prices of 2019", "在家劳动价值(2019年价)", "assumption", "assumption", "choice"),
    Parameter("labour.living_away", 0.45, "share", 0, 1, uniform(0.30, 0.60), "share of pay that living away costs", "外出生活成本占工资比例", "assumption", "assumption", "choice"),
    Parameter("labour.schooling_return", 0.055, "log", 0, 0.5, uniform(0.048, 0.064), "log wage per year of schooling", "每年受教育的工资回报", "E091", "recalled", "earnings"),
    Parameter("labour.local_months", 8.5, "months", 0, 12, uniform(6, 10), "months of work a year that a local worker finds at mean access", "本地务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.casual_months", 2.5, "months", 0, 12, uniform(1, 4), "months a year of casual local work that a farm worker finds at mean access", "务农者年均零工月数", "WAGE-LOC", "assumption", "earnings"),
    Parameter("labour.casual_pay", 0.85, "ratio", 0, 2, uniform(0.7, 1.0), "pay of casual work against the local wage", "零工工资相对本地工资", "WAGE-LOC", "recalled", "earnings"),
    Parameter("labour.away_months", 10.0, "months", 0, 12, uniform(9, 11), "months of work a year away", "外出务工年均月数", "assumption", "assumption", "earnings"),
    Parameter("labour.business_power", 1.35, "ratio", 0, 5, uniform(1.0, 1.8), "own business pays the wage to this power of productivity", "自营收入对能力的弹性", "assumption", "assumption", "earnings"),
    Parameter("labour.commute", 0.1, "share", 0, 1, uniform(0.05, 0.30), "share of the local wage lost in the most remote village", "偏远村务工收入损失", "assumption", "assumption", "earnings"),
    Parameter("labour.haul", 0.20, "share", 0, 1, uniform(0.05, 0.35), "share of the farm margin lost in the most remote village", "偏远村农产品收益损失", "assumption", "assumption", "earnings"),
    Parameter("labour.theta", 0.6, "ratio", 0.05, 1, uniform(0.4, 0.8), "elasticity of farm value to labour below the need of the land", "农业产出对劳动的弹性", "assumption", "assumption", "farm"),
    Parameter("labour.enrol_16", 0.85, "share", 0, 1, uniform(0.75, 0.95), "members of 16 to 18 in school", "16-18岁在校比例", "assumption", "assumption", "schooling"),
    Parameter("labour.enrol_19", 0.38, "share", 0, 1, uniform(0.25, 0.50), "members of 19 to 21 in school", "19-21岁在校比例", "assumption", "assumption", "schooling"),
)  # fmt: skip


@scalar("float64(float64, float64, float64, float64)")
def farm_value(labour, need, full, theta):
    """Yearly value of own land with `labour` workers when `need` workers would tend it fully (value `full`); more hands than 1.2 times the need add nothing."""
    if need <= 0.0 or labour <= 0.0:
        return 0.0
    return full * power(min(labour / need, 1.2), theta)


@kernel(
    "void(int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], "
    "int32[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[:,::1], float64[::1], "
    "float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1])"
)
def _plan(seed, month, first, ids, birth, sex, school, health, activity, skill, rel, need, full, village, county, away_share, remote, months, p, prices, enrol,
          out_farm, out_value, out_local, out_workers, out_business, out_base, out_migrants):  # fmt: skip
    weight, habit, move, peers, care, age_away, home_value, living, ret, power_b, commute, theta, side = (
        p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11], p[12],
    )  # fmt: skip
    wage_local, wage_away, away_months = prices[0, 0], prices[0, 1], prices[0, 2]
    for i in range(first.size - 1):
        v, c = village[i], county[i]
        local_months = min(months[c], 12.0)
        carer = 0.0
        for j in range(first[i], first[i + 1]):
            if month - birth[j] < 72 or health[j] == 2:
                carer = care
        farm, local, workers, business, base, migrants = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            before = activity[j]
            if age < 16 or (age < 22 and pair(seed, DRAW_SCHOOL, ids[j], month, 0)[0] < (enrol[0] if age < 19 else enrol[1])):
                activity[j] = SCHOOL if age >= 6 else HOME
                continue
            if age >= 78 or health[j] == 2:
                activity[j] = HOME
                continue
            unit = 1.0 if (age < 60 and health[j] == 0) else 0.5
            worth = exp(ret * (school[j] - 8.0) + skill[j] + rel[i] - 0.02 * max(0, age - 50)) * unit
            pay_local = wage_local * local_months * worth * (1.0 - commute * remote[v])
            pay_business = wage_local * 11.0 * power(worth / unit, power_b) * unit
            pay_away = wage_away * away_months * worth
            casual = worth * p[17] * (1.0 - commute * remote[v]) * local_months / p[18]
            gain = farm_value(farm + 0.85 * unit, need[i], full[i], theta) - farm_value(farm, need[i], full[i], theta) + side * unit
            best, choice = -1e300, HOME
            for k in range(5):
                if k == HOME:
                    u = weight * log(home_value * unit)
                elif k == FARM:
                    u = weight * log(gain + wage_local * 12.0 * casual + 100.0) + p[13]
                elif k == LOCAL:
                    u = weight * log(pay_local + 0.2 * gain) + p[14]
                elif k == BUSINESS:
                    u = weight * log(pay_business) + p[15]
                else:
                    u = weight * log(pay_away * (1.0 - living)) + p[16] + peers * away_share[v] - age_away * max(0, age - 40)
                    u -= carer * (1.6 if sex[j] == 1 else 0.6)
                if k == before:
                    u += habit
                if (k == AWAY) != (before == AWAY):
                    u -= move if k != HOME or before == AWAY else 0.0
                shock, _ = pair(seed, DRAW_CHOICE, ids[j], month, k)
                u += gumbel(shock)
                if u > best:
                    best, choice = u, k
            activity[j] = choice
            if choice == FARM:
                farm += 0.85 * unit  # the rest of the year goes to casual work nearby
                local += casual
                workers += 0.15 * unit
            elif choice == LOCAL:
                farm += 0.25 * unit
                local += worth * (local_months / 12.0) * (1.0 - commute * remote[v])
                workers += unit
            elif choice == BUSINESS:
                farm += 0.1 * unit
                business += power(worth / unit, power_b) * unit * (11.0 / 12.0)
            elif choice == AWAY:
                base += worth * away_months / 12.0
                migrants += 1.0
            else:
                farm += 0.1 * unit
        out_farm[i] = farm
        out_value[i] = farm_value(farm, need[i], full[i], theta) + side * farm
        out_local[i], out_workers[i], out_business[i], out_base[i], out_migrants[i] = local, workers, business, base, migrants


@kernel("void(int64, int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], float64[::1])")
def _settle_down(month, first, birth, health, activity, resident, idle):
    """Who lives in the village: workers by where they work; all others stay where they were as long as an adult is with them."""
    for i in range(first.size - 1):
        home, gone, free = 0, 0, 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            if activity[j] == AWAY:
                resident[j] = 0
            elif activity[j] in (FARM, LOCAL, BUSINESS):
                resident[j] = 1
            if age >= 16:
                home += resident[j]
                gone += activity[j] == AWAY
                if resident[j] == 1 and activity[j] == HOME and age < 75 and health[j] < 2:
                    free += 1.0 if (age < 60 and health[j] == 0) else 0.5
        idle[i] = free
        for j in range(first[i], first[i + 1]):
            if resident[j] == 1 and home == 0 and gone > 0:
                resident[j] = 0  # a child left without an adult goes along
            elif resident[j] == 0 and activity[j] != AWAY and gone == 0 and home > 0:
                resident[j] = 1  # nobody is away any more: those who had gone along come back


def step(world) -> None:
    """Make the plan of the year."""
    p, q, h, v, c, d, m = world.parameters, world.persons, world.households, world.villages, world.counties, world.drivers, world.month
    price, forest = d.at("farm_price", m), products().loc["forest"]
    haul = 1.0 - p["labour.haul"] * v.remoteness[h.village]
    rel = h.ability + h.persistent
    need = (h.operated * c.labour_per_mu[h.county] + h.forest * forest["labour"]) / 12.0
    full = (h.operated * c.margin[h.county] + h.forest * forest["margin"]) * haul * price * exp_array(rel)
    names = ("weight", "habit", "moving_cost", "peers", "care", "age_away", "home_value", "living_away", "schooling_return", "business_power", "commute", "theta")
    values = [p[f"labour.{n}"] for n in names]
    values[6] *= d.price(m)
    values += [products().loc["side", "margin"] * price] + [p[f"labour.constant_{n}"] for n in ("farm", "local", "business", "away")]
    values += [p["labour.casual_months"] / 12.0 * p["labour.casual_pay"], p["labour.local_months"]]
    prices = np.array([[d.at("wage_local", m), d.at("wage_away", m), p["labour.away_months"]]])
    enrol = np.array([p["labour.enrol_16"], p["labour.enrol_19"]])
    first = world.person_first()
    _plan(world.seed, m, first, q.id, q.birth, q.sex, q.school, q.health, q.activity, q.skill, rel, need, full, h.village, h.county, v.migrants, v.remoteness,
          p["labour.local_months"] * c.access, np.array(values), prices, enrol, h.farm_labour, h.farm_value, h.local_base, h.local_workers, h.business_base,
          h.migrant_base, h.migrants)  # fmt: skip
    _settle_down(m, first, q.birth, q.health, q.activity, q.resident, h.idle)
    village = h.village[q.household]
    working = (m - q.birth >= 192) & (m - q.birth < 720)
    total = np.bincount(village, working, len(v))
    v.migrants[:] = np.bincount(village, working & (q.activity == AWAY), len(v)) / np.maximum(total, 1)
