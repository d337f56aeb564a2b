"""Counties followed since their own start, by hand: who is out of poverty, who is poor, what is spent, in which cell."""

import pandas as pd
import pytest

from sim.analysis.cohorts import CELLS, KINDS, MEASURES, cell_codes, cohort, whole_years
from sim.analysis.lines import lines_of
from sim.core.clock import month_index

WELL, POOR = 6500.0, 4000.0
OUT, POVERTY, SPENDING = (MEASURES.index(name) for name in ("person_years_out", "poverty_h", "spending"))
A_CELL, B_CELL = 1 * KINDS + 0, 0 * KINDS + 1  # dibao to line, first class; below dibao, second class


def paid(*rows: tuple[int, int, float, str]) -> pd.DataFrame:
    """A ledger of grants by the county: year, month, yuan, county."""
    frame = pd.DataFrame(rows, columns=["year", "month", "amount_yuan", "county"])
    return frame.assign(payer="county", payee="household", purpose="post", lever="public_jobs")


def followed(hand, baseline, policy, starts, years=2, rate=0.0):
    return cohort(baseline, policy, starts, years, lines_of(baseline, policy), rate)


def test_months_out_count_in_the_year_since_the_start_and_in_the_cell_of_the_household(hand):
    better = [WELL if month < 18 else POOR for month in range(hand.months)]
    found = followed(hand, hand.run(), hand.run({0: better}), {0: hand.policy})
    # A: 3 persons of weight 10, well off for 12 months of the first year and 6 of the second
    assert found.change[OUT, :, A_CELL].tolist() == [30.0, 15.0]
    assert found.change[POVERTY, :, A_CELL].tolist() == [-30.0, -15.0]
    assert found.change.sum() == 0.0 + found.change[SPENDING].sum()  # nobody else moves: gains and losses are equal
    assert found.households[[A_CELL, B_CELL]].tolist() == [10.0, 10.0] and found.households.sum() == 20.0
    assert found.persons[[A_CELL, B_CELL]].tolist() == [30.0, 20.0]


def test_each_county_counts_from_its_own_start(hand):
    better = [WELL if month >= 12 else POOR for month in range(hand.months)]
    policy = hand.run({0: better, 2: [POOR] * 12 + [9000.0] * (hand.months - 12)})
    found = followed(hand, hand.run(), policy, {0: hand.policy, 1: hand.policy + 6})
    # A is out from its second year on. C, alone and never poor before, is poor for months 6 to 11 since its county's start minus six.
    assert found.change[OUT, :, A_CELL].tolist() == [0.0, 30.0]
    assert found.change[OUT].sum(axis=1).tolist() == pytest.approx([-5 * 6 / 12, 30.0])


def test_money_is_discounted_to_the_start_and_lies_in_the_county(hand):
    policy = hand.run(ledger=paid((2020, 7, 100.0, "350421"), (2021, 7, 110.0, "350421"), (2021, 7, 999.0, "350423"), (2023, 8, 50.0, "350421"), (2020, 6, 7.0, "350421")))
    found = followed(hand, hand.run(), policy, {0: hand.policy}, rate=0.1)
    assert found.change[SPENDING].sum(axis=1).tolist() == pytest.approx([100.0, 100.0])
    assert found.change[SPENDING, 0, [A_CELL, B_CELL]].tolist() == pytest.approx([50.0, 50.0])


def test_the_dead_are_neither_out_nor_poor(hand):
    gone = hand.run(roster=[hand.roster(0, 0, 0, 1, 1, 2)] * 2 + [hand.roster(-1, -1, -1, 1, 1, 2)] * 3)
    found = followed(hand, hand.run(), gone, {0: hand.policy})
    # the three of A die in January 2021, six months after the start: 6 + 12 months of 30 persons are poor no more
    assert found.change[OUT].sum() == 0.0
    assert found.change[POVERTY, :, A_CELL].tolist() == [-15.0, -30.0]


def test_cells_are_below_their_number(hand):
    run = hand.run()
    codes = cell_codes(run, hand.policy, lines_of(run, run))
    assert codes.tolist()[:2] == [A_CELL, B_CELL] and codes.max() < CELLS


def test_years_are_whole_in_every_county():
    assert whole_years({0: month_index(2020, 7), 1: month_index(2020, 12)}, 2025) == 5
    assert whole_years({0: month_index(2020, 12)}, 2020) == 0
