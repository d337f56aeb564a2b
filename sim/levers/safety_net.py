"""Pension, social insurance and dibao (最低生活保障): what exists anyway. Dibao is granted on recorded income, within a quota of the county."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array

ITEMS = ("9.1", "9.3")
PAYER = "social_insurance; county"
OWNS = ("households.pension_due", "households.dibao_due", "households.contribution_due")
DRAW_CASE, DRAW_APPLY = 410, 411
PARAMETERS = (
    Parameter("safety_net.dibao_quota", 0.030, "share", 0, 1, uniform(0.020, 0.045), "dibao recipients at most, share of hukou persons of the county", "低保对象占户籍人口上限", "DB-SHARE", "recalled", "safety_net"),
    Parameter("safety_net.dibao_apply", 0.55, "share", 0, 1, uniform(0.35, 0.75), "households that apply when below the standard (a trait of the household)", "低保申请率", "assumption", "assumption", "safety_net"),
    Parameter("safety_net.dibao_error", 0.45, "log", 0, 2, uniform(0.30, 0.70), "error of the income recorded for dibao, standard deviation of the log", "低保核查收入误差", "assumption", "assumption", "safety_net"),
    Parameter("safety_net.dibao_least", 0.25, "share", 0, 1, uniform(0.10, 0.40), "least top-up as a share of the standard", "低保最低补差比例", "DB-TOP", "assumption", "safety_net"),
    Parameter("safety_net.pension_fee", 130.0, "yuan_per_year", 0, 5000, uniform(100, 300), "pension contribution of a member of 16 to 59", "居民养老保险年缴费", "pension_notices", "assumption", "safety_net"),
    Parameter("safety_net.medical_fee", 150.0, "yuan_per_year", 0, 5000, uniform(120, 180), "medical insurance contribution a head in 2016", "2016年居民医保个人缴费", "HE-INS", "recalled", "safety_net"),
    Parameter("safety_net.medical_step", 32.5, "yuan_per_year", 0, 500, uniform(25, 42.5), "yearly rise of the medical contribution: 150 in 2016, 280 in 2020", "居民医保个人缴费每年增加额", "HE-INS", "derived", "safety_net"),
)  # fmt: skip
FEE_MONTH, REVIEW_MONTH = 10, 4
CHANGES = (1, 2)  # months in which members, their age and the pension change
LEAST_INCOME = 8.0  # a household joins when its yearly income is at least this multiple of the fee; assumption


def deliver(world) -> None:
    """Set what is due this month: what has not changed stays due."""
    if world.month_of_year in CHANGES or world.month == max(world.start, world.levers_on["safety_net"][0]):
        pension(world)
        world.households.dibao_due[world.households.size == 0] = 0.0  # a household that died out since the last review
    fees(world)
    if world.month_of_year == REVIEW_MONTH:
        dibao(world)
        world.purses.fill("safety_net", np.bincount(world.households.county, world.households.dibao_due, len(world.counties)) * 12.0)


def stop(world) -> None:
    """The measure ends: nothing is due any more."""
    h = world.households
    h.pension_due[:], h.contribution_due[:], h.dibao_due[:] = 0.0, 0.0, 0.0


def pension(world) -> None:
    """Basic pension for each member of 60 and over; it changes with the year."""
    h = world.households
    h.pension_due[:] = to_fen(h.elders * world.drivers.at("pension", world.month))


def fees(world) -> None:
    """Yearly contributions, paid in one month."""
    h, p = world.households, world.parameters
    if world.month_of_year == FEE_MONTH + 1:
        h.contribution_due[:] = 0.0
    if world.month_of_year == FEE_MONTH:
        medical = max(p["safety_net.medical_fee"] + p["safety_net.medical_step"] * (world.year - 2016), 0.0)
        fee = p["safety_net.pension_fee"] * h.payers + medical * h.size
        joins = world.year_income() >= LEAST_INCOME * fee
        h.contribution_due[:] = to_fen(np.where(joins, fee, 0.0))


def recorded(world) -> np.ndarray:
    """float64[households]: income per head as recorded for dibao, current prices; the household's own dibao is not counted."""
    h, p = world.households, world.parameters
    noise = normal_quantile_array(uniforms(world.seed, DRAW_CASE, h.id, world.month)[0])
    own = np.maximum(world.year_income() - 12.0 * h.dibao_due / 100.0, 0.0)
    return own / np.maximum(h.size, 1) * exp_array(p["safety_net.dibao_error"] * noise)


def dibao(world) -> None:
    """Grant the year's dibao: applicants recorded below the standard, lowest first, until the county's quota of persons is full."""
    h, p, standard = world.households, world.parameters, world.drivers.at("dibao_standard", world.month)
    income = recorded(world)
    applies = uniforms(world.seed, DRAW_APPLY, h.id, 0)[0] < p["safety_net.dibao_apply"]  # who would apply at all is a trait
    rows = np.flatnonzero(applies & (income < standard) & (h.size > 0) & (h.car == 0))
    order = rows[np.lexsort((h.id[rows], income[rows], h.county[rows]))]
    taken = np.cumsum(h.size[order] * h.weight[order])
    before = np.concatenate([[0.0], taken])[np.searchsorted(h.county[order], h.county[order])]
    quota = p["safety_net.dibao_quota"] * np.bincount(h.county, h.size * h.weight, len(world.counties))
    granted = order[taken - before <= quota[h.county[order]]]
    gap = np.maximum(standard - income[granted], p["safety_net.dibao_least"] * standard)
    h.dibao_due[:] = 0.0
    h.dibao_due[granted] = to_fen(gap * h.size[granted] / 12.0)
