"""Insurance that households may buy: farm insurance with a subsidised premium (政策性农业保险), and commercial accident and health insurance.

Premiums are paid in March, farm claims in November where weather and disasters of the year took more than the trigger, health claims in the month of the
bill. Taking it up is a choice: expected claims and less risk against the own part of the premium, habit, and trust. The sum insured a mu and the subsidy
are columns of the county. A farm premium is a cost of production and its claim takes the place of lost output: both belong to business income. A
commercial premium and claim are neither income nor its deduction (the official survey counts such indemnities as receipts that are no income).
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import logistic_array

OWNS = ("counties.insured_sum", "counties.premium_subsidy") + tuple(
    f"households.{c}" for c in ("insured_farm", "insured_health", "farm_premium", "farm_claim", "health_premium", "health_claim")
)
DRAW_TAKE = 383
PREMIUM_MONTH, CLAIM_MONTH = 3, 11
LEAST_INCOME = 1000.0  # yuan a year; assumption
PARAMETERS = (
    Parameter("insurance.sum", 450.0, "yuan_per_mu", 0, 1e5, uniform(350, 600), "sum insured a mu of farmland: the cost of growing rice", "农业保险每亩保额", "assumption", "assumption", "insurance"),
    Parameter("insurance.rate", 0.045, "share", 0, 1, uniform(0.03, 0.06), "premium over the sum insured (3 to 6 %)", "农业保险费率", "7.2", "recalled", "insurance"),
    Parameter("insurance.subsidy", 0.75, "share", 0, 1, uniform(0.70, 0.80), "share of the premium that government pays (70 to 80 %)", "保费财政补贴比例", "7.2", "recalled", "insurance"),
    Parameter("insurance.trigger", 0.20, "share", 0, 1, uniform(0.10, 0.30), "loss of a harvest from which farm insurance pays", "农业保险起赔线", "assumption", "assumption", "insurance"),
    Parameter("insurance.believed_loss", 0.03, "share", 0, 1, uniform(0.01, 0.05), "yearly loss covered by farm insurance that households expect", "农户预期受灾赔付率", "assumption", "assumption", "insurance"),
    Parameter("insurance.weight", 60.0, "utility", 0, 1000, uniform(20, 120), "utility of expected gain from insurance, for the whole of a year's income", "保险预期收益的效用", "assumption", "assumption", "insurance"),
    Parameter("insurance.prudence", 1.5, "ratio", 0, 10, uniform(1.0, 2.5), "a yuan of claims in a bad year is worth so many yuan", "灾年赔款的边际价值", "assumption", "assumption", "insurance"),
    Parameter("insurance.farm_constant", -0.3, "utility", -20, 20, uniform(-1.5, 1), "utility of farm insurance beyond its gain: trust, organisation by the village", "农业保险效用常数", "assumption", "assumption", "insurance"),
    Parameter("insurance.health_constant", -2.5, "utility", -20, 20, uniform(-3.5, -1.5), "utility of commercial health insurance beyond its gain", "商业健康险效用常数", "assumption", "assumption", "insurance"),
    Parameter("insurance.habit", 2.0, "utility", 0, 20, uniform(1, 3), "utility of keeping an insurance held last year", "续保习惯", "assumption", "assumption", "insurance"),
    Parameter("insurance.health_premium", 100.0, "yuan_per_year", 0, 1e5, uniform(60, 200), "commercial accident and health premium a head, prices of 2019", "商业意外健康险保费(人年)", "assumption", "assumption", "insurance"),
    Parameter("insurance.health_free", 3000.0, "yuan", 0, 1e6, uniform(1000, 6000), "own cost of a case below which it does not pay, prices of 2019", "商业健康险免赔额", "assumption", "assumption", "insurance"),
    Parameter("insurance.health_pays", 0.5, "share", 0, 1, uniform(0.3, 0.7), "share of the own cost above that it pays", "商业健康险赔付比例", "assumption", "assumption", "insurance"),
    Parameter("insurance.health_case", 1500.0, "yuan", 0, 1e6, uniform(700, 2500), "claim of a hospital case that households expect, prices of 2019", "预期每次住院商业险赔款", "assumption", "assumption", "insurance"),
)  # fmt: skip


def terms(world) -> None:
    """Terms of the year; a lever writes these columns after this step."""
    c, p = world.counties, world.parameters
    c.insured_sum[:], c.premium_subsidy[:] = p["insurance.sum"], p["insurance.subsidy"]


def buy(world) -> None:
    """Who insures for the year. A premium is paid from savings, so who has none cannot insure."""
    h = world.households
    farm, health = uniforms(world.seed, DRAW_TAKE, h.id, world.month)
    h.insured_farm[:] = take(world, "farm_premium", *farm_deal(world), farm, h.insured_farm)
    h.insured_health[:] = take(world, "health_premium", *health_deal(world), health, h.insured_health)


def farm_deal(world) -> tuple[np.ndarray, np.ndarray, float]:
    """Own premium (whole fen), expected claims (fen) and the constant of farm insurance."""
    h, c, p = world.households, world.counties, world.parameters
    insured = h.operated * (100.0 * c.insured_sum)[h.county]
    own = np.rint(insured * (p["insurance.rate"] * (1.0 - c.premium_subsidy))[h.county])
    return np.where(insured > 0.0, own, np.nan), p["insurance.believed_loss"] * insured, p["insurance.farm_constant"]


def health_deal(world) -> tuple[np.ndarray, np.ndarray, float]:
    """Premium (whole fen), expected claims (fen) and the constant of commercial health insurance."""
    h, p, fen = world.households, world.parameters, 100.0 * world.drivers.price(world.month)
    premium = np.rint(p["insurance.health_premium"] * fen * h.size)
    return np.where(h.size > 0, premium, np.nan), p["insurance.health_case"] * fen * 12.0 * h.hazard, p["insurance.health_constant"]


def take(world, premium: str, own: np.ndarray, claims: np.ndarray, constant: float, chance: np.ndarray, before: np.ndarray) -> np.ndarray:
    """bool[households]: who takes one insurance, by random utility (one logistic draw); the premium (NaN: not for this household) is paid."""
    p = world.parameters
    income = 100.0 * np.maximum(world.year_income(), LEAST_INCOME)
    gain = (p["insurance.prudence"] * claims - np.nan_to_num(own)) / income
    yes = chance < logistic_array(constant + p["insurance.weight"] * gain + p["insurance.habit"] * before)
    yes &= own <= world.households.cash
    rows = np.flatnonzero(yes & (own > 0.0))
    world.pay(premium, rows, own[rows])
    return yes


def farm_claims(world) -> None:
    """Claims of the year, village by village: the share of the harvest that weather and disasters took, if it reaches the trigger."""
    h, v, c = world.households, world.villages, world.counties
    lost = np.clip(1.0 - v.weather * c.weather[v.county], 0.0, 1.0)
    struck = lost >= world.parameters["insurance.trigger"]
    rows = np.flatnonzero((h.insured_farm == 1) & struck[h.village])
    fen = np.rint(100.0 * c.insured_sum[h.county[rows]] * h.operated[rows] * lost[h.village[rows]])
    world.pay("farm_claim", rows[fen > 0.0], fen[fen > 0.0])


def health_claims(world) -> None:
    """Claims for the hospital bills of the month."""
    h, p = world.households, world.parameters
    rows = np.flatnonzero(h.insured_health)
    free = 100.0 * p["insurance.health_free"] * world.drivers.price(world.month)
    fen = np.rint(p["insurance.health_pays"] * np.maximum(h.medical[rows] - h.refund[rows] - free, 0.0))
    world.pay("health_claim", rows[fen > 0.0], fen[fen > 0.0])


def step(world) -> None:
    """Terms and premiums once a year, claims as they come."""
    if world.month_of_year == PREMIUM_MONTH:
        buy(world)
    if world.month_of_year == CLAIM_MONTH:
        farm_claims(world)
    health_claims(world)
