"""The two-sided market by hand: who gets whom, with room, without, and with all rejected."""

import numpy as np

from sim.processes.contract_market import match

# Three households a, b, c (rows 0, 1, 2) and two providers. All prefer provider 0, which gains most from c, then a, then b.
ROW = np.array([0, 0, 1, 1, 2, 2])
PROVIDER = np.array([0, 1, 0, 1, 0, 1])
UTILITY = np.array([2.0, 1.0, 3.0, 0.5, 2.5, 2.0])
GAIN = np.array([20.0, 5.0, 10.0, 6.0, 30.0, 7.0])
VALUE = np.full(6, 10.0)


def pairs(room) -> list[tuple[int, int]]:
    """Household and provider of the contracts that come about."""
    won = match(ROW, PROVIDER, UTILITY, GAIN, VALUE, np.array(room, float))
    return list(zip(ROW[won].tolist(), PROVIDER[won].tolist(), strict=True))


def test_who_is_refused_by_the_best_takes_the_next():
    assert pairs([20, 100]) == [(0, 0), (1, 1), (2, 0)]  # b is the least gain of provider 0 and goes to provider 1
    assert pairs([10, 10]) == [(1, 1), (2, 0)]  # provider 1 gains more from b than from a, who is left without


def test_with_room_everybody_gets_the_first_choice():
    assert pairs([100, 100]) == [(0, 0), (1, 0), (2, 0)]


def test_without_room_nobody_gets_anything():
    assert pairs([0, 0]) == [] and pairs([9, 9]) == []


def test_the_order_of_pairs_does_not_matter():
    order = np.array([5, 2, 0, 3, 1, 4])
    won = match(ROW[order], PROVIDER[order], UTILITY[order], GAIN[order], VALUE[order], np.array([10.0, 10.0]))
    assert sorted(zip(ROW[order][won].tolist(), PROVIDER[order][won].tolist(), strict=True)) == [(1, 1), (2, 0)]


def test_a_match_is_stable_and_within_room():
    rng = np.random.default_rng(1)
    row, provider = (part.ravel() for part in np.meshgrid(np.arange(40), np.arange(3), indexing="ij"))
    utility, gain, room = rng.random(120), rng.random(120), np.array([5.0, 8.0, 40.0])
    won = match(row, provider, utility, gain, np.ones(120), room)
    assert (np.bincount(provider[won], minlength=3) <= room).all() and (np.bincount(row[won]) <= 1).all()
    best = np.zeros(40)
    best[row[won]] = utility[won]
    worst = np.array([gain[won & (provider == j)].min() if won[provider == j].sum() == room[j] else -1.0 for j in range(3)])
    assert not ((utility > best[row]) & (gain > worst[provider]) & ~won).any()  # no pair would both rather have each other


def test_no_pairs_at_all():
    empty = np.zeros(0)
    assert match(empty.astype(int), empty.astype(int), empty, empty, empty, np.array([1.0])).size == 0
