"""Illness: a hospital case costs money, part of which insurance pays back, takes a worker or a carer away for months, and may leave somebody ill for good.

When the next case comes is drawn once a year (a wait with the household's monthly chance, redrawn after each case), so that a month only looks at who is
due. A case has a severity, which gives the bill, the level of hospital and the months. A household that cannot carry its share may stay at home: less is
paid, the illness lasts longer (因贫弃医). The bill answers the share that the patient pays.
"""

from dataclasses import dataclass

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair, uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array, normal_quantile_array
from sim.processes import epidemic, insurance

OWNS = tuple(
    f"households.{c}"
    for c in ("case_next", "sick_left", "care_left", "absent", "severe_cases", "oop_year", "own_year", "medical", "hospital", "refund", "medical_aid")
)
DRAW_WAIT, DRAW_CASE = 280, 281
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
LEAST_OWN = 0.1  # share of a bill below which the price response is not carried further; assumption
# Months lost by patient and carer, by class of severity; assumption (one in ten a year: health.long)
MONTHS, CARE_MONTHS = np.array([1, 3, 12]), np.array([0, 1, 3])
PLAN_MONTH = 2  # members are counted anew in January and February; waits start from the February count


@dataclass
class Cases:
    """Hospital cases of a month, one entry a case: household row, class of severity 0 to 2; fen of the bill with the way, of insurance, of aid, own inside the catalogue."""

    rows: np.ndarray
    severity: np.ndarray
    bill: np.ndarray
    refund: np.ndarray
    aid: np.ndarray
    inside: np.ndarray
    home: np.ndarray  # bool: not treated in hospital
    worker: np.ndarray  # bool: the patient is a worker


@kernel("void(int64, int64, int64, int64[::1], int64[::1], float64[::1], int32[::1])")
def _wait(seed, month, k, rows, ids, hazard, due):
    for j in range(rows.size):
        i = rows[j]
        due[i] = -1
        if hazard[i] <= 0.0:
            continue
        u, _ = pair(seed, DRAW_WAIT, ids[i], month, k)
        none = 1.0 - hazard[i]
        year = none * none * none
        year *= year
        if u <= year * year:
            continue  # not within the twelve months for which waits are drawn
        wait, left = 0, none
        while u <= left:  # geometric: the chance of each month is the hazard
            wait, left = wait + 1, left * none
        due[i] = month + k + wait


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
        _wait(world.seed, world.month, 0, np.arange(len(h)), h.id, h.hazard, h.case_next)
    rows = np.flatnonzero(h.case_next == world.month)
    if rows.size:
        lay_down(world, cases(world, rows))
        _wait(world.seed, world.month, 1, rows, h.id, h.hazard, h.case_next)
    _everyday(h.sick_left, h.care_left, h.size, h.elders, h.ill, p["health.everyday"] * price, p["health.old_cost"] * price,
              p["health.chronic_cost"] * price, p["health.care"], h.absent, h.medical, h.oop_year)  # fmt: skip


def cases(world, rows: np.ndarray) -> Cases:
    """The cases of households `rows` this month: who is ill, how badly, where treated, at what bill."""
    p, h = world.parameters, world.households
    u, who = uniforms(world.seed, DRAW_CASE, h.id[rows], world.month)
    z = normal_quantile_array(u) + p["health.late"] * (1.0 - world.villages.clinic[h.village[rows]])
    severity = (z > p["health.middle"]).astype(np.int64) + (z > p["health.long"])
    level = np.where(z > p["health.long"], insurance.CITY, np.where(z > p["health.town"], insurance.COUNTY, insurance.TOWN))
    bill = bills(world, rows, level, z)
    refund, aid, inside = insurance.refund(world, rows, level, bill)
    whole = bill + travel(world, rows)
    home = stays_home(world, rows, severity, whole - refund - aid)
    refund, aid, inside = (np.where(home, 0.0, fen) for fen in (refund, aid, inside))
    return Cases(rows, severity, np.where(home, np.rint(HOME_BILL * bill), whole), refund, aid, inside, home, who < h.worker_risk[rows])


def bills(world, rows: np.ndarray, level: np.ndarray, z: np.ndarray) -> np.ndarray:
    """float64[n]: hospital bills in fen, way to the hospital left out. The median is that of an insured patient in the county hospital."""
    p = world.parameters
    own = np.maximum(insurance.own_share(world, rows, level), LEAST_OWN)
    usual = max(1.0 - p["insurance.catalogue"] * p["insurance.rate_county"], LEAST_OWN)
    response = exp_array(-p["health.use_response"] * log_array(own / usual))
    return np.rint(p["health.cost_median"] * world.drivers.price(world.month) * 100.0 * exp_array(p["health.cost_sd"] * z) * response)


def travel(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: cost of the way to the county hospital in fen."""
    km = world.villages.hospital_km[world.households.village[rows]]
    return np.rint(world.parameters["health.travel"] * world.drivers.price(world.month) * 100.0 * km)


def stays_home(world, rows: np.ndarray, severity: np.ndarray, own: np.ndarray) -> np.ndarray:
    """bool[n]: cases not taken to hospital, for want of means or, when light, for fear of the epidemic. `own` is what would be left to the household, in fen."""
    p, h = world.parameters, world.households
    means = np.maximum(h.cash[rows], 0.0) + np.maximum(h.welfare[rows], 0.0) * world.drivers.price(world.month) * 50.0
    lack = 1.0 - p["health.willing"] * means / np.maximum(own, 1.0)
    chance = p["health.forgo"] * np.maximum(lack, 0.0)
    fear = epidemic.loss(world).hospital * (severity < 2)
    home, open_ = np.zeros(len(rows), bool), np.flatnonzero(chance + fear > 0.0)
    poor, afraid = uniforms(world.seed, DRAW_CASE, h.id[rows[open_]], world.month, 1)
    home[open_] = (poor < chance[open_]) | (afraid < fear[open_])
    return home


def lay_down(world, c: Cases) -> None:
    """Write the cases into the household's month: money, months without work, severe cases that may leave somebody ill for good."""
    p, h = world.parameters, world.households
    for name, fen in (("hospital", c.bill), ("refund", c.refund), ("medical_aid", c.aid)):
        world.pay(name, c.rows[fen > 0.0], fen[fen > 0.0])
    h.oop_year[c.rows] += c.bill - c.refund - c.aid
    h.own_year[c.rows] += c.inside
    months = np.rint(MONTHS[c.severity] * np.where(c.home, p["health.untreated"], 1.0))
    h.sick_left[c.rows] = np.maximum(h.sick_left[c.rows], np.where(c.worker, months + 1, 0))  # the month itself runs down below
    h.care_left[c.rows] = np.maximum(h.care_left[c.rows], CARE_MONTHS[c.severity] + 1)
    h.severe_cases[c.rows] += (c.severity == 2) | (c.home & (c.severity == 1))
