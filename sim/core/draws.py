"""Keyed random numbers: Philox 4x32-10, a counter-based generator, so that a draw depends on its key only.

Key (seed, process number), counter (agent id low, agent id high, month, k). The same bits come from NumPy and from kernels.
Source: Salmon, Moraes, Dror, Shaw (2011) Parallel random numbers: as easy as 1, 2, 3. SC '11.
"""

import numpy as np

from sim.core.compiled import kernel, scalar

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _32 = np.uint64(0xFFFFFFFF), np.uint64(32)
_5, _6, _26 = np.uint64(5), np.uint64(6), np.uint64(26)
_SCALE = 1.0 / 9007199254740992.0  # 2**-53
_SCALE32 = 1.0 / 4294967296.0  # 2**-32
_LAST = 1.0 - _SCALE  # the largest number below 1


def philox(c0, c1, c2, c3, k0, k1):
    """Ten rounds of Philox 4x32 on arrays (broadcast). Returns four uint64 arrays that hold uint32 values."""
    c0, c1, c2, c3, k0, k1 = (np.asarray(v, dtype=np.uint64) & _LOW for v in (c0, c1, c2, c3, k0, k1))
    for _ in range(10):
        p0, p1 = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (p1 >> _32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _32) ^ c3 ^ k1, p0 & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


def _unit(high, low):
    """53 bits of two 32-bit words as a number inside (0, 1): never 0 and never 1 (half a step up, which the last number would round to 1)."""
    return np.minimum((((high >> _5) << _26) + (low >> _6)).astype(np.float64) * _SCALE + 0.5 * _SCALE, _LAST)


def uniforms_numpy(seed: int, process: int, ids, month: int, k: int = 0):
    """What `uniforms` gives, in NumPy alone: the plain form that the compiled one is held to, fifty times slower."""
    ids = np.asarray(ids).astype(np.uint64)
    x0, x1, x2, x3 = philox(ids & _LOW, ids >> _32, month, k, seed, process)
    return _unit(x0, x1), _unit(x2, x3)


def uniforms(seed: int, process: int, ids, month: int, k: int = 0):
    """Two independent uniforms for each id. `ids` int64 of any shape; returns two float64 arrays of that shape, each inside (0, 1)."""
    ids = np.require(ids, np.int64, ("C", "W"))  # a kernel takes neither strides nor read-only maps
    first, second = np.empty((2, ids.size))
    fill_pairs(seed, process, ids.reshape(-1), month, k, first, second)
    return first.reshape(ids.shape), second.reshape(ids.shape)


def uniform(seed: int, process: int, ids, month: int, k: int = 0):
    """The first uniform of `uniforms`, alone. `ids` int64 of any shape; returns float64 of that shape inside (0, 1)."""
    ids = np.require(ids, np.int64, ("C", "W"))
    first = np.empty(ids.size)
    fill_first(seed, process, ids.reshape(-1), month, k, first)
    return first.reshape(ids.shape)


@scalar("UniTuple(uint64, 4)(int64, int64, int64, int64, int64)")
def _block(seed, process, agent, month, k):
    """Four numbers of 32 bits: one block of Philox 4x32-10."""
    low = np.uint64(0xFFFFFFFF)
    c0, c1 = np.uint64(agent) & low, np.uint64(agent) >> np.uint64(32)
    c2, c3 = np.uint64(month) & low, np.uint64(k) & low
    k0, k1 = np.uint64(seed) & low, np.uint64(process) & low
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> np.uint64(32)) ^ c1 ^ k0, p1 & low, (p0 >> np.uint64(32)) ^ c3 ^ k1, p0 & low
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & low, (k1 + np.uint64(0xBB67AE85)) & low
    return c0, c1, c2, c3


@scalar("UniTuple(float64, 2)(int64, int64, int64, int64, int64)")
def pair(seed, process, agent, month, k):
    """Kernel form of `uniforms` for one id: the same bits."""
    c0, c1, c2, c3 = _block(seed, process, agent, month, k)
    u = (((c0 >> np.uint64(5)) << np.uint64(26)) + (c1 >> np.uint64(6)))
    v = (((c2 >> np.uint64(5)) << np.uint64(26)) + (c3 >> np.uint64(6)))
    return min(np.float64(np.int64(u)) * _SCALE + 0.5 * _SCALE, _LAST), min(np.float64(np.int64(v)) * _SCALE + 0.5 * _SCALE, _LAST)


@scalar("UniTuple(float64, 4)(int64, int64, int64, int64, int64)")
def quad(seed, process, agent, month, k):
    """Four independent uniforms of 32 bits inside (0, 1) from the block that gives `pair` two of 53 bits: enough for a choice, at half the cost."""
    c0, c1, c2, c3 = _block(seed, process, agent, month, k)
    return (
        (np.float64(np.int64(c0)) + 0.5) * _SCALE32, (np.float64(np.int64(c1)) + 0.5) * _SCALE32,
        (np.float64(np.int64(c2)) + 0.5) * _SCALE32, (np.float64(np.int64(c3)) + 0.5) * _SCALE32,
    )  # fmt: skip


@kernel("void(int64, int64, int64[::1], int64, int64, float64[::1])")
def fill_first(seed, process, ids, month, k, first):
    """Fill an array with the first of the pair of each id."""
    for i in range(ids.size):
        first[i] = pair(seed, process, ids[i], month, k)[0]


@kernel("void(int64, int64, int64[::1], int64, int64, float64[::1], float64[::1])")
def fill_pairs(seed, process, ids, month, k, first, second):
    """Fill two arrays with the pair of each id (compiled form of `uniforms`)."""
    for i in range(ids.size):
        first[i], second[i] = pair(seed, process, ids[i], month, k)
