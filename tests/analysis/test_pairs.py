"""Persons followed under two policies, by hand and against a slow walk through single persons."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.groups import fixed_groups
from sim.analysis.lines import ANCHORED, lines_of
from sim.analysis.matching import household_rows
from sim.analysis.pairs import censored, follow, pair_sums, persons_at, poor_before

WELL, POOR = 6500.0, 4000.0


def sums(hand, baseline, scenario):
    lines = lines_of(baseline, scenario)
    return pair_sums(baseline, scenario, fixed_groups(baseline, hand.policy, lines), lines, hand.policy)[ANCHORED]


def spell(hand, start: int, length: int) -> list[float]:
    """Monthly welfare from the policy date: well off for `length` months from month `start` on, poor before and after."""
    return [WELL if start <= month < start + length else POOR for month in range(hand.months)]


def test_24_months_in_a_row_are_lasting_and_23_are_not(hand):
    baseline, scenario = hand.run(), hand.run({0: spell(hand, 10, 24), 1: spell(hand, 10, 23)})
    found = sums(hand, baseline, scenario)
    assert found.out_baseline[-1, 0] == 0
    assert found.out_scenario[-1, 0] == 3 * 10
    # In the baseline C alone is not poor: 40 months of one person of weight 5.
    assert found.years_baseline[-1, 0] == pytest.approx(40 * 5 / 12)
    assert found.years_scenario[-1, 0] == pytest.approx((40 * 5 + 24 * 30 + 23 * 20) / 12)


def test_two_spells_of_12_and_a_month_between_are_not_lasting(hand):
    broken = spell(hand, 0, 25)
    broken[12] = POOR
    assert sums(hand, hand.run(), hand.run({0: broken})).out_scenario[-1, 0] == 0


def test_welfare_at_the_line_is_not_poor(hand):
    found = sums(hand, hand.run(), hand.run({0: [5000.0] * hand.months}))
    assert found.out_scenario[-1, 0] == 30


def test_who_was_not_poor_before_is_never_an_exit(hand):
    found = sums(hand, hand.run(), hand.run())
    assert found.years_scenario[1, 0] == pytest.approx(40 * 5 / 12)
    assert found.out_scenario[1, 0] == 0


def test_the_dead_stop_counting(hand):
    # Person 3 is out from July 2020 and in no roster from January 2022 on: 18 months. Persons 1 and 2 stay out for all 40.
    rosters = [hand.roster(0, 0, 0, 1, 1, 2)] * 3 + [hand.roster(0, 0, -1, 1, 1, 2)] * 2
    found = sums(hand, hand.run(), hand.run({0: spell(hand, 0, 40)}, roster=rosters))
    assert found.out_scenario[-1, 0] == 2 * 10
    assert found.years_scenario[0, 0] == pytest.approx((2 * 40 + 18) * 10 / 12)


def test_a_person_who_moves_takes_the_spell_along(hand):
    # B is out for the 18 months of 2020 and 2021, A from January 2022 on; person 5 moves from B to A in January 2022.
    rosters = [hand.roster(0, 0, 0, 1, 1, 2)] * 3 + [hand.roster(0, 0, 0, 1, 0, 2)] * 2
    scenario = hand.run({0: spell(hand, 18, 22), 1: spell(hand, 0, 18)}, roster=rosters)
    found = sums(hand, hand.run(), scenario)
    assert found.out_scenario[-1, 0] == 1 * 10
    # The mover stays in the group of the household of the policy date: B lies in the second fifth of the households, A in the fourth.
    assert found.out_scenario[-1, 1:6].tolist() == [0, 10, 0, 0, 0]
    assert found.years_scenario[0, 0] == pytest.approx((3 * 22 + 18 + 40) * 10 / 12)


def test_a_mover_keeps_the_line_of_the_county_of_registration(hand):
    lines = hand.lines()
    lines[ANCHORED, "hukou"][:, 1] *= 7000 / 5000
    rosters = [hand.roster(0, 0, 0, 1, 1, 2)] * 2 + [hand.roster(0, 0, 0, 1, 2, 2)] * 3
    # C at 6,500 is above the line of the first county and below that of its own.
    moved = hand.run({2: [WELL] * hand.months}, roster=rosters, lines=lines)
    found = sums(hand, hand.run(lines=lines), moved)
    assert found.out_scenario[0, 0] == 10
    assert found.years_scenario[1, 0] == 0


def test_censored_where_fewer_than_24_months_are_left(hand):
    run = hand.run()
    assert not censored(run, hand.policy + hand.months - 24)
    assert censored(run, hand.policy + hand.months - 23)


def test_unknown_welfare_is_neither_poor_nor_out(hand):
    run = hand.run({0: [np.nan] * hand.months})
    run.trace["welfare"][0, 1] = np.nan
    persons, lines = persons_at(run, hand.policy), lines_of(run, run)
    assert poor_before(run, persons, lines.of_baseline(), lines.years, hand.policy)[ANCHORED].tolist() == [True] * 3 + [False] * 3
    assert follow(run, persons, lines.of_baseline(), lines.years, hand.policy)[ANCHORED].months.tolist() == [0, 0, 0, 0, 0, 40]


def test_a_month_outside_the_trace_is_refused(hand):
    run = hand.run()
    persons, lines = persons_at(run, hand.policy), lines_of(run, run)
    with pytest.raises(ValueError, match="2020-05"):
        poor_before(run, persons, lines.of_baseline(), lines.years, hand.policy - 1)


def test_nobody_is_found_in_an_empty_roster():
    empty = np.zeros(0, np.int64), np.zeros(0, np.int32)
    assert household_rows(np.array([4, 9]), empty).tolist() == [-1, -1]


def walk(run, line, policy, person):
    """Months not poor and whether 24 in a row, of one person, month by month."""
    months, streak, best = 0, 0, 0
    for at, month in enumerate(run.trace["months"]):
        if month < policy:
            continue
        ids, rows = run.roster[run.roster_years.index(month // 12)]
        home = dict(zip(ids.tolist(), rows.tolist(), strict=True)).get(person)
        out = home is not None and run.trace["welfare"][at, home] >= line
        months, streak = months + out, streak + 1 if out else 0
        best = max(best, streak)
    return months, best >= 24


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_following_equals_a_walk_through_single_persons(hand, data):
    draws = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    welfare = {row: np.where(draws.random(hand.months) < 0.06, POOR, WELL).tolist() for row in range(3)}
    rosters = [hand.roster(*draws.integers(-1 if year > 2020 else 0, 3, 6)) for year in hand.years]
    run = hand.run(welfare, roster=rosters)
    paired, lines = persons_at(run, hand.policy), lines_of(run, run)
    course = follow(run, paired, lines.of_baseline(), lines.years, hand.policy)[ANCHORED]
    expected = [walk(run, 5000.0, hand.policy, person) for person in paired.id.tolist()]
    assert list(zip(course.months.tolist(), course.lasting.tolist(), strict=True)) == expected
