"""Groups fixed by the baseline, and sums by code against sums by mask."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis import seed_contrast
from sim.analysis.groups import BANDS, QUINTILES, band_codes, carried, cells, fixed_groups, quintile_codes
from sim.analysis.lines import ANCHORED, FLOATING, lines_of
from sim.core.errors import InputError


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 60))
def test_one_pass_equals_masks(seed, rows):
    draws = np.random.default_rng(seed)
    county, quintile, band, kind = (draws.integers(low, high, rows) for low, high in ((0, 3), (0, 6), (0, 4), (-1, 2)))
    made, values = cells(county, quintile, band, kind, ("a", "b", "c", "350400"), ("x", "y")), draws.integers(0, 1000, rows).astype(float)
    groups = {"all": np.ones(rows, bool)}
    groups |= {name: quintile == i for i, name in enumerate(QUINTILES)} | {name: band == i for i, name in enumerate(BANDS)}
    groups |= {"class:x": kind == 0, "class:y": kind == 1}
    assert tuple(groups) == made.groups
    places = [county == i for i in range(3)] + [np.ones(rows, bool)]
    expected = [[values[place & group].sum() for group in groups.values()] for place in places]
    assert made.sums(values).tolist() == expected


def test_fifths_count_households_by_weight_and_share_ties():
    weight, everybody = np.ones(10), np.ones(10, bool)
    assert quintile_codes(np.arange(10.0)[::-1], weight, everybody).tolist() == [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]
    assert set(quintile_codes(np.full(10, 7.0), weight, everybody)) == {2}
    # One household stands for eight: it alone reaches from the first to the fourth fifth, its middle lies in the second half.
    assert quintile_codes(np.array([1.0, 2.0, 3.0]), np.array([1.0, 8.0, 1.0]), np.ones(3, bool)).tolist() == [0, 2, 4]


def test_who_does_not_live_has_no_fifth():
    assert quintile_codes(np.array([5.0, np.nan, 9.0]), np.ones(3), np.array([True, False, True])).tolist() == [1, 5, 3]


def test_bands_by_hand():
    income, dibao, line = np.array([2999.0, 3000.0, 4999.0, 5000.0, 5500.0]), np.full(5, 3000.0), np.full(5, 5000.0)
    assert band_codes(income, dibao, line).tolist() == [0, 1, 1, 2, 2]
    assert band_codes(income, np.full(5, 6000.0), line).tolist() == [0] * 5


def test_groups_come_from_the_year_before_the_policy(hand):
    income = [[4000.0, 2000.0, 9000.0], [2000.0, 9000.0, 4000.0], *[[9000.0, 9000.0, 1.0]] * 3]
    run = hand.run(income=income)
    fixed = fixed_groups(run, hand.policy, lines_of(run, run))
    one = np.array([1.0, 10.0, 100.0])
    found = dict(zip(fixed.groups, fixed.sums(one)[-1], strict=True))
    assert {name: value for name, value in found.items() if value} == {
        "all": 111.0, "quintile:2": 10.0, "quintile:4": 1.0, "quintile:5": 100.0,
        "band:below_dibao": 10.0, "band:dibao_to_line": 1.0, "band:above_line": 100.0, "class:labour": 1.0, "class:no_labour": 10.0,
    }  # fmt: skip


def test_groups_are_held_for_the_same_households_and_new_ones_count_in_all(hand):
    run = hand.run()
    fixed = fixed_groups(run, hand.policy, lines_of(run, run))
    other = {**run.households, "id": np.array([201, 999, 101]), "county": np.array([1, 1, 0])}
    held = carried(fixed, run, hand.run(households=other))
    found = held.sums(np.array([100.0, 10.0, 1.0]))
    assert found[:, 0].tolist() == [1.0, 110.0, 111.0]
    assert found[-1, 1:6].sum() == 101.0


def test_a_policy_without_a_year_before_it_is_refused(hand):
    run = hand.run()
    with pytest.raises(InputError, match="start the run in 2018 or earlier"):
        fixed_groups(run, 2019 * 12, lines_of(run, run))


def test_lines_are_taken_to_the_prices_of_2019(hand):
    lines = lines_of(hand.run(), hand.run(lines=hand.lines(floating=6600.0)))
    assert lines.anchored == pytest.approx(np.full((5, 2), 5000.0))
    assert lines.floating_scenario == pytest.approx(np.full((5, 2), 6600.0))
    assert lines.dibao == pytest.approx(np.full(5, 3000.0))


def test_lines_must_be_there_and_the_anchored_one_constant(hand):
    lines = hand.lines()
    lines[FLOATING, "hukou"][2, 1] = np.nan
    with pytest.raises(ValueError, match=r"county50_floating has no value .*\(2021, 1\)"):
        lines_of(hand.run(lines=lines), hand.run(lines=lines))
    lines[ANCHORED, "hukou"][2] += 100
    with pytest.raises(ValueError, match="not constant"):
        lines_of(hand.run(lines=lines), hand.run(lines=lines))
    with pytest.raises(ValueError, match="needs 2019"):
        lines_of(hand.run(lines={}), hand.run())


def test_a_county_without_sampled_households_needs_no_line_and_has_no_cells(hand):
    lines = hand.lines()
    for line in lines.values():
        line[:, 1] = np.nan
    run = hand.run(lines=lines)
    run.households["county"] = np.zeros(3, np.int8)
    fixed = fixed_groups(run, hand.policy, lines_of(run, run))
    assert fixed.present().tolist() == [True, False, True]
    frame = seed_contrast(run, run, hand.policy).frame
    assert set(frame["area"]) == {"350421", "350400"}
