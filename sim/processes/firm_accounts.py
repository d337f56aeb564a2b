"""The year's money of a leading enterprise: sales, costs, loans, profit; it closes when it cannot pay, and others take over works when that pays.

Costs are those of a firm that buys everything outside. What households deliver, the work they do and the land they lease replace part of them, by
what it is worth to the firm; what they are paid for it is paid to them. A gain from contracts is therefore lower costs, and nothing else.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic, firm_credit

OWNS = (
    *(f"enterprises.{c}" for c in ("alive", "entered", "sales", "profit", "profit_rate", "bought_ahead")),
    *(f"enterprises.firm_{c}" for c in ("sales", "costs", "profit", "repay", "interest", "write_off", "equity")),
)  # fmt: skip
DRAW_CLOSE, DRAW_ENTER = 357, 358
PARAMETERS = (
    Parameter("enterprises.variable", 0.75, "share", 0, 1, uniform(0.70, 0.80), "costs that move with sales, all bought outside, share of sales", "变动成本占销售额比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.fixed", 0.20, "share", 0, 1, uniform(0.15, 0.25), "fixed costs, share of normal sales", "固定成本占常年销售额比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.buffer", 0.5, "months", 0, 60, uniform(0.2, 1.5), "months of costs that an enterprise keeps in cash before it pays profit out", "企业现金储备月数", "assumption", "assumption", "firms"),
    Parameter("enterprises.rate", 0.06, "per_year", 0, 0.5, uniform(0.045, 0.08), "interest on loans of enterprises", "企业贷款年利率", "assumption", "assumption", "firms"),
    Parameter("enterprises.closure", 0.02, "per_year", 0, 1, uniform(0.005, 0.05), "yearly chance that an enterprise closes for reasons outside the model", "企业外因关停年概率", "assumption", "assumption", "firms"),
    Parameter("enterprises.entry", 0.30, "per_year", 0, 1, uniform(0.1, 0.6), "yearly chance that closed works are taken over when profits are normal", "停产企业被接手年概率", "assumption", "assumption", "firms"),
    Parameter("enterprises.entry_response", 8.0, "ratio", 0, 100, uniform(2, 15), "how strongly taking over responds to the rate of profit above normal", "进入对利润率的反应", "assumption", "assumption", "firms"),
    Parameter("enterprises.shut", 0.5, "share", 0, 1, uniform(0.2, 0.9), "sales lost for each share of local work lost in an epidemic", "疫情期企业销售损失系数", "assumption", "assumption", "epidemic"),
)  # fmt: skip


def set_up(world) -> None:
    """All in business, with their usual cash."""
    e = world.enterprises
    e.alive[:], e.entered[:] = 1, world.start
    e.cash[:] = np.rint(firm_credit.month_sales(world) * world.parameters["enterprises.buffer"])


def step(world) -> None:
    """Beginning of the month: sales come in; in January the count of the year begins anew and works may be taken over."""
    e, lost = world.enterprises, epidemic.loss(world)
    if world.month_of_year == 1:
        e.sales[:], e.profit[:] = 0.0, 0.0
        enter(world)
    rows = np.flatnonzero(e.alive)
    sold = np.rint(firm_credit.month_sales(world) * e.demand * (1.0 - world.parameters["enterprises.shut"] * lost.local))[rows]
    firm_credit.clear(world)
    world.pay("firm_sales", rows, sold)
    e.sales[rows] += sold / e.share[rows] / 100.0


def enter(world) -> None:
    """Closed works that somebody takes over, with the owners' capital: more likely when enterprises of the county earn well."""
    e, p = world.enterprises, world.parameters
    normal = 1.0 - p["enterprises.variable"] - p["enterprises.fixed"]
    mean = np.bincount(e.county, e.profit_rate * e.alive, 12) / np.maximum(np.bincount(e.county, e.alive, 12), 1)
    chance = p["enterprises.entry"] * np.clip(1.0 + p["enterprises.entry_response"] * (mean - normal), 0.0, 3.0)
    rows = np.flatnonzero((e.alive == 0) & (draw(world.seed, DRAW_ENTER, e.id, world.month) < chance[e.county]))
    world.pay("firm_equity", rows, np.rint(firm_credit.month_sales(world)[rows] * p["enterprises.buffer"]))
    e.alive[rows], e.entered[rows], e.bought_ahead[rows] = 1, world.month, 0.0


def paid_to_households(world) -> tuple[np.ndarray, np.ndarray]:
    """float64[enterprises]: fen of the month paid to households, and what leased land replaces."""
    n, e = len(world.enterprises), world.enterprises
    paid, land = np.zeros((2, n))
    for batch in world.payments.batches:
        if batch.party_table == "enterprises" and batch.party.size:
            paid += np.bincount(batch.party, batch.party_fen * batch.column.cash, n)
            if batch.column.name == "lease_in":
                land += np.bincount(batch.party, batch.party_fen, n) * e.lease_worth
    return paid, land


def close_month(world) -> None:
    """End of the month: outside costs, interest, loans back; who cannot pay closes; in December profit goes to the owners."""
    e, p = world.enterprises, world.parameters
    normal = firm_credit.month_sales(world)
    base = normal * (p["enterprises.variable"] * e.demand + p["enterprises.fixed"]) * e.alive
    paid, land = paid_to_households(world)
    worth = e.supplied + e.staffed + land
    covered = e.bought_ahead + worth
    interest = np.rint(e.debt * p["enterprises.rate"] / 12.0)
    costs = np.rint(np.maximum(base - covered, 0.0))
    e.bought_ahead[:] = np.maximum(covered - base, 0.0) * e.alive
    due = costs + interest
    can = firm_credit.fund(world, due)
    rows = np.flatnonzero(e.alive)
    first = np.minimum(interest, can)
    world.pay("firm_interest", rows, first[rows])
    world.pay("firm_costs", rows, np.floor(np.minimum(costs, can - first))[rows])
    sold = world.payments.total("firm_sales")
    e.profit[rows] += ((sold - base + worth - paid - interest) / e.share / 100.0)[rows]
    closing = close_down(world, e.short == 1)
    settle_with_bank(world, closing, normal)
    if world.month_of_year == 12:
        e.profit_rate[:] = np.divide(e.profit, e.sales, out=np.zeros(len(e)), where=e.sales > 0.0)


def close_down(world, insolvent: np.ndarray) -> np.ndarray:
    """Rows that close this month: those who could not pay, and some by a draw of each month."""
    e, p = world.enterprises, world.parameters
    other = draw(world.seed, DRAW_CLOSE, e.id, world.month) < p["enterprises.closure"] / 12.0
    rows = np.flatnonzero((e.alive == 1) & (insolvent | other))
    e.alive[rows] = 0
    world.count("enterprises_closed", e.county[rows])
    return rows


def settle_with_bank(world, closing: np.ndarray, normal: np.ndarray) -> None:
    """Loans go back from cash beyond the buffer; a firm that closes pays what it has, the rest is written off; what is left is the owners'."""
    e, p = world.enterprises, world.parameters
    free, debt, last = world.free("enterprises"), firm_credit.owed(world), np.zeros(len(e), bool)
    last[closing] = True
    spare = np.where(last, free, np.maximum(free - np.rint(p["enterprises.buffer"] * normal), 0.0))
    back = np.minimum(spare, debt)
    gone = np.where(last, debt - back, 0.0)
    out = spare - back if world.month_of_year == 12 else np.where(last, spare - back, 0.0)
    for name, fen in (("firm_repay", back), ("firm_write_off", gone), ("firm_profit", np.floor(out))):
        rows = np.flatnonzero(fen > 0.0)
        world.pay(name, rows, fen[rows])
