"""Settlement: the only place that changes stocks. One pass adds the month's flows to cash, debt and income, and sums them for the ledger."""

import numpy as np

from sim.core.compiled import kernel
from sim.state.columns import SOURCES, collectors, flows, money
from sim.state.flow_sums import BLOCK, add_signed


class Rules:
    """Signs and income classes of the dense flows and of the classes of payments, made once from columns.csv. Row i belongs to row i of the flow matrix."""

    def __init__(self) -> None:
        columns, classes = flows(), collectors()
        self.cash = np.array([*(c.cash for c in columns), *(1.0 for _ in classes)])
        self.debt = np.array([*(c.moves[1] if c.moves else 0 for c in columns), *(0 for _ in classes)], np.float64)
        if any(c.moves and c.moves[0] != "debt" for c in columns):
            raise ValueError("columns.csv: a dense flow moves another stock than debt; make it a payment")
        named = [*((c.source, c.survey, c.hukou) for c in columns), *classes]
        self.source = np.array([SOURCES.index(source) if source else -1 for source, _, _ in named], np.int64)
        self.survey = np.array([survey for _, survey, _ in named], np.int64)
        self.hukou = np.array([hukou for _, _, hukou in named], np.int64)
        self.posted = np.array([money().index(c) for c in columns], np.int64)  # row of the ledger of each dense flow


@kernel("void(float64[:,::1], float64[::1], int64, int64, int64, float64[:,::1], float64[:,::1])")
def _post(flow, weight, start, stop, c, fen, weighted):
    """Sums of every flow over the rows, in row order; four flows at a time, since one sum alone waits for its last addition."""
    last = fen.shape[0] - 1
    for f in range(0, last + 1, 4):
        g, h, k = min(f + 1, last), min(f + 2, last), min(f + 3, last)  # the last flow may come twice: both write the same sum
        a0, a1, a2, a3 = fen[f, c], fen[g, c], fen[h, c], fen[k, c]
        b0, b1, b2, b3 = weighted[f, c], weighted[g, c], weighted[h, c], weighted[k, c]
        for i in range(start, stop):
            x0, x1, x2, x3, w = flow[f, i], flow[g, i], flow[h, i], flow[k, i], weight[i]
            a0, a1, a2, a3 = a0 + x0, a1 + x1, a2 + x2, a3 + x3
            b0, b1, b2, b3 = b0 + x0 * w, b1 + x1 * w, b2 + x2 * w, b3 + x3 * w
        fen[f, c], fen[g, c], fen[h, c], fen[k, c] = a0, a1, a2, a3
        weighted[f, c], weighted[g, c], weighted[h, c], weighted[k, c] = b0, b1, b2, b3


@kernel("void(float64[::1], float64, float64[::1], float64[::1])")
def _roll(income, price, ring, welfare):
    """The month's real income takes the place of that of a year ago."""
    for i in range(income.size):
        real = income[i] / price
        welfare[i] += (real - ring[i]) / 100.0
        ring[i] = real


@kernel(
    "void(float64[:,::1], float64[::1], float64[::1], int64[::1], int64[::1], int64[::1], float64[::1], float64[::1], float64[::1], "
    "float64[:,::1], float64[:,::1], float64[::1], float64[::1], float64, int64[::1], float64[::1], float64[:,::1], float64[:,::1])"
)
def _settle(
    flow, sign, debt_sign, source, survey, hukou, cash, debt, remittance, year_survey, year_hukou, ring, welfare, price, first, weight, fen, weighted
):
    """Whole fen add exactly in any order, so each flow goes to its account in one short loop over a block of rows."""
    sources = year_hukou.shape[0]
    month = np.empty((sources + 1, BLOCK))  # income of the month (hukou concept) by source, and in all
    for c in range(first.size - 1):
        for start in range(first[c], first[c + 1], BLOCK):
            stop = min(start + BLOCK, first[c + 1])
            n = stop - start
            _post(flow, weight, start, stop, c, fen, weighted)
            month[:, :n] = 0.0
            for f in range(flow.shape[0]):
                if sign[f] == 0.0:
                    continue  # a class of payments that nobody had this month
                x = flow[f, start:stop]
                add_signed(month[source[f], :n] if hukou[f] == 1 else cash[start:stop], x, sign[f])
                if debt_sign[f] != 0.0:
                    add_signed(debt[start:stop], x, debt_sign[f])
                if survey[f] != hukou[f]:
                    add_signed(year_survey[source[f], start:stop], x, sign[f] * (survey[f] - hukou[f]))
            for s in range(sources):
                add_signed(month[sources, :n], month[s, :n], 1.0)
                add_signed(year_hukou[s, start:stop], month[s, :n], 1.0)
                add_signed(year_survey[s, start:stop], month[s, :n], 1.0)
            add_signed(cash[start:stop], month[sources, :n], 1.0)
            add_signed(year_survey[3, start:stop], remittance[start:stop], 1.0)
            _roll(month[sources, :n], price, ring[start:stop], welfare[start:stop])


def settle(world) -> None:
    """Close the month: stocks, yearly income by source (rows of SOURCES), income of the last twelve months, ledger."""
    h, rules, payments = world.households, world.settlement_rules, world.payments
    _share_past(world)
    dense = len(rules.posted)
    fen, weighted = np.zeros((2, dense, len(world.counties)))
    sign = rules.cash.copy()
    sign[dense:] = payments.touched
    _settle(h.flows, sign, rules.debt, rules.source, rules.survey, rules.hukou, h.cash, h.debt, h.remittance, world.year_survey, world.year_hukou,
            world.ring[world.month % 12], h.welfare, world.drivers.price(world.month), world.county_first, h.weight, fen, weighted)  # fmt: skip
    booked, estimate = np.zeros((2, len(money()), len(world.counties)))
    booked[rules.posted], estimate[rules.posted] = fen, weighted
    for batch in payments.batches:
        _sparse(world, batch, booked, estimate)
    for name, net in payments.net.items():
        _close(name, world.tables()[name], net)
    world.ledger.post(world.month, booked, estimate)


def _share_past(world) -> None:
    """Households that divided this month share the income of the past twelve: by heads, so that income a head is what it was."""
    for old, new, share in world.moves.split:
        for past in (*world.ring, world.households.welfare):
            past[new] = past[old] * share
            past[old] -= past[new]
    world.moves.split = []


def _sparse(world, batch, fen: np.ndarray, weighted: np.ndarray) -> None:
    """One batch of payments: the ledger, and the stock of its rows that it moves."""
    column, table, n = batch.column, world.tables()[batch.column.table], len(world.counties)
    if column.moves:
        stock, sign = column.moves
        np.add.at(table.columns[stock], batch.rows, sign * batch.fen)
    if column.kind == "payment":
        county, weight = table.county[batch.rows], table.weight[batch.rows]
        fen[money().index(column)] += np.bincount(county, batch.fen, n)
        weighted[money().index(column)] += np.bincount(county, batch.fen * weight, n)


def _close(name: str, table, net: np.ndarray) -> None:
    """Cash of villages, cooperatives or enterprises after the month. ArithmeticError if one would have less than nothing."""
    table.cash[:] += net
    net[:] = 0.0
    if (table.cash < 0.0).any():
        row = int(np.flatnonzero(table.cash < 0.0)[0])
        raise ArithmeticError(f"{name} row {row}: paid {-table.cash[row]:.0f} fen more than it had")
