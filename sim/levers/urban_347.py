"""Centres for urban families in difficulty (县级城市困难家庭精准帮扶中心): one a county finds families, decides their cases, pays and refers, and reviews.

What the digits of the "347" mechanism stand for is not published in our sources and is not guessed at. Modelled is what its wording names:
precise recognition, help by cause, exit. It acts on families of the towns alone, and every number is an assumption.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.state.purses import pay_in_order
from sim.state.reasons import Reason
from sim.state.rows import nonzero

ITEMS = ("12.1", "12.2")
PAYER = "county"
OWNS: tuple[str, ...] = tuple(f"urban.{name}" for name in ("stage", "since", "recorded", "supported", "cause", "good", "reason", "referral", "relief_due", "fees_due",
                                          "relief_year", "urban_relief", "urban_fees", "urban_spent"))  # fmt: skip
OWNS += ("counties.urban_purse",)
DRAW_SEEK, DRAW_CASE, DRAW_DAYS = 426, 427, 428
PARAMETERS = (
    Parameter("urban_347.line", 1.5, "ratio", 0.5, 4, uniform(1.0, 2.0), "line of recognition as a multiple of the dibao standard", "城市困难家庭认定线(低保标准倍数)", "REL-EDGE", "assumption", "urban_347"),
    Parameter("urban_347.deduct", True, "switch", 0, 1, uniform(0, 1), "rent and own outlays for illness are deducted from income", "认定时扣减房租与自付医疗支出", "REL-EDGE", "assumption", "urban_347"),
    Parameter("urban_347.apply", 0.4, "share", 0, 1, uniform(0.2, 0.7), "families that apply when they think they are within the line (a trait of the family)", "困难家庭申请率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.hope", 1.2, "ratio", 0, 5, uniform(1.0, 1.5), "need up to which a family applies, against the line", "申请家庭收入上限相对认定线", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.found", 0.3, "share", 0, 1, uniform(0.1, 0.6), "needy families with illness or without work that the comparison of registers finds in a year", "信息比对主动发现率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.error", 0.3, "log", 0, 2, uniform(0.15, 0.5), "error of the recorded income, standard deviation of the log", "收入核查误差(对数标准差)", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.savings_limit", 24.0, "months", 0, 1200, uniform(12, 48), "savings a head above which a family is screened out, months of the dibao standard", "存款上限(低保标准月数)", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.savings_seen", 0.6, "share", 0, 1, uniform(0.3, 0.9), "chance that savings above the limit are seen", "超限存款被查出概率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.days", 60.0, "days", 0, 100000, uniform(20, 200), "working days a month of the centre of a county", "县级帮扶中心每月工作日", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.days_case", 0.5, "days", 0, 20, uniform(0.2, 1.5), "days for the decision of a case", "每户认定人天", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.days_review", 0.3, "days", 0, 20, uniform(0.1, 1.0), "days for a yearly review", "每户年度复核人天", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.top_up", 0.4, "share", 0, 1, uniform(0.2, 0.7), "part of the recorded gap to the line that relief pays", "救助金补差比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.fee_relief", 0.3, "share", 0, 1, uniform(0.1, 0.5), "part of rent and own outlays that is paid for families with illness or without anybody fit for work", "房租与医疗费用减免比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.referral", 0.4, "share", 0, 5, uniform(0.1, 0.8), "rise of the chance to find work by referral, of the chance itself", "就业推荐使再就业概率提高比例", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.budget", 40e6, "yuan_per_year", 0, 1e10, uniform(15e6, 80e6), "money for relief a year in the whole city, shared by town families", "全市城市困难家庭帮扶年预算", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.good_reviews", 2, "count", 1, 10, uniform(1, 3), "good reviews in a row that end support", "连续合格复核次数(退出)", "assumption", "assumption", "urban_347"),
)  # fmt: skip
CASE, REVIEW = 1, 2  # stages
IDLE, ILL, UNABLE, LOW_PAY = 1, 2, 3, 4  # causes, the first that holds in the order of `cause`
SEEK_MONTH, REVIEW_MONTH = 3, 9  # assumption


def deliver(world) -> None:
    """The month of the centres: seek once a year, review once a year, decide while days last, pay."""
    if not len(world.urban):
        return
    first = world.month == max(world.start, world.levers_on["urban_347"][0])
    if first or world.month_of_year == 1:
        fill_purse(world)
        world.urban.relief_year[:] = 0.0
    if first or world.month_of_year == SEEK_MONTH:
        seek(world)
    if world.month_of_year == REVIEW_MONTH:
        rows = nonzero(world.urban.supported)
        _open(world, rows[world.month - world.urban.since[rows] >= 6], REVIEW)  # who has just come waits for the next year; assumption
    work(world)
    pay(world)


def stop(world) -> None:
    """The measure ends: no case is open, nothing is due, nobody is referred."""
    u = world.urban
    for column in (u.stage, u.supported, u.good, u.referral, u.relief_due, u.fees_due, u.relief_year, world.counties.urban_purse):
        column[:] = 0


def sampled(world) -> np.ndarray:
    """float64[counties]: town families in the sample over all of the county; 0 where none is sampled."""
    u = world.urban
    n, whole = np.bincount(u.county, minlength=len(world.counties)), np.bincount(u.county, u.weight, len(world.counties))
    return np.divide(n, whole, out=np.zeros(len(n)), where=whole > 0)


def fill_purse(world) -> None:
    """The year's money of each county by its families, apart from the purses of the rural measures, for the rest of the year where the measure begins later, scaled to the sample."""
    whole = np.bincount(world.urban.county, world.urban.weight, len(world.counties))
    budget = world.parameters["urban_347.budget"] * (13 - world.month_of_year) / 12.0
    world.counties.urban_purse[:] = to_fen(budget * whole / whole.sum() * sampled(world))


def line(world) -> float:
    """Yuan a head and year."""
    return world.parameters["urban_347.line"] * world.drivers.at("dibao_standard", world.month)


def means(world, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
    """float64[n]: yuan a head and year as they are, by the rule of counting."""
    u = world.urban
    return np.maximum(u.income[rows] - u.burden[rows] * bool(world.parameters["urban_347.deduct"]), 0.0) / u.size[rows]


def seek(world) -> None:
    """Applications of the year, and families that the comparison of registers of illness and of work finds."""
    u, p = world.urban, world.parameters
    need = means(world) / max(line(world), 1e-9)
    applies = (uniforms(world.seed, DRAW_SEEK, u.id, 0)[0] < p["urban_347.apply"]) & (need < p["urban_347.hope"])
    in_registers = ((u.ill > 0) | (u.working < u.able)) & (need < 1.0)
    found = in_registers & (uniforms(world.seed, DRAW_SEEK, u.id, world.month)[1] < p["urban_347.found"])
    _open(world, np.flatnonzero((applies | found) & (u.supported == 0) & (u.stage == 0)), CASE)


def _open(world, rows: np.ndarray, stage: int) -> None:
    u = world.urban
    u.stage[rows], u.since[rows] = stage, world.month
    u.reason[rows] = np.where(stage == CASE, Reason.PENDING, Reason.NONE)


def work(world) -> None:
    """Cases and reviews, the oldest first, while the days of the centre last."""
    u, p = world.urban, world.parameters
    rows = nonzero(u.stage)
    if not len(rows):
        return
    rows = rows[np.lexsort((u.id[rows], u.since[rows], u.county[rows]))]
    days = np.where(u.stage[rows] == CASE, p["urban_347.days_case"], p["urban_347.days_review"])
    rows = rows[served(world, u.county[rows], days)]
    within = record(world, rows)
    new = u.stage[rows] == CASE
    u.stage[rows] = 0
    admit(world, rows[new & within])
    judge(world, rows[~new], within[~new])


def served(world, county: np.ndarray, days: np.ndarray) -> np.ndarray:
    """bool[n]: whose case is worked on, in the order of rows grouped by county. The last one is begun with the chance of its part that is left, so that a sample works as the whole."""
    left = world.parameters["urban_347.days"] * sampled(world)
    used = np.cumsum(days)
    before = used - days
    before -= before[np.searchsorted(county, county, side="left")]
    luck = uniforms(world.seed, DRAW_DAYS, world.counties.adcode, world.month)[0]
    return before + luck[county] * days <= left[county]


def record(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: within the line by the income recorded now, and not screened out by savings; reasons are noted."""
    u, p = world.urban, world.parameters
    error, eye = uniforms(world.seed, DRAW_CASE, u.id[rows], world.month)
    u.recorded[rows] = means(world, rows) * exp_array(p["urban_347.error"] * normal_quantile_array(error))
    limit = p["urban_347.savings_limit"] / 12.0 * world.drivers.at("dibao_standard", world.month)
    rich = (u.savings[rows] > limit * u.size[rows]) & (eye < p["urban_347.savings_seen"])
    low = u.recorded[rows] < line(world)
    u.reason[rows] = np.select([~low, rich], [Reason.EVIDENCE, Reason.SCREEN], Reason.NONE)
    return low & ~rich


def admit(world, rows: np.ndarray) -> None:
    """Support begins."""
    u = world.urban
    u.supported[rows], u.good[rows], u.since[rows] = 1, 0, world.month
    plan(world, rows)


def judge(world, rows: np.ndarray, within: np.ndarray) -> None:
    """After a review: who is still within the line gets a new plan; enough good reviews in a row end support."""
    u = world.urban
    u.good[rows] = np.where(within, 0, u.good[rows] + 1)
    out = u.good[rows] >= world.parameters["urban_347.good_reviews"]
    plan(world, rows[within])
    left = rows[out]
    u.supported[left], u.reason[left], u.good[left] = 0, Reason.GRADUATED, 0
    for column in (u.referral, u.relief_due, u.fees_due):
        column[left] = 0.0
    world.count("urban_exits", u.county[left], u.weight[left])


def cause(world, rows: np.ndarray) -> np.ndarray:
    """int64[n]: why the family is in difficulty."""
    u = world.urban
    return np.select([u.working[rows] < u.able[rows], u.ill[rows] > 0, u.able[rows] == 0], [IDLE, ILL, UNABLE], LOW_PAY)


def plan(world, rows: np.ndarray) -> None:
    """Help by cause: relief for all, referral for those without work, fees for the ill and where nobody is fit for work."""
    u, p = world.urban, world.parameters
    u.cause[rows] = cause(world, rows)
    gap = np.maximum(line(world) - u.recorded[rows], 0.0) * u.size[rows]
    u.relief_due[rows] = to_fen(p["urban_347.top_up"] * gap / 12.0)
    fees = (u.ill[rows] > 0) | (u.able[rows] == 0)
    u.fees_due[rows] = to_fen(p["urban_347.fee_relief"] * fees * u.burden[rows] / 12.0)
    u.referral[rows] = p["urban_347.referral"] * (u.cause[rows] == IDLE)


def pay(world) -> None:
    """Relief and fees from the county's purse, the neediest first; families in difficulty spend it in the same month."""
    u = world.urban
    rows = nonzero(u.supported)
    rows = rows[np.lexsort((u.id[rows], u.recorded[rows]))]
    total, purse = np.zeros(len(rows)), world.counties.urban_purse
    month = np.floor(purse / (13 - world.month_of_year))  # so that the money lasts to December
    for name, due in (("urban_relief", u.relief_due[rows]), ("urban_fees", u.fees_due[rows])):
        paid = np.zeros(len(rows))
        pay_in_order(due, u.county[rows], month, paid)
        world.pay(name, rows[paid > 0], paid[paid > 0])
        u.reason[rows[(due > 0) & (paid == 0)]] = Reason.PURSE
        total += paid
    purse -= np.bincount(u.county[rows], total, len(purse))
    u.relief_year[rows] += total
    world.pay("urban_spent", rows[total > 0], total[total > 0])
