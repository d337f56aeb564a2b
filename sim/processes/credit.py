"""Formal loans month by month: interest, repayment, rescheduling, arrears, default and write-off; then the new loans of the month.

A household has one formal loan at a time. Interest falls due at the end of each quarter; what cannot be paid is added to the loan. Principal falls due
once a year in equal parts (homes, bills) or at the end of the term (investment, 到期还本). Who cannot repay is given another year where the product
allows (展期、续贷), else falls into arrears; after months of arrears the loan is written off and the household gets none for years.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.processes.credit_rules import FOREST, NONE, asks, offered
from sim.state.reasons import Reason
from sim.state.rows import nonzero

OWNS = tuple(
    f"households.{c}"
    for c in ("microcredit_right", "loan_product", "loan_rate", "loan_due", "loan_left", "loan_rolled", "overdue", "loans_repaid", "restricted_until",
              "loan_in", "loan_repay", "loan_interest", "loan_arrears", "loan_write_off", "reason_loan")
)  # fmt: skip
PARAMETERS = (
    Parameter("credit.keep", 1.0, "months", 0, 24, uniform(0.5, 3), "months of income that a household keeps when it repays a loan", "还贷时保留的月收入", "assumption", "assumption", "credit"),
    Parameter("credit.roll", 1, "count", 0, 20, uniform(0, 2), "times that an ordinary loan or a microcredit is rescheduled by a year", "普通贷款和小额信贷可展期次数", "assumption", "assumption", "credit"),
    Parameter("credit.write_off", 24, "months", 1, 120, uniform(12, 36), "months of arrears after which a loan is written off", "逾期核销月数", "assumption", "assumption", "credit"),
    Parameter("credit.bad_record", 60, "months", 0, 240, uniform(36, 60), "months without formal credit after a default: five years in the credit register", "失信后限贷月数(征信不良记录5年)", "assumption", "assumption", "credit"),
    Parameter("credit.smallest", 5000.0, "yuan", 0, 1e6, uniform(2000, 10000), "smallest formal loan", "最低贷款额", "assumption", "assumption", "credit"),
)  # fmt: skip
QUARTERS = (3, 6, 9, 12)
FOREST_ROLLS = 9  # the forest loan revolves: it is renewed while its interest is paid, up to the lifetime of a run; assumption
MOST_MONTHS = 120  # arrears are counted up to here, within int8


def step(world) -> None:
    """Service of loans, then new ones."""
    rows = nonzero(world.households.loan_product)
    if rows.size:
        owed = world.households.loan[rows].copy()
        if world.month_of_year in QUARTERS:
            pay_interest(world, rows, owed)
        repay(world, rows, owed)
    for rows, fen, months, purpose in world.offers.of("loan"):
        lend(world, rows, fen, months, purpose)


def spare(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: fen that can go to the lender: what is at hand less some months of income."""
    kept = world.parameters["credit.keep"] * np.maximum(world.year_income(rows), 0.0) * (100.0 / 12.0)
    return np.floor(np.maximum(world.at_hand(rows) - kept, 0.0))


def pay_interest(world, rows: np.ndarray, owed: np.ndarray) -> None:
    """Interest of the quarter, out of all that is at hand; the rest is added to the loan (`owed` grows)."""
    due = np.rint(owed * world.households.loan_rate[rows] / len(QUARTERS))
    paid = np.minimum(due, np.maximum(world.at_hand(rows), 0.0))
    world.pay("loan_interest", rows[paid > 0.0], paid[paid > 0.0])
    short = due > paid
    world.pay("loan_arrears", rows[short], (due - paid)[short])
    owed += due - paid


def repay(world, rows: np.ndarray, owed: np.ndarray) -> None:
    """Parts of loans that are due this month or before."""
    h = world.households
    at = h.loan_due[rows] <= world.month
    rows, owed = rows[at], owed[at]
    part = np.ceil(owed / np.maximum(h.loan_left[rows], 1))
    paid = np.minimum(part, spare(world, rows))
    world.pay("loan_repay", rows[paid > 0.0], paid[paid > 0.0])
    whole = paid == part
    on_time(world, rows[whole], owed[whole] - paid[whole])
    late(world, rows[~whole], owed[~whole] - paid[~whole])


def on_time(world, rows: np.ndarray, left: np.ndarray) -> None:
    """The part was paid: the next one falls due in a year, or the loan is repaid."""
    h = world.households
    h.overdue[rows] = 0
    h.loan_left[rows] = np.maximum(h.loan_left[rows] - 1, 0)
    h.loan_due[rows] += 12
    done = rows[left == 0.0]
    h.loans_repaid[done] = np.minimum(h.loans_repaid[done] + 1, 100)
    close(world, done, "loans_repaid")


def late(world, rows: np.ndarray, left: np.ndarray) -> None:
    """The part was not paid: another year where the product allows it, else arrears, and in the end the loan is written off."""
    h, p = world.households, world.parameters
    rolls = np.where(h.loan_product[rows] == FOREST, FOREST_ROLLS, p["credit.roll"])
    can = (h.overdue[rows] == 0) & (h.loan_rolled[rows] < rolls)
    h.loan_rolled[rows[can]] += 1
    h.loan_due[rows[can]] += 12
    count(world, "loans_rescheduled", rows[can])
    behind = rows[~can]
    count(world, "loans_fallen_overdue", behind[h.overdue[behind] == 0])
    h.overdue[behind] = np.minimum(h.overdue[behind] + 1, MOST_MONTHS)
    lost = ~can & (h.overdue[rows] >= p["credit.write_off"])
    world.pay("loan_write_off", rows[lost], left[lost])
    h.restricted_until[rows[lost]] = world.month + int(p["credit.bad_record"])
    close(world, rows[lost], "loans_written_off")


def close(world, rows: np.ndarray, tally: str) -> None:
    """The loan is over."""
    h = world.households
    h.loan_product[rows], h.loan_rate[rows] = NONE, 0.0
    h.loan_due[rows], h.loan_left[rows], h.loan_rolled[rows], h.overdue[rows] = 0, 0, 0, 0
    count(world, tally, rows)


def lend(world, rows: np.ndarray, wanted: np.ndarray, months: np.ndarray, purpose: str) -> None:
    """New loans of one purpose: who may have one, who would get one, who asks for it."""
    h = world.households
    known = world.counties.income_mean[h.county[rows]] > 0.0
    least = 100.0 * world.parameters["credit.smallest"]
    seeks, clean = (h.loan_product[rows] == NONE) & (h.size[rows] > 0), h.restricted_until[rows] <= world.month
    free = known & seeks & clean & (wanted >= least)
    barred = seeks & ~free
    h.reason_loan[rows[barred]] = np.where(known, np.where(clean, Reason.TOO_SMALL, Reason.BAD_RECORD), Reason.NO_HISTORY)[barred]
    rows, wanted, months = rows[free], wanted[free], months[free]
    if not rows.size:
        return
    loans = offered(world, rows, wanted)
    given = (loans.product != NONE) & (loans.fen >= least)
    count(world, "loans_refused", rows[~given])
    taken = given & asks(world, rows, loans, purpose)
    h.reason_loan[rows] = np.where(given, np.where(taken, Reason.NONE, Reason.DID_NOT_APPLY), loans.why)
    rows, months, parts = rows[taken], months[taken], np.maximum(months[taken] // 12, 1)
    whole = purpose == "invest"
    h.loan_product[rows], h.loan_rate[rows] = loans.product[taken], loans.rate[taken]
    h.loan_left[rows], h.loan_due[rows] = 1 if whole else parts, world.month + (months if whole else np.minimum(months, 12))
    world.pay("loan_in", rows, loans.fen[taken])
    world.offers.add("loan_given", rows, loans.fen[taken], months, purpose)
    count(world, "loans_granted", rows)


def count(world, tally: str, rows: np.ndarray) -> None:
    """Add households to a tally of the year, weighted."""
    world.count(tally, world.households.county[rows], world.households.weight[rows])
