"""The ledger: exact whole fen by flow, county and month."""

import numpy as np
import pytest

from sim.state.columns import money
from sim.state.ledger import Ledger

ADCODES = np.array([350402, 350421])
ROW = {column.name: row for row, column in enumerate(money())}


def sums(**amounts) -> np.ndarray:
    """float64[flows, 2] with the given pairs."""
    matrix = np.zeros((len(money()), 2))
    for name, pair in amounts.items():
        matrix[ROW[name]] = pair
    return matrix


@pytest.fixture
def ledger() -> Ledger:
    """December 2019 and January 2020, each sampled household standing for two."""
    made = Ledger()
    for month, fen in ((24239, sums(wage_post=(60000, 0), spending=(5, 7))), (24240, sums(wage_post=(60001, 3), pension=(0, 2**53)))):
        made.post(month, fen, 2.0 * fen)
    return made


def test_amounts_are_integers_and_zero_flows_left_out(ledger):
    frame = ledger.frame(ADCODES)
    assert list(frame.columns) == ["year", "month", "payer", "payee", "purpose", "lever", "county", "amount_fen", "amount_yuan"]
    assert frame["amount_fen"].dtype == np.int64 and len(frame) == 6
    assert frame["amount_fen"].sum() == 60000 + 5 + 7 + 60001 + 3 + 2**53
    assert (frame["amount_yuan"] == frame["amount_fen"] / 50.0).all()


def test_rows_say_who_paid_whom_for_what_where_and_when(ledger):
    frame = ledger.frame(ADCODES).set_index(["year", "month", "county", "purpose"])
    wage = frame.loc[(2019, 12, "350402", "wage")]
    assert wage.to_dict() == {"payer": "county", "payee": "household", "lever": "public_jobs", "amount_fen": 60000, "amount_yuan": 1200.0}
    assert frame.loc[(2020, 1, "350421", "pension"), "payer"] == "social_insurance"
    assert frame.loc[(2019, 12, "350421", "consumption"), "payee"] == "outside"


def test_spent_by_lever_county_and_months(ledger):
    assert ledger.spent("public_jobs", 0, 24239, 24240) == 120001
    assert ledger.spent("public_jobs", 0, 24240, 24240) == 60001
    assert ledger.spent("public_jobs", 1, 24239, 24239) == 0
    assert ledger.spent("no_such_lever", 0, 0, 30000) == 0


@pytest.mark.parametrize("amount", [0.5, np.nan, 1e-9])
@pytest.mark.filterwarnings("ignore:invalid value")
def test_parts_of_a_fen_are_refused(ledger, amount):
    with pytest.raises(ArithmeticError, match="not in whole fen"):
        ledger.post(24241, sums(pension=(amount, 0)), sums())
    assert len(ledger.months) == len(ledger.fen) == len(ledger.yuan) == 2


def test_an_empty_ledger_is_an_empty_table():
    frame = Ledger().frame(ADCODES)
    assert len(frame) == 0 and "amount_fen" in frame
    quiet = Ledger()
    quiet.post(24240, sums(), sums())
    assert len(quiet.frame(ADCODES)) == 0
