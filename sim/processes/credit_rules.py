"""Who asks for a formal loan and whom the lender accepts: a random-utility choice on one side, expected gain on the other.

The lender believes in a chance of default that falls with income, a solid house and loans repaid before, and that it sees with a constant error for
each household (how well the bank knows it). It lends where interest outweighs expected loss, the cost of its money and the cost of handling, so that
small loans, low rates and borrowers without anybody to vouch for them are rationed (Stiglitz and Weiss 1981, American Economic Review 71(3)).
A guarantee changes what a default costs, never who defaults.
"""

from typing import NamedTuple

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import log_array, logistic_array, normal_quantile_array
from sim.state.reasons import Reason

DRAW_KNOWN, DRAW_APPLY = 380, 381
NONE, ORDINARY, FOREST, MICRO = 0, 1, 2, 3
PURPOSES = {"invest": "credit.ask_invest", "home": "credit.ask_home", "bills": "credit.ask_bills"}
LEAST_INCOME = 1000.0  # yuan a year: keeps the logarithm of a household without income finite; assumption
PARAMETERS = (
    Parameter("credit.funding", 0.028, "per_year", 0, 0.2, uniform(0.022, 0.034), "what money costs the lender", "银行资金成本", "assumption", "assumption", "credit"),
    Parameter("credit.handling", 350.0, "yuan", 0, 1e5, uniform(150, 700), "cost of handling a loan for a year", "每笔贷款年经办成本", "assumption", "assumption", "credit"),
    Parameter("credit.default_base", -3.2, "log", -10, 5, uniform(-4.0, -2.6), "log odds of default in a year that the lender believes of a household of mean income", "银行预期违约对数几率", "assumption", "assumption", "credit"),
    Parameter("credit.default_income", 0.8, "log", 0, 5, uniform(0.4, 1.2), "how much these fall with the log of income", "违约几率对收入的弹性", "assumption", "assumption", "credit"),
    Parameter("credit.default_house", 0.4, "log", 0, 5, uniform(0.1, 0.8), "how much they fall with a brick-concrete house", "砖混住房降低违约几率", "assumption", "assumption", "credit"),
    Parameter("credit.default_record", 0.7, "log", 0, 5, uniform(0.3, 1.2), "how much they fall with a loan repaid before", "还款记录降低违约几率", "assumption", "assumption", "credit"),
    Parameter("credit.known", 0.8, "log", 0, 5, uniform(0.4, 1.2), "spread of the lender's error about a household", "银行对农户信用判断误差", "assumption", "assumption", "credit"),
    Parameter("credit.collateral", 0.35, "share", 0, 1, uniform(0.15, 0.55), "share of a lost ordinary loan recovered from a brick-concrete house or a car", "普通贷款抵押回收比例", "assumption", "assumption", "credit"),
    Parameter("credit.income_cap", 1.2, "years", 0, 20, uniform(0.8, 2.0), "loan at most, in years of income", "贷款额度上限(年收入倍数)", "assumption", "assumption", "credit"),
    Parameter("credit.forest_mu", 10.0, "mu", 0, 1000, uniform(5, 20), "forest needed for a forest loan", "福林贷所需林地", "assumption", "assumption", "credit"),
    Parameter("credit.forest_value", 3000.0, "yuan_per_mu", 0, 1e6, uniform(1500, 5000), "forest loan at most, a mu of forest", "福林贷每亩可贷额", "assumption", "assumption", "credit"),
    Parameter("credit.ask_invest", 0.0, "utility", -20, 20, uniform(-1, 1), "utility of asking for a loan that would be invested", "申请生产贷款的效用常数", "assumption", "assumption", "credit"),
    Parameter("credit.ask_home", 0.5, "utility", -20, 20, uniform(-1, 2), "utility of asking for a loan to build a home", "申请建房贷款的效用常数", "assumption", "assumption", "credit"),
    Parameter("credit.ask_bills", -1.0, "utility", -20, 20, uniform(-2, 0), "utility of asking a bank rather than kin for bills that must be paid", "向银行借款应急的效用常数", "assumption", "assumption", "credit"),
    Parameter("credit.dislike", 8.0, "utility", 0, 100, uniform(4, 14), "loss of utility for interest of the whole of a year's income", "利息负担的负效用", "assumption", "assumption", "credit"),
)  # fmt: skip


class Terms(NamedTuple):
    """One product for each of n households: whole fen that it would be of, rate a year, share of a loss that somebody or something covers."""

    fen: np.ndarray
    rate: np.ndarray
    cover: np.ndarray


class Loans(NamedTuple):
    """What a lender would lend to each row: product code (NONE: refused), whole fen, rate a year; `why` it is no loan, or too small a one for a loan.

    NO_GAIN: even if nobody ever defaulted, no rate would pay for money and handling. RATION: what the limits leave is too small for that, or for a loan.
    COLLATERAL: a loan of which every loss was covered would be given. RISK: not even that.
    """

    product: np.ndarray
    fen: np.ndarray
    rate: np.ndarray
    why: np.ndarray


def nothing(n: int, why: int) -> Loans:
    """No loan for any of `n` households, for one reason."""
    return Loans(np.zeros(n, np.int8), np.zeros(n), np.ones(n), np.full(n, why, np.int8))


def believed_default(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: chance of default in a year as the lender sees it."""
    p, h = world.parameters, world.households
    income = np.maximum(world.year_income(rows), LEAST_INCOME)
    relative = log_array(income / np.maximum(world.counties.income_mean, LEAST_INCOME)[h.county[rows]])
    known = normal_quantile_array(draw(world.seed, DRAW_KNOWN, h.id[rows], 0))
    odds = p["credit.default_base"] - p["credit.default_income"] * relative - p["credit.default_house"] * (h.house[rows] == 2)
    return logistic_array(odds - p["credit.default_record"] * (h.loans_repaid[rows] > 0) + p["credit.known"] * known)


def cost(world, fen: np.ndarray) -> np.ndarray:
    """float64[n]: what the money and the handling of a loan cost the lender, for each yuan of it and a year."""
    p = world.parameters
    return p["credit.funding"] + p["credit.handling"] * world.drivers.price(world.month) * 100.0 / np.maximum(fen, 1.0)


def lends(world, fen: np.ndarray, rate: np.ndarray, cover: np.ndarray, default: np.ndarray) -> np.ndarray:
    """bool[n]: interest outweighs expected loss, the cost of money and of handling; for each yuan of a loan and a year."""
    return pays(rate, cover, default, cost(world, fen))


def pays(rate, cover, default, costs) -> np.ndarray:
    """bool[n]: the same where `costs` of money and handling are known."""
    return rate * (1.0 - default) - default * (1.0 - cover) >= costs


def limits(world, rows: np.ndarray) -> dict[int, np.ndarray]:
    """product -> float64[n]: fen that the terms of each product allow a household, before the lender has looked at it; 0 for who may not have it."""
    p, h, c = world.parameters, world.households, world.counties
    county, forest = h.county[rows], h.forest[rows]
    pledged = np.where(forest >= p["credit.forest_mu"], forest * p["credit.forest_value"], 0.0)
    return {
        MICRO: 100.0 * c.micro_limit[county] * (h.microcredit_right[rows] == 1),
        FOREST: 100.0 * np.minimum(c.forest_limit[county], pledged),
        ORDINARY: 100.0 * c.loan_limit[county],
    }


def hopeful(world, rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """bool[n]: a lender who believed in no default at all might lend; most ask for so little that the handling alone costs more than any rate brings."""
    c = world.counties
    return cost(world, wanted) <= np.maximum(np.maximum(c.micro_rate, c.forest_rate), c.loan_rate)[world.households.county[rows]]


def offered(world, rows: np.ndarray, wanted: np.ndarray) -> Loans:
    """The cheapest loan that a lender would give each household, of `wanted` fen or less."""
    loans, some = nothing(len(rows), Reason.NO_GAIN), np.flatnonzero(hopeful(world, rows, wanted))
    if some.size:
        for all_rows, found in zip(loans, cheapest(world, rows[some], wanted[some]), strict=True):
            all_rows[some] = found
    return loans


def cheapest(world, rows: np.ndarray, wanted: np.ndarray) -> Loans:
    """The same where the lender looks at every household."""
    default, best, least = believed_default(world, rows), nothing(len(rows), Reason.RATION), 100.0 * world.parameters["credit.smallest"]
    sound, safe = np.zeros((2, len(rows)), bool)  # without any default, with every loss covered
    for product, (fen, rate, cover) in products(world, rows, wanted).items():
        costs, some = cost(world, fen), fen > 0.0
        better = some & (rate < best.rate) & pays(rate, cover, default, costs)
        best.product[better], best.fen[better], best.rate[better] = product, fen[better], rate[better]
        some &= fen >= least
        sound |= some & (rate >= costs)
        safe |= some & pays(rate, 1.0, default, costs)
    risky = sound & (best.product == NONE)
    best.why[risky] = np.where(safe[risky], Reason.COLLATERAL, Reason.RISK)
    return best


def products(world, rows: np.ndarray, wanted: np.ndarray) -> dict[int, Terms]:
    """What each product would be for households `rows` that want `wanted` fen, within its limits and theirs, before the lender weighs the risk."""
    p, h, c = world.parameters, world.households, world.counties
    county = h.county[rows]
    able = 100.0 * p["credit.income_cap"] * np.maximum(world.year_income(rows), 0.0)
    pledge = p["credit.collateral"] * ((h.house[rows] == 2) | (h.car[rows] == 1))
    terms = {
        MICRO: (c.micro_rate[county], c.micro_cover[county]),
        FOREST: (c.forest_rate[county], c.forest_cover[county]),
        ORDINARY: (c.loan_rate[county], pledge),
    }
    most = {product: limit if product == MICRO else np.minimum(limit, able) for product, limit in limits(world, rows).items()}
    return {product: Terms(np.floor(np.minimum(wanted, most[product])), *terms[product]) for product in most}


def asks(world, rows: np.ndarray, loans: Loans, purpose: str) -> np.ndarray:
    """bool[n]: who asks, by random utility; interest weighs by its share of income. The difference of two Gumbel draws is one logistic draw."""
    p, h = world.parameters, world.households
    burden = loans.fen * loans.rate / (100.0 * np.maximum(world.year_income(rows), LEAST_INCOME))
    chance = logistic_array(p[PURPOSES[purpose]] - p["credit.dislike"] * burden)
    return draw(world.seed, DRAW_APPLY, h.id[rows], world.month, list(PURPOSES).index(purpose)) < chance
