"""Illness: a hospital case costs money, part of which insurance pays back, takes a worker or a carer away for months, and may leave somebody ill for good.

When the next case comes is drawn once a year (a wait with the household's monthly chance, redrawn after each case), so that a month only looks at who is
due. A case has a severity, which gives the bill, the level of hospital and the months. A household that cannot carry its share may stay at home: less is
paid, the illness lasts longer (因贫弃医). The bill answers the share that the patient pays.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import fill_pairs, pair
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic, medical_insurance
from sim.processes.health_draws import DRAW_CASE, DRAW_WAIT, draw_cases, level_of, next_month
from sim.processes.medical_insurance import claim

OWNS = tuple(
    f"households.{c}"
    for c in ("case_next", "sick_left", "care_left", "absent", "severe_cases", "oop_year", "own_year", "medical", "hospital", "refund", "medical_aid")
)
BLOCK = 1024  # rows at a time, so that what is known of them stays in the processor's cache
PARAMETERS = (
    Parameter("health.cost_median", 4400.0, "yuan", 0, 1e6, uniform(3200, 6500), "median bill of a hospital case of an insured patient, prices of 2019", "住院费用中位数(2019年价)", "assumption", "assumption", "health"),
    Parameter("health.cost_sd", 0.95, "log", 0, 3, uniform(0.7, 1.2), "spread of log bills", "住院费用对数标准差", "assumption", "assumption", "health"),
    Parameter("health.long", 1.28, "ratio", 0, 5, uniform(1.04, 1.64), "cases costlier than this many standard deviations are severe: a year without work (one in ten)", "重症费用分位(标准差),致一年误工", "assumption", "assumption", "health"),
    Parameter("health.middle", 0.25, "ratio", -5, 5, uniform(0.0, 0.52), "cases costlier than this many standard deviations keep away from work for three months, cheaper ones for one", "致三个月误工的费用分位(标准差)", "assumption", "assumption", "health"),
    Parameter("health.town", -0.60, "ratio", -5, 5, uniform(-0.9, -0.3), "cases cheaper than this many standard deviations are treated in the township hospital", "在乡镇卫生院治疗的费用分位(标准差)", "assumption", "assumption", "health"),
    Parameter("health.late", 0.15, "ratio", 0, 3, uniform(0.05, 0.30), "severity that late treatment adds where the village has no clinic, in standard deviations", "无村卫生室致病情加重(标准差)", "assumption", "assumption", "health"),
    Parameter("health.care", 0.50, "persons", 0, 1, uniform(0.25, 1.0), "labour of a carer lost to a case of middling severity for a month, to a severe one for three", "照料病人占用劳动力", "assumption", "assumption", "health"),
    Parameter("health.everyday", 170.0, "yuan_per_year", 0, 1e5, uniform(100, 300), "clinic and medicine a head and year, prices of 2019", "人均门诊药品支出(2019年价)", "assumption", "assumption", "health"),
    Parameter("health.old_cost", 350.0, "yuan_per_year", 0, 1e5, uniform(150, 600), "medicine that a member of 60 and over needs besides (chronic disease that does not limit work), prices of 2019", "60岁以上附加药品支出(2019年价)", "S120", "assumption", "health"),
    Parameter("health.chronic_cost", 1200.0, "yuan_per_year", 0, 1e5, uniform(500, 2200), "medicine that a member with chronic illness or lost labour needs besides, prices of 2019", "慢病或失能者附加药品支出(2019年价)", "assumption", "assumption", "health"),
    Parameter("health.travel", 6.0, "yuan", 0, 1000, uniform(3, 12), "way, bed and board of patient and carer for each km to the county hospital, prices of 2019", "每公里就医交通食宿费(2019年价)", "assumption", "assumption", "health"),
    Parameter("health.use_response", 0.30, "ratio", 0, 1, uniform(0.10, 0.60), "elasticity of the bill to the share that the patient pays", "医疗费用对自付比例的弹性", "assumption", "assumption", "health"),
    Parameter("health.willing", 0.50, "share", 0, 1, uniform(0.30, 0.80), "share of savings and half a year's income that a household would spend on a case", "家庭愿意用于治疗的财力比例", "assumption", "assumption", "health"),
    Parameter("health.forgo", 0.60, "share", 0, 1, uniform(0.30, 0.90), "chance to stay at home when nothing of the own share can be carried; less in proportion to what can", "无力承担时放弃住院的概率", "health_survey_6", "assumption", "health"),
    Parameter("health.untreated", 2.0, "ratio", 1, 10, uniform(1.3, 3.0), "months lost to an illness that is not treated in hospital against a treated one", "未住院治疗病程倍数", "assumption", "assumption", "health"),
)  # fmt: skip
HOME_BILL = 0.15  # of the bill is paid for medicine by those who stay at home; assumption
HALF_YEAR = 0.5  # of income that counts as means, see health.willing
# Months lost by patient and carer, by class of severity; assumption (one in ten a year: health.long)
MONTHS, CARE_MONTHS = np.array([1, 3, 12]), np.array([0, 1, 3])
PLAN_MONTH = 2  # members are counted anew in January and February; waits start from the February count


@kernel("void(int64, int64, int64[::1], float64[::1], int32[::1])")
def _wait(seed, month, ids, hazard, due):
    u, spare = np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, ids.size, BLOCK):
        n = min(BLOCK, ids.size - start)
        fill_pairs(seed, DRAW_WAIT, ids[start : start + n], month, 0, u[:n], spare[:n])
        for i in range(n):
            due[start + i] = next_month(u[i], hazard[start + i], month)


@scalar("boolean(int64, int64, int64, float64, float64)")
def stays_home(seed, month, agent, short, afraid):
    """A case not taken to hospital, for want of means (chance `short`) or for fear of the epidemic (chance `afraid`)."""
    u, v = pair(seed, DRAW_CASE, agent, month, 1)
    return u < short or v < afraid


@kernel(
    "void(int16[::1], int16[::1], int16[::1], int16[::1], int16[::1], float64, float64, float64, float64, float64[::1], float64[::1], float64[::1])"
)
def _everyday(sick, care, size, elders, ill, each, old, chronic, carer, absent, medical, year):
    for i in range(sick.size):
        sick[i] = max(sick[i] - 1, 0)
        care[i] = max(care[i] - 1, 0)
        absent[i] = (1.0 if sick[i] > 0 else 0.0) + (carer if care[i] > 0 else 0.0)
        medical[i] = np.rint(each * size[i] + old * elders[i] + chronic * ill[i])
        year[i] += medical[i]


def step(world) -> None:
    """The cases of the month, everyday costs, and the months that run down."""
    p, h, price = world.parameters, world.households, world.drivers.price(world.month) * 100.0 / 12.0
    if world.month_of_year == 1:
        h.oop_year[:], h.own_year[:], h.severe_cases[:] = 0.0, 0.0, 0
    if world.month_of_year == PLAN_MONTH or world.month == world.start:
        _wait(world.seed, world.month, h.id, h.hazard, h.case_next)
    rows = np.flatnonzero(h.case_next == world.month)
    if rows.size:
        treat(world, rows)
    _everyday(h.sick_left, h.care_left, h.size, h.elders, h.ill, p["health.everyday"] * price, p["health.old_cost"] * price,
              p["health.chronic_cost"] * price, p["health.care"], h.absent, h.medical, h.oop_year)  # fmt: skip


TERMS = ("cost_sd", "long", "middle", "town", "late", "use_response", "willing", "forgo", "untreated")


@kernel(
    "void(int64[::1], int64[::1], float64[::1], float64[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], int32[::1], int64[::1], float64[:,::1])"
)
def _gather(rows, ids, hazard, worker_risk, insured, least, before, cash, welfare, village, agents, file):
    """What a case needs to know of its household; each column in a loop of its own, so that its reads do not wait for each other."""
    n = rows.size
    for j in range(n):
        agents[j] = ids[rows[j]]
    for j in range(n):
        file[0, j] = hazard[rows[j]]
    for j in range(n):
        file[1, j] = worker_risk[rows[j]]
    for j in range(n):
        file[2, j] = least[rows[j]] if insured[rows[j]] == 1 else -1.0
    for j in range(n):
        file[3, j] = before[rows[j]]
    for j in range(n):
        file[4, j] = max(cash[rows[j]], 0.0)
    for j in range(n):
        file[5, j] = max(welfare[rows[j]], 0.0)
    for j in range(n):
        file[6, j] = village[rows[j]]


@kernel(
    "void(int64, int64, int64[::1], float64[:,::1], int8[::1], float64[::1], float64, float64, float64, float64[::1], float64[::1], float64[:,::1], int32[:,::1])"
)
def _cases(seed, month, agents, file, clinic, way, cost, income, fear, t, rule, fen, months):
    """One case a row: who is ill, how badly, where treated, at what bill, who stays at home. `t` in the order of TERMS, `rule` from medical_insurance.terms.

    Rows of `fen`: bill with the way, insurance, aid, own inside the catalogue; of `months`: lost by patient and by carer, severe (0, 1), next case.
    """
    long, middle, town, willing, forgo, untreated = t[1], t[2], t[3], t[6], t[7], t[8]
    drawn = np.empty((4, agents.size))
    draw_cases(seed, month, agents, file, clinic, cost, t, rule, drawn)
    for j in range(agents.size):
        z, bill, least = drawn[0, j], drawn[1, j], file[2, j]
        grade = 2 if z > long else (1 if z > middle else 0)
        paid, aid, inside = claim(rule, level_of(z, town, long), bill, least, file[3, j])
        whole, lost, severe = bill + way[np.int64(file[6, j])], MONTHS[grade], grade == 2
        lack = 1.0 - willing * (file[4, j] + file[5, j] * income) / max(whole - paid - aid, 1.0)
        if (lack > 0.0 or fear > 0.0) and stays_home(seed, month, agents[j], forgo * max(lack, 0.0), fear if grade < 2 else 0.0):
            whole, paid, aid, inside = np.rint(HOME_BILL * bill), 0.0, 0.0, 0.0
            lost, severe = np.int64(np.rint(lost * untreated)), grade >= 1
        fen[0, j], fen[1, j], fen[2, j], fen[3, j] = whole, paid, aid, inside
        months[0, j], months[1, j], months[2, j] = lost if drawn[2, j] < file[1, j] else 0, CARE_MONTHS[grade], severe
        months[3, j] = next_month(drawn[3, j], file[0, j], month + 1)


@kernel("void(int64[::1], float64[:,::1], int32[:,::1], float64[::1], float64[::1], int16[::1], int16[::1], int16[::1], int32[::1])")
def _keep(rows, fen, months, year, own, sick, care, severe, due):
    """Write what the cases leave; the month itself runs down in `_everyday`."""
    n = rows.size
    for j in range(n):
        year[rows[j]] += fen[0, j] - fen[1, j] - fen[2, j]
    for j in range(n):
        own[rows[j]] += fen[3, j]
    for j in range(n):
        if months[0, j] > 0:
            sick[rows[j]] = max(sick[rows[j]], months[0, j] + 1)
    for j in range(n):
        if months[1, j] > 0:
            care[rows[j]] = max(care[rows[j]], months[1, j] + 1)
    for j in range(n):
        if months[2, j] > 0:
            severe[rows[j]] += 1
    for j in range(n):
        due[rows[j]] = months[3, j]


def treat(world, rows: np.ndarray) -> None:
    """The cases of households `rows` this month: money, months without work, severe cases that may leave somebody ill for good, and the next wait."""
    p, h, v, price = world.parameters, world.households, world.villages, world.drivers.price(world.month) * 100.0
    agents, file, fen, months = np.empty(len(rows), np.int64), np.empty((7, len(rows))), np.empty((4, len(rows))), np.empty((4, len(rows)), np.int32)
    way, terms = np.rint(p["health.travel"] * price * v.hospital_km), np.array([p[f"health.{name}"] for name in TERMS])
    _gather(rows, h.id, h.hazard, h.worker_risk, h.insured, h.insurance_least, h.own_year, h.cash, h.welfare, h.village, agents, file)
    _cases(world.seed, world.month, agents, file, v.clinic, way, p["health.cost_median"] * price, HALF_YEAR * price, epidemic.loss(world).hospital, terms,
           medical_insurance.terms(world), fen, months)  # fmt: skip
    for name, paid in zip(("hospital", "refund", "medical_aid"), fen, strict=False):
        served = np.flatnonzero(paid)
        world.pay(name, rows[served], paid[served])
    _keep(rows, fen, months, h.oop_year, h.own_year, h.sick_left, h.care_left, h.severe_cases, h.case_next)
