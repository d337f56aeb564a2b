"""Settlement: the only place that changes stocks. `receive` adds the month's income and bills to cash, `settle` what was decided on that and the ledger."""

import numpy as np

from sim.core.compiled import kernel
from sim.state.columns import SOURCES, collectors, flows, ledger_rows, money
from sim.state.flow_sums import BLOCK, add_signed, by_county, by_run, scatter, total

LATE = ("spending",)  # dense flows that are decided on the money at hand after `receive`


class Rules:
    """Signs and income classes of the dense flows and of the classes of payments, made once from columns.csv. Row i belongs to row i of the flow matrix."""

    def __init__(self) -> None:
        columns, classes = flows(), collectors()
        self.cash = np.array([*(c.cash for c in columns), *(1.0 for _ in classes)])
        if any(c.moves for c in columns):
            raise ValueError("columns.csv: a dense flow moves a stock; make it a payment")
        named = [*((c.source, c.survey, c.hukou) for c in columns), *classes]
        self.source = np.array([SOURCES.index(source) if source else -1 for source, _, _ in named], np.int64)
        self.survey = np.array([survey for _, survey, _ in named], np.int64)
        self.hukou = np.array([hukou for _, _, hukou in named], np.int64)
        self.posted = np.array([ledger_rows()[c.name] for c in columns], np.int64)  # row of the ledger of each dense flow
        self.late = np.array([i for i, c in enumerate(columns) if c.name in LATE], np.int64)


@kernel("void(float64[:,::1], int64[::1], int64, int64, int64, float64, float64[:,::1], float64[:,::1])")
def _post(flow, used, start, stop, c, weight, fen, weighted):
    """Sum of each used flow over rows of one county and weight."""
    for k in range(used.size):
        there = total(flow[used[k], start:stop])
        fen[used[k], c] += there
        weighted[used[k], c] += there * weight


@kernel("void(float64[::1], float64, float64[::1], float64[::1])")
def _roll(income, price, ring, welfare):
    """The month's real income takes the place of that of a year ago."""
    per_price = 1.0 / price
    for i in range(income.size):
        real = income[i] * per_price
        welfare[i] += (real - ring[i]) * 0.01
        ring[i] = real


@kernel(
    "void(float64[:,::1], int64[::1], int64, float64[::1], int64[::1], int64[::1], int64[::1], float64[::1], float64[::1], "
    "float64[:,::1], float64[:,::1], float64[::1], float64[::1], float64, int64[::1], int8[::1], float64[::1], float64[:,::1], float64[:,::1])"
)
def _receive(
    flow, used, dense, sign, source, survey, hukou, cash, remittance, year_hukou, year_gap, ring, welfare, price, runs, county, weight, fen, weighted
):
    """Whole fen add exactly in any order, so each flow goes to its account in one short loop over a block of rows.

    `used[:dense]` are posted; the others are classes of payments, emptied here, where they are in the processor's cache, for the next month.
    """
    sources = year_hukou.shape[0]
    month, income = np.empty((sources, BLOCK)), np.empty(BLOCK)  # income of the month (hukou concept) by source, and in all
    has = np.zeros(sources, np.int64)
    for k in range(used.size):
        if hukou[used[k]] == 1:
            has[source[used[k]]] = 1
    for r in range(runs.size - 1):
        for start in range(runs[r], runs[r + 1], BLOCK):
            stop = min(start + BLOCK, runs[r + 1])
            n = stop - start
            _post(flow, used[:dense], start, stop, county[start], weight[start], fen, weighted)
            month[:, :n], income[:n] = 0.0, 0.0
            for k in range(used.size):
                f = used[k]
                x = flow[f, start:stop]
                add_signed(month[source[f], :n] if hukou[f] == 1 else cash[start:stop], x, sign[f])
                if survey[f] != hukou[f]:
                    add_signed(year_gap[source[f], start:stop], x, sign[f] * (survey[f] - hukou[f]))
                if k >= dense:
                    x[:] = 0.0
            for s in range(sources):
                if has[s] == 1:
                    add_signed(income[:n], month[s, :n], 1.0)
                    add_signed(year_hukou[s, start:stop], month[s, :n], 1.0)
            add_signed(cash[start:stop], income[:n], 1.0)
            add_signed(year_gap[3, start:stop], remittance[start:stop], 1.0)
            _roll(income[:n], price, ring[start:stop], welfare[start:stop])


@kernel("void(float64[:,::1], int64[::1], float64[::1], float64[::1], int64[::1], int8[::1], float64[::1], float64[:,::1], float64[:,::1])")
def _close_late(flow, used, cash, late, runs, county, weight, fen, weighted):
    """What was decided on the money at hand: payments of the rest of the month and the dense late flows, all of them paid by households."""
    for r in range(runs.size - 1):
        for start in range(runs[r], runs[r + 1], BLOCK):
            stop = min(start + BLOCK, runs[r + 1])
            _post(flow, used, start, stop, county[runs[r]], weight[runs[r]], fen, weighted)
            add_signed(cash[start:stop], late[start:stop], 1.0)
            for k in range(used.size):
                add_signed(cash[start:stop], flow[used[k], start:stop], -1.0)


def receive(world) -> None:
    """Income and bills of the month so far: cash, yearly income by source (rows of SOURCES), income of the last twelve months. Cash may lie below zero until `settle`."""
    h, rules, payments = world.households, world.settlement_rules, world.payments
    _share_past(world)
    dense = np.array([f for f, c in enumerate(flows()) if f not in rules.late and c.name not in world.quiet], np.int64)
    used = np.concatenate([dense, len(rules.posted) + np.flatnonzero(payments.touched)])
    world.posted = np.zeros((2, len(rules.posted), len(world.counties)))
    _receive(h.flows, used, len(dense), rules.cash, rules.source, rules.survey, rules.hukou, h.cash, h.remittance, world.year_hukou, world.year_gap,
             world.ring[world.month % 12], h.welfare, world.drivers.price(world.month), world.runs, h.county, h.weight, *world.posted)  # fmt: skip
    payments.touched[:] = False
    payments.open_late()


def settle(world) -> None:
    """Close the month: what was decided after `receive` (called here where it has not been), stocks, accounts of the other tables, ledger."""
    h, rules, payments = world.households, world.settlement_rules, world.payments
    if not payments.is_late:
        receive(world)
    fen, weighted = world.posted
    _close_late(h.flows, rules.late, h.cash, payments.late, world.runs, h.county, h.weight, fen, weighted)
    for rows, signed, kind in payments.late_income:
        _count_late(world, rows, signed, *kind)
    booked, estimate = np.zeros((2, len(money()), len(world.counties)))
    booked[rules.posted], estimate[rules.posted] = fen, weighted
    for batch in payments.batches:
        _sparse(world, batch, booked, estimate)
    for name, net in payments.net.items():
        _close(name, world.tables()[name], net)
    payments.close_late()
    world.ledger.post(world.month, booked, estimate)


def _share_past(world) -> None:
    """Households that divided this month share the income of the past twelve: by heads, so that income a head is what it was."""
    for old, new, share in world.moves.split:
        for past in (*world.ring, world.households.welfare, *world.last_sources, world.last_medical):
            past[new] = past[old] * share
            past[old] -= past[new]
    world.moves.split = []


def _count_late(world, rows: np.ndarray, signed: np.ndarray, source: str, survey: int, hukou: int) -> None:
    """Income or a deduction from it that became known after `receive`, such as interest on a loan."""
    s, per_price = SOURCES.index(source), 1.0 / world.drivers.price(world.month)
    scatter(world.year_hukou[s], rows, signed, float(hukou))
    scatter(world.year_gap[s], rows, signed, float(survey - hukou))
    scatter(world.ring[world.month % 12], rows, signed, hukou * per_price)
    scatter(world.households.welfare, rows, signed, hukou * per_price * 0.01)


def _sparse(world, batch, fen: np.ndarray, weighted: np.ndarray) -> None:
    """One batch of payments: the ledger, and the stock of its rows that it moves."""
    column, table = batch.column, world.tables()[batch.column.table]
    if column.moves:
        stock, sign = column.moves
        scatter(table.columns[stock], batch.rows, batch.fen, float(sign))
    if column.kind == "payment":
        row = ledger_rows()[column.name]
        if table is world.households:
            by_run(batch.rows, batch.fen, world.runs, table.county, table.weight, fen[row], weighted[row])
        elif table is world.counties:  # between levels of government, scaled to the sample as a purse is
            scatter(fen[row], batch.rows, batch.fen, 1.0)
            scatter(weighted[row], batch.rows, batch.fen / world.household_share[batch.rows], 1.0)
        else:
            by_county(batch.rows, batch.fen, table.county, table.weight, fen[row], weighted[row])


def _close(name: str, table, net: np.ndarray) -> None:
    """Cash of villages, cooperatives or enterprises after the month. ArithmeticError if one would have less than nothing."""
    table.cash[:] += net
    net[:] = 0.0
    if (table.cash < 0.0).any():
        row = int(np.flatnonzero(table.cash < 0.0)[0])
        raise ArithmeticError(f"{name} row {row}: paid {-table.cash[row]:.0f} fen more than it had")
