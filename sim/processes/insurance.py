"""Insurance that households may buy: farm insurance with a subsidised premium (政策性农业保险), and commercial accident and health insurance.

Premiums are paid in March, farm claims in November where weather and disasters of the year took more than the trigger, health claims in the month of the
bill. Taking it up is a choice: expected claims and less risk against the own part of the premium, habit, and trust. The sum insured a mu and the subsidy
are columns of the county. A farm premium is a cost of production and its claim takes the place of lost output: both belong to business income. A
commercial premium and claim are neither income nor its deduction (the official survey counts such indemnities as receipts that are no income).
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import fill_pairs
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp
from sim.state.rows import distinct

OWNS = ("counties.insured_sum", "counties.premium_subsidy") + tuple(
    f"households.{c}" for c in ("insured_farm", "insured_health", "farm_premium", "farm_claim", "health_premium", "health_claim")
)
DRAW_TAKE = 383
BLOCK = 1024  # rows at a time, so that what is known of them stays in the processor's cache
PREMIUM_MONTH, CLAIM_MONTH = 3, 11
LEAST_INCOME = 1000.0  # yuan a year; assumption
PARAMETERS = (
    Parameter("insurance.sum", 450.0, "yuan_per_mu", 0, 1e5, uniform(350, 600), "sum insured a mu of farmland: the cost of growing rice", "农业保险每亩保额", "assumption", "assumption", "insurance"),
    Parameter("insurance.rate", 0.045, "share", 0, 1, uniform(0.03, 0.06), "premium over the sum insured (3 to 6 %)", "农业保险费率", "assumption", "recalled", "insurance"),
    Parameter("insurance.subsidy", 0.75, "share", 0, 1, uniform(0.70, 0.80), "share of the premium that government pays (70 to 80 %)", "保费财政补贴比例", "assumption", "recalled", "insurance"),
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


@kernel("void(float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float64, float64, float64)")
def _weigh(u, each, expected, own, held, constant, prudence, habit):
    """Replaces uniform draws by numbers below 1 where insurance is worth it: u < 1 / (1 + e**-x) is written as u * (1 + e**-x) < 1."""
    for i in range(u.size):
        u[i] *= 1.0 + exp(-(constant + each[i] * (prudence * expected[i] - own[i]) + habit * held[i]))


@kernel("void(float64[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1])")
def _on_land(operated, county, premium, claim, own, expected):
    for i in range(own.size):
        own[i] = np.rint(operated[i] * premium[county[i]])
    for i in range(own.size):
        expected[i] = operated[i] * claim[county[i]]


@kernel("void(int16[::1], float64[::1], float64, float64, float64[::1], float64[::1])")
def _on_heads(size, hazard, head, case, own, expected):
    for i in range(own.size):
        own[i] = np.rint(head * size[i])
    for i in range(own.size):
        expected[i] = case * 12.0 * hazard[i]


@kernel("int64(float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], int8[::1], int64, int64[::1], float64[::1], int64)")
def _pick(u, have, expected, own, size, held, start, rows, fen, found):
    """Who is insured; premiums go to the list behind the `found` first and leave `have`. The length of the list is returned."""
    for i in range(u.size):
        yes = (size[i] > 0) & (expected[i] > 0.0) & (own[i] <= have[i]) & (u[i] < 1.0)
        held[i] = yes
        rows[found], fen[found] = start + i, own[i]
        found += yes & (own[i] > 0.0)
        have[i] -= own[i] if yes else 0.0
    return found


@kernel(
    "UniTuple(int64, 2)(int64, int64, int64[::1], int8[::1], int16[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], "
    "float64, float64, float64, float64, float64, float64, float64, float64, int8[::1], int8[::1], int64[:,::1], float64[:,::1])"
)
def _take(
    seed, month, ids, county, size, hazard, operated, cash, income, premium, claim, head, case, farm_constant, health_constant, weight, prudence, habit, least,
    farm, health, rows, fen,
):  # fmt: skip
    """Who takes farm and health insurance; rows and fen of the premiums (numbers of both returned). `premium`, `claim`: fen a mu by county; `head`, `case`: fen.

    A block of rows at a time in short loops without branches, which compile to vector code. The lists are one longer than the table.
    """
    farms, persons = 0, 0
    first, second, each, own, expected, have = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, ids.size, BLOCK):
        stop = min(start + BLOCK, ids.size)
        n = stop - start
        fill_pairs(seed, DRAW_TAKE, ids[start:stop], month, 0, first[:n], second[:n])
        for i in range(n):
            each[i] = weight / max(income[start + i], least)
        have[:n] = cash[start:stop]
        _on_land(operated[start:stop], county[start:stop], premium, claim, own[:n], expected[:n])
        _weigh(first[:n], each[:n], expected[:n], own[:n], farm[start:stop], farm_constant, prudence, habit)
        farms = _pick(first[:n], have[:n], expected[:n], own[:n], size[start:stop], farm[start:stop], start, rows[0], fen[0], farms)
        _on_heads(size[start:stop], hazard[start:stop], head, case, own[:n], expected[:n])
        _weigh(second[:n], each[:n], expected[:n], own[:n], health[start:stop], health_constant, prudence, habit)
        expected[:n] = 1.0  # health insurance is open to whoever can pay
        persons = _pick(second[:n], have[:n], expected[:n], own[:n], size[start:stop], health[start:stop], start, rows[1], fen[1], persons)
    return farms, persons


def buy(world) -> None:
    """Who insures for the year, by random utility (the difference of two Gumbel draws is one logistic draw). A premium is paid from savings."""
    h, c, p, money = world.households, world.counties, world.parameters, 100.0 * world.drivers.price(world.month)
    claim = 100.0 * c.insured_sum * p["insurance.believed_loss"]
    premium = 100.0 * c.insured_sum * p["insurance.rate"] * (1.0 - c.premium_subsidy)
    rows, fen = np.empty((2, len(h) + 1), np.int64), np.empty((2, len(h) + 1))
    farms, persons = _take(world.seed, world.month, h.id, h.county, h.size, h.hazard, h.operated, h.cash, 100.0 * world.year_income(), premium, claim,
                           p["insurance.health_premium"] * money, p["insurance.health_case"] * money, p["insurance.farm_constant"],
                           p["insurance.health_constant"], p["insurance.weight"], p["insurance.prudence"], p["insurance.habit"], 100.0 * LEAST_INCOME,
                           h.insured_farm, h.insured_health, rows, fen)  # fmt: skip
    world.pay("farm_premium", rows[0, :farms].copy(), fen[0, :farms].copy())
    world.pay("health_premium", rows[1, :persons].copy(), fen[1, :persons].copy())


def farm_claims(world) -> None:
    """Claims of the year, village by village: the share of the harvest that weather and disasters took, if it reaches the trigger."""
    h, v, c = world.households, world.villages, world.counties
    lost = np.clip(1.0 - v.weather * c.weather[v.county], 0.0, 1.0)
    struck = lost >= world.parameters["insurance.trigger"]
    rows = np.flatnonzero((h.insured_farm == 1) & struck[h.village])
    fen = np.rint(100.0 * c.insured_sum[h.county[rows]] * h.operated[rows] * lost[h.village[rows]])
    world.pay("farm_claim", rows[fen > 0.0], fen[fen > 0.0])


def own_bills(world) -> tuple[np.ndarray, np.ndarray]:
    """Rows with health insurance and a hospital bill this month, rising, and fen of the bill that medical insurance and aid leave them."""
    back, held = {"hospital": 1.0, "refund": -1.0, "medical_aid": -1.0}, world.households.insured_health
    bills = [(b.rows, back[b.column.name] * b.fen, np.flatnonzero(held[b.rows])) for b in world.payments.batches if b.column.name in back]
    each = np.concatenate([np.zeros(0, np.int64), *(rows[own] for rows, _, own in bills)])
    rows = distinct(each)
    return rows, np.bincount(np.searchsorted(rows, each), np.concatenate([np.zeros(0), *(fen[own] for _, fen, own in bills)]), len(rows))


def health_claims(world) -> None:
    """Claims for the hospital bills of the month."""
    p, (rows, own) = world.parameters, own_bills(world)
    free = 100.0 * p["insurance.health_free"] * world.drivers.price(world.month)
    claims = own > free
    world.pay("health_claim", rows[claims], np.rint(p["insurance.health_pays"] * (own[claims] - free)))


def step(world) -> None:
    """Terms and premiums once a year, claims as they come."""
    if world.month_of_year == PREMIUM_MONTH:
        buy(world)
    if world.month_of_year == CLAIM_MONTH:
        farm_claims(world)
    health_claims(world)
