"""Moments and independence of the draws, within five standard errors of their closed forms."""

import numpy as np
import pytest

from sim.core.draws import uniform, uniforms

N = 200_000
IDS = np.arange(N, dtype=np.int64) << 16
BASE = {"seed": 1, "process": 200, "ids": IDS, "month": 24192, "k": 0}


def test_moments_of_the_uniform():
    for u in uniforms(**BASE):
        assert abs(u.mean() - 1 / 2) < 5 * np.sqrt(1 / 12 / N)
        assert abs(u.var() - 1 / 12) < 5 * np.sqrt(1 / 180 / N)
        assert abs(((2 * u - 1) ** 3).mean()) < 5 * np.sqrt(1 / 7 / N)


def test_every_small_interval_has_its_share():
    for u in uniforms(**BASE):
        expected = N / 256
        statistic = ((np.bincount((u * 256).astype(int), minlength=256) - expected) ** 2 / expected).sum()
        assert abs(statistic - 255) < 5 * np.sqrt(2 * 255)


def test_low_bits_are_as_even_as_high_ones():
    u = uniforms(**BASE)[1]
    bits = (u * 2.0**53).astype(np.uint64)
    for place in range(1, 53):
        share = ((bits >> np.uint64(place)) & np.uint64(1)).mean()
        assert abs(share - 0.5) < 5 * 0.5 / np.sqrt(N), place


@pytest.mark.parametrize("change", [{"seed": 2}, {"process": 201}, {"month": 24193}, {"k": 1}, {"ids": IDS + 1}, {"ids": IDS + (1 << 32)}])
def test_neighbouring_keys_are_independent(change):
    one, other = uniform(**BASE), uniform(**(BASE | change))
    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / np.sqrt(N)
    assert not np.isin(one[:2000], other).any()


def test_the_two_numbers_and_neighbouring_agents_are_independent():
    first, second = uniforms(**BASE)
    for a, b in ((first, second), (first[1:], first[:-1]), (first[1:], second[:-1])):
        assert abs(np.corrcoef(a, b)[0, 1]) < 5 / np.sqrt(N)
        cells = np.bincount((a * 16).astype(int) * 16 + (b * 16).astype(int), minlength=256)
        expected = len(a) / 256
        assert abs(((cells - expected) ** 2 / expected).sum() - 255) < 5 * np.sqrt(2 * 255)
