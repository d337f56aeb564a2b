"""Resident medical insurance (城乡居民医保): who is enrolled, and what a hospital bill gets back under deductible, rate by level, ceiling and the second tier.

The second tier (大病保险) pays part of what a household has paid itself inside the catalogue beyond a threshold in a year. Poor households are promised a least
share of the bill inside the catalogue (`households.insurance_least`), which medical aid tops up: a rule that measures change, never an effect.
"""

import numpy as np

from sim.core.compiled import scalar
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

OWNS = ("households.insured", "households.insurance_least")
DRAW_ENROL = 282
PARAMETERS = (
    Parameter("medical_insurance.enrolled", 0.97, "share", 0, 1, uniform(0.93, 0.99), "households that enrol when they can pay the contribution themselves", "居民医保参保率", "assumption", "assumption", "health"),
    Parameter("medical_insurance.catalogue", 0.86, "share", 0, 1, uniform(0.78, 0.92), "share of a hospital bill inside the catalogue", "目录内费用占比", "HE-PAY", "assumption", "health"),
    Parameter("medical_insurance.rate_town", 0.82, "share", 0, 1, uniform(0.75, 0.90), "share paid above the deductible in a township hospital", "乡镇卫生院报销比例", "assumption", "assumption", "health"),
    Parameter("medical_insurance.rate_county", 0.68, "share", 0, 1, uniform(0.58, 0.75), "share paid above the deductible in a county hospital", "县级医院报销比例", "HE-PAY", "recalled", "health"),
    Parameter("medical_insurance.rate_city", 0.55, "share", 0, 1, uniform(0.45, 0.62), "share paid above the deductible in a hospital of the city or beyond", "市级及以上医院报销比例", "HE-PAY", "recalled", "health"),
    Parameter("medical_insurance.deductible", 500.0, "yuan", 0, 1e5, uniform(300, 800), "deductible of a case in a county hospital; a fifth of it in a township, twice in the city", "县级医院起付线", "assumption", "assumption", "health"),
    Parameter("medical_insurance.ceiling", 100000.0, "yuan", 0, 1e7, uniform(80000, 150000), "most that the first tier pays for a case", "基本医保封顶线", "assumption", "assumption", "health"),
    Parameter("medical_insurance.serious_from", 15000.0, "yuan", 0, 1e6, uniform(10000, 20000), "own payments in a year beyond which the second tier pays, prices of 2019", "大病保险起付线", "assumption", "assumption", "health"),
    Parameter("medical_insurance.serious_rate", 0.60, "share", 0, 1, uniform(0.50, 0.70), "share of them that the second tier pays", "大病保险支付比例", "assumption", "assumption", "health"),
    Parameter("medical_insurance.least_registered", 0.90, "share", 0, 1, uniform(0.85, 0.95), "least share of the bill inside the catalogue that registered poor households get back", "建档立卡户目录内报销不低于", "HE-PAY", "recalled", "health"),
    Parameter("medical_insurance.least_dibao", 0.75, "share", 0, 1, uniform(0.60, 0.85), "least share of the bill inside the catalogue that dibao households get back with medical aid", "低保户目录内报销与救助不低于", "assumption", "assumption", "health"),
)  # fmt: skip
ENROL_MONTH = 11  # contributions are paid in October
TOWN, COUNTY, CITY = 0, 1, 2
DEDUCTIBLE = (0.2, 1.0, 2.0)  # of the level against a county hospital; assumption
REGISTERED_FROM = 2017  # first year of the promise to registered poor households (health poverty programme, HE-PAY dates it 2018-2020); assumption


def step(world) -> None:
    """Promises of the year in January; enrolment in November, when the contributions of October are in, and at the start."""
    p, h = world.parameters, world.households
    dibao = h.dibao_due > 0.0
    if world.month_of_year == ENROL_MONTH or world.month == world.start:
        enrol(world, (h.jiandang == 1) | dibao)
    promised = (h.jiandang == 1) & (world.year >= REGISTERED_FROM)
    h.insurance_least[:] = np.where(promised, p["medical_insurance.least_registered"], np.where(dibao, p["medical_insurance.least_dibao"], 0.0))


def enrol(world, public: np.ndarray) -> None:
    """Who is insured: for whom the public pays (HE-INS), and who paid the contribution; some would not (a trait). Before the first October all could pay."""
    h, collected = world.households, world.active("safety_net") and world.month > world.start
    willing = uniforms(world.seed, DRAW_ENROL, h.id, 0)[0] < world.parameters["medical_insurance.enrolled"]
    h.insured[:] = public | (willing & (h.contribution_due > 0.0) if collected else willing)


def terms(world) -> np.ndarray:
    """float64[10]: the rule of this month as `claim` needs it: catalogue, rate by level, deductible by level, ceiling, threshold and rate of the second tier; fen."""
    p, price = world.parameters, 100.0 * world.drivers.price(world.month)
    rates = [p[f"medical_insurance.rate_{level}"] for level in ("town", "county", "city")]
    amounts = [p["medical_insurance.deductible"] * part * price for part in DEDUCTIBLE]
    return np.array([
        p["medical_insurance.catalogue"],
        *rates,
        *amounts,
        p["medical_insurance.ceiling"] * price,
        p["medical_insurance.serious_from"] * price,
        p["medical_insurance.serious_rate"],
    ])


@scalar("float64(float64[::1], int64, float64)")
def own_share(t, level, least):
    """Share of one more yuan of hospital bill that a household pays itself; `t` from `terms`, `level` of hospital, `least` share promised (-1 not insured)."""
    return 1.0 - t[0] * max(t[1 + level], least) if least >= 0.0 else 1.0


@scalar("UniTuple(float64, 3)(float64[::1], int64, float64, float64, float64)")
def claim(t, level, bill, least, before):
    """Whole fen of a bill (fen) paid by insurance and topped up by medical aid, and fen inside the catalogue left to the household.

    `least`: share promised (-1 not insured); `before`: own fen inside the catalogue earlier this year.
    """
    inside = t[0] * bill
    if least < 0.0:
        return 0.0, 0.0, inside
    first = min(max(inside - t[4 + level], 0.0) * t[1 + level], t[7])
    second = t[9] * (max(before + inside - first - t[8], 0.0) - max(before - t[8], 0.0))
    paid = np.rint(first + max(second, 0.0))
    aid = np.rint(max(least * inside - paid, 0.0))
    return paid, aid, max(inside - paid - aid, 0.0)
