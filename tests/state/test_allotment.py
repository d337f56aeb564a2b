"""Ranked allotment: best first within each village, never more than slots, whatever the order of candidates."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.state.allotment import allot

# village, rank, id: ties of rank are common, ids are unique
CANDIDATES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 10**6)), max_size=50, unique_by=lambda c: c[2])
SLOTS = st.lists(st.integers(0, 6), min_size=5, max_size=5)


def winners(candidates, slots) -> list[tuple[int, int, int]]:
    """The candidates who get a slot, in the order given back."""
    village, rank, tie = (np.array([c[i] for c in candidates], t) for i, t in enumerate((np.int64, np.float64, np.int64)))
    return [candidates[i] for i in allot(village, rank, tie, np.array(slots))]


def test_by_hand():
    candidates = [(1, 0.3, 11), (0, 0.9, 12), (1, 0.1, 13), (0, 0.2, 14), (1, 0.2, 15), (2, 0.0, 16)]
    assert winners(candidates, [1, 2, 0]) == [(0, 0.2, 14), (1, 0.1, 13), (1, 0.2, 15)]


def test_ties_go_to_the_lower_id():
    assert winners([(0, 1.0, 9), (0, 1.0, 3), (0, 1.0, 5)], [2]) == [(0, 1.0, 3), (0, 1.0, 5)]


def test_nobody_asks_or_nothing_is_there():
    assert winners([], [3, 3]) == []
    assert winners([(0, 1.0, 1), (1, 1.0, 2)], [0, 0]) == []


@given(CANDIDATES, SLOTS, st.randoms())
def test_order_of_candidates_changes_nothing(candidates, slots, random):
    expected = winners(candidates, slots)
    random.shuffle(candidates)
    assert winners(candidates, slots) == expected


@given(CANDIDATES, SLOTS)
def test_as_many_as_there_are_slots_or_candidates(candidates, slots):
    got = winners(candidates, slots)
    assert len(set(got)) == len(got)
    for village, free in enumerate(slots):
        asked = sum(c[0] == village for c in candidates)
        assert sum(c[0] == village for c in got) == min(free, asked)


@given(CANDIDATES, SLOTS)
def test_nobody_better_is_left_out(candidates, slots):
    got = winners(candidates, slots)
    for village, rank, tie in set(candidates) - set(got):
        assert all((r, t) < (rank, tie) for v, r, t in got if v == village)
    assert got == sorted(got)


@given(CANDIDATES, SLOTS, st.integers(0, 4))
def test_villages_do_not_touch_each_other(candidates, slots, village):
    alone = [c for c in candidates if c[0] == village]
    assert winners(alone, slots) == [c for c in winners(candidates, slots) if c[0] == village]
