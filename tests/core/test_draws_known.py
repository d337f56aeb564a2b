"""Philox against the known answers of its authors, and the compiled form against the plain one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.draws import fill_pairs, pair, philox, quad, uniform, uniforms, uniforms_numpy

# kat_vectors of Random123 1.14, philox4x32 with 10 rounds: counter, key, result
KNOWN = (
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
)
WORD, ID = st.integers(0, 2**32 - 1), st.integers(-(2**63), 2**63 - 1)


def undo(words: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """The counter whose ten rounds end in `words`: Philox is a bijection, each round is solved for what went in."""
    y0, y1, y2, y3 = words
    for r in reversed(range(10)):
        k0, k1 = (key[0] + r * 0x9E3779B9) % 2**32, (key[1] + r * 0xBB67AE85) % 2**32
        c2, c0 = y1 * pow(0xCD9E8D57, -1, 2**32) % 2**32, y3 * pow(0xD2511F53, -1, 2**32) % 2**32
        y0, y1, y2, y3 = c0, (0xCD9E8D57 * c2 >> 32) ^ y0 ^ k0, c2, (0xD2511F53 * c0 >> 32) ^ y2 ^ k1
    return y0, y1, y2, y3


@pytest.mark.lines
@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_known_answers(counter, key, words):
    assert tuple(int(w) for w in philox(*counter, *key)) == words
    assert undo(words, key) == counter


@pytest.mark.lines
@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_kernel_has_the_53_bits_of_the_known_words(counter, key, words):
    agent = int(np.uint64(counter[1] << 32 | counter[0]).view(np.int64))
    exact = [((high >> 5 << 26) + (low >> 6)) / 2**53 + 2**-54 for high, low in (words[:2], words[2:])]
    assert pair(*key, agent, *counter[2:]) == tuple(exact)


@pytest.mark.lines
@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_four_numbers_have_the_32_bits_of_the_known_words(counter, key, words):
    agent = int(np.uint64(counter[1] << 32 | counter[0]).view(np.int64))
    assert quad(*key, agent, *counter[2:]) == tuple((word + 0.5) / 2**32 for word in words)


@given(WORD, WORD, st.lists(ID, max_size=20), WORD, WORD)
def test_numpy_and_kernel_give_the_same_bits(seed, process, ids, month, k):
    ids = np.array(ids, np.int64)
    plain, compiled = uniforms_numpy(seed, process, ids, month, k), uniforms(seed, process, ids, month, k)
    assert np.array_equal(plain, compiled)
    assert np.array_equal(uniform(seed, process, ids, month, k), plain[0])
    assert [pair(seed, process, i, month, k) for i in ids.tolist()] == list(zip(*plain, strict=True))


@given(WORD, WORD, st.sampled_from([0, 2**32 - 1]))
def test_smallest_and_largest_words_stay_inside(seed, process, word):
    low, high, month, k = undo((word,) * 4, (seed, process))
    agent = int(np.uint64(high << 32 | low).view(np.int64))
    for numbers in (pair(seed, process, agent, month, k), *uniforms_numpy(seed, process, [agent], month, k)):
        assert all(0.0 < u < 1.0 for u in numbers)
        assert all(u in (2.0**-54, 1.0 - 2.0**-53) for u in numbers)


@given(st.lists(ID, min_size=1, max_size=20, unique=True), st.randoms())
def test_a_draw_depends_on_its_own_id_only(ids, random):
    alone = {i: uniform(3, 7, np.array([i]), 24192)[0] for i in ids}
    random.shuffle(ids)
    together = uniform(3, 7, np.array([*ids, 11]), 24192)
    assert together[:-1].tolist() == [alone[i] for i in ids]


def test_any_layout_of_ids_is_taken():
    ids = np.arange(12, dtype=np.int64)
    ids.flags.writeable = False
    expected = uniforms_numpy(1, 2, ids, 5)[0]
    assert np.array_equal(uniform(1, 2, ids, 5), expected)
    assert np.array_equal(uniform(1, 2, ids[::3], 5), expected[::3])
    assert np.array_equal(uniform(1, 2, ids.reshape(3, 4).astype(np.int32), 5), expected.reshape(3, 4))
    assert uniform(1, 2, 4, 5) == expected[4] and uniform(1, 2, ids[:0], 5).shape == (0,)


def test_fill_pairs_is_uniforms():
    ids, first, second = np.arange(100, dtype=np.int64) << 40, np.empty(100), np.empty(100)
    fill_pairs(9, 8, ids, 24000, 3, first, second)
    assert np.array_equal([first, second], uniforms_numpy(9, 8, ids, 24000, 3))
