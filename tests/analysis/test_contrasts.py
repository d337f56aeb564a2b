"""Differences of one seed by hand, and the laws of a comparison: nothing changed gives exactly nothing."""

import pickle

import numpy as np
import pandas as pd
import pytest

from sim.analysis import combine, missing, placebo_contrast, seed_contrast
from sim.analysis.tidy import KEYS

INCOME = [[4000.0, 2000.0, 9000.0]]


def value(frame, measure, area="350400", group="all", line="", year=2023):
    rows = frame[
        (frame["measure"] == measure) & (frame["area"] == area) & (frame["group"] == group) & (frame["line"] == line) & (frame["year"] == year)
    ]
    assert len(rows) == 1
    return float(rows["difference"].iloc[0])


def test_yearly_means_by_hand(hand):
    # Persons: A 30, B 20, C 5. A rises from 4,000 to 5,500 in 2021: over the anchored line of 5,000, under the scenario's floating line of 6,600.
    income = INCOME * 2 + [[5500.0, 2000.0, 9000.0]] + INCOME * 2
    scenario = hand.run(income=income, lines=hand.lines(floating=6600.0), name="policy")
    frame = seed_contrast(hand.run(), scenario, hand.policy).frame
    at = {"year": 2021}
    assert value(frame, "income_mean", **at) == pytest.approx(1500 * 30 / 55)
    assert value(frame, "income_mean", area="350423", **at) == 0
    assert value(frame, "poverty_h", line="county50_anchored2019", **at) == pytest.approx(-30 / 55)
    assert value(frame, "poverty_h", line="county50_floating", **at) == 0
    assert value(frame, "poverty_pg", line="county50_anchored2019", **at) == pytest.approx(-30 * 0.2 / 55)
    assert value(frame, "poverty_spg", line="county50_anchored2019", **at) == pytest.approx(-30 * 0.04 / 55)
    ours, theirs = (30 * (6600 - x) / 6600 + 20 * (y - 2000) / y for x, y in ((5500, 6600), (4000, 6600)))
    theirs = 30 * (6000 - 4000) / 6000 + 20 * (6000 - 2000) / 6000
    assert value(frame, "poverty_pg", line="county50_floating", **at) == pytest.approx((ours - theirs) / 55)
    assert value(frame, "income_mean", group="class:labour", **at) == pytest.approx(1500)
    assert value(frame, "income_mean", group="quintile:2", **at) == 0
    assert value(frame, "income_mean", year=2022) == 0


def test_lacks_by_hand(hand):
    # Persons: A 30, B 20, C 5. Of seven lacks three make a household poor; income below the anchored line of 5,000 is one of them.
    base, scenario = hand.run(), hand.run(income=INCOME * 2 + [[5500.0, 2000.0, 9000.0]] + INCOME * 2, name="policy")
    bits = np.array([0b000011, 0b000001, 0b111111], np.uint8)
    base.panel["lacking"] = scenario.panel["lacking"] = np.tile(bits, (len(hand.years), 1))
    frame = seed_contrast(base, scenario, hand.policy).frame
    assert value(frame, "mpi_h", year=2021) == pytest.approx(-30 / 55)  # A with income and two others, until its income rises
    assert value(frame, "mpi_m0", year=2021) == pytest.approx(-30 / 55 * 3 / 7)
    assert value(frame, "mpi_h", year=2022) == 0 == value(frame, "mpi_h", area="350423", year=2021)
    assert not (seed_contrast(hand.run(), hand.run(name="policy"), hand.policy).frame["measure"] == "mpi_h").any()  # runs that kept no lacks


def test_gini_by_hand_also_with_income_below_zero(hand):
    income = [[4000.0, 4000.0, 4000.0]] * 5
    other = [[4000.0, 4000.0, 4000.0]] * 4 + [[4000.0, -1000.0, 4000.0]]
    frame = seed_contrast(hand.run(income=income), hand.run(income=other, name="policy"), hand.policy).frame
    # Half the mean difference: 30/50 * 20/50 * 5,000 over a mean of 2,000.
    assert value(frame, "gini", area="350421") == pytest.approx(0.24 * 5000 / 2000)
    assert value(frame, "gini", area="350423") == 0
    assert set(frame.loc[frame["measure"] == "gini", "group"]) == {"all"}


def test_annual_measures_and_their_absence(hand):
    scenario = hand.run(annual=hand.annual(supported=40.0), name="policy")
    frame = seed_contrast(hand.run(annual=hand.annual(supported=15.0)), scenario, hand.policy).frame
    assert value(frame, "supported_households", year=2021) == 25


def test_years_before_the_policy_and_groups_of_the_current_year_are_left_out(hand):
    now = hand.annual(supported=7.0).assign(group="quintile_now:1")
    frame = seed_contrast(hand.run(), hand.run(annual=pd.concat([hand.annual(), now]), name="policy"), hand.policy).frame
    assert frame["year"].min() == 2020
    assert not frame["group"].str.contains("_now").any()


@pytest.mark.parametrize("policy_date", [2020 * 12 + 6, 2021 * 12, 2023 * 12])
def test_a_scenario_against_itself_differs_by_exactly_nothing(hand, policy_date):
    draws = np.random.default_rng(5)
    pairs = []
    for seed in (1, 2):
        welfare = {row: draws.uniform(2000, 9000, hand.months).tolist() for row in range(3)}
        run = hand.run(welfare, income=draws.uniform(1000, 9000, (5, 3)).tolist(), ledger=ledger(hand, 7.0), name="current", seed=seed)
        pairs.append(seed_contrast(run, hand_copy(run), policy_date))
    table = combine(pairs)
    assert len(table) > 100
    assert (table["difference"] == 0).all() and (table["se"] == 0).all()
    assert (table["low"] == 0).all() and (table["high"] == 0).all()


def hand_copy(run):
    return pickle.loads(pickle.dumps(run))


def ledger(hand, yuan):
    row = (2021, 3, "county", "household", "wage", "public_jobs", "350421", yuan)
    return pd.DataFrame([row], columns=hand.ledger)


def test_runs_of_different_seeds_are_no_pair(hand):
    with pytest.raises(ValueError, match="differ in seed"):
        seed_contrast(hand.run(), hand.run(name="policy", seed=2), hand.policy)


def test_a_cut_off_cohort_is_marked_and_its_exits_are_left_out(hand):
    late = 2022 * 12
    one = seed_contrast(hand.run(), hand.run(name="policy"), late)
    assert one.censored
    assert "out_24m" not in set(one.frame["measure"]) and "person_years_out" in set(one.frame["measure"])
    assert "censored" in " ".join(missing([one], combine([one]))["reason_en"])


def test_a_seed_contrast_is_small_and_survives_travel(hand):
    one = seed_contrast(hand.run(), hand.run({0: [9000.0] * hand.months}, name="policy"), hand.policy)
    back = pickle.loads(pickle.dumps(one))
    pd.testing.assert_frame_equal(back.frame, one.frame)
    assert back.label == one.label
    assert value(back.frame, "out_24m", line="county50_anchored2019") == 30
    assert list(back.frame.columns) == [*KEYS, "difference"]


def test_a_placebo_carries_incomes_only(hand):
    one = placebo_contrast(hand.run(), hand.run(income=[[4001.0, 2000.0, 9000.0]] * 5, name="placebo"), hand.policy)
    assert one.frame.empty
    assert one.incomes.scenario.tolist() == [4001.0, 2000.0, 9000.0]
