"""exp, log, normal quantile, Gumbel and logistic from + - * / and sqrt only, so that decisions do not depend on a maths library.

Errors against the exact functions (held by tests): exp relative 2.3e-16 (one step of the smallest number where the result lies below
2.3e-308), log relative 3.4e-16, normal quantile relative 3e-15, gumbel 4e-16 * (1 + |g|), logistic relative 5e-16.
exp and log select and never branch, so that loops over them become vector code. Scalar forms are for kernels; `*_array` for arrays.
Source of the normal quantile: Wichura (1988) Algorithm AS 241, Applied Statistics 37(3):477-484.
"""

import math

import numpy as np

from sim.core.compiled import kernel, scalar

_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_LOG2E = 1.4426950408889634
LOG_GAP = 0.0597  # largest distance of log_floor: ln 2 times the largest log2(1 + p) - p, which is 0.0861
_ROUND = 6755399441055744.0  # 1.5 * 2**52: adding it leaves a whole number in the low bits


@scalar("float64(float64)")
def _two_to(n):
    """2**n for a whole n from -1022 to 1023, by writing the exponent bits."""
    return np.int64((np.float64(n + _ROUND).view(np.int64) + 1023) << 52).view(np.float64)


@scalar("float64(float64)")
def exp(x):
    """e**x by reduction to |r| <= ln2/2 and a Taylor polynomial of degree 13; 0 below -745, infinity above 709.78."""
    n = np.floor(x * _LOG2E + 0.5)
    r = (x - n * _LN2_HIGH) - n * _LN2_LOW
    p = (((((1.0 / 6227020800.0 * r + 1.0 / 479001600.0) * r + 1.0 / 39916800.0) * r + 1.0 / 3628800.0) * r + 1.0 / 362880.0) * r + 1.0 / 40320.0) * r
    p = (((((((p + 1.0 / 5040.0) * r + 1.0 / 720.0) * r + 1.0 / 120.0) * r + 1.0 / 24.0) * r + 1.0 / 6.0) * r + 0.5) * r + 1.0) * r + 1.0
    half = np.floor(0.5 * n)  # in two steps, so that numbers below 2**-1022 are rounded once
    y = p * _two_to(half) * _two_to(n - half)
    y = math.inf if x > 709.78 else y
    return 0.0 if x < -745.0 else y


@scalar("float64(float64)")
def log(x):
    """ln x by splitting off the exponent and the series of atanh; -infinity at 0, NaN below."""
    tiny = x < 2.2250738585072014e-308
    bits = np.float64(x * 18014398509481984.0 if tiny else x).view(np.int64)
    m = np.int64((bits & 0xFFFFFFFFFFFFF) | 0x3FE0000000000000).view(np.float64)
    small = m < 0.7071067811865476
    m = m * 2.0 if small else m
    e = np.float64((bits >> 52) - (1076 if tiny else 1022) - (1 if small else 0))
    s = (m - 1.0) / (m + 1.0)
    z = s * s
    p = (((((1.0 / 23.0 * z + 1.0 / 21.0) * z + 1.0 / 19.0) * z + 1.0 / 17.0) * z + 1.0 / 15.0) * z + 1.0 / 13.0) * z
    p = ((((p + 1.0 / 11.0) * z + 1.0 / 9.0) * z + 1.0 / 7.0) * z + 1.0 / 5.0) * z + 1.0 / 3.0
    y = e * _LN2_HIGH + (2.0 * s + (2.0 * s * z * p + e * _LN2_LOW))
    y = x if x == math.inf else y
    y = -math.inf if x == 0.0 else y
    return y if x >= 0.0 else math.nan


@scalar("float64(float64)")
def log_floor(x):
    """A number that lies below ln x by no more than LOG_GAP (x > 0, not tiny): the bits of a double read as a whole number are a chord of its logarithm."""
    return (np.float64(np.float64(x).view(np.int64)) * 2.220446049250313e-16 - 1023.0) * 0.6931471805599453


@scalar("float64(float64)")
def _central(r):
    """AS 241 for |p - 1/2| <= 0.425; r = 0.180625 - q*q."""
    a = (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r
        + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0)
    b = (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r
        + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1) * r + 1.0)
    return a / b


@scalar("float64(float64)")
def _tail(r):
    """AS 241 for 1.6 < r <= 5, r = sqrt(-ln p) - 1.6 given."""
    a = (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r
        + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)
    b = (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r
        + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0)
    return a / b


@scalar("float64(float64)")
def _far_tail(r):
    """AS 241 for r > 5, r - 5 given."""
    a = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r
        + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0)
    b = (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
        + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1.0)
    return a / b


@scalar("float64(float64)")
def normal_quantile(p):
    """Standard normal quantile of p inside (0, 1)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _central(0.180625 - q * q)
    r = math.sqrt(-log(p if q < 0.0 else 1.0 - p))
    z = _tail(r - 1.6) if r <= 5.0 else _far_tail(r - 5.0)
    return -z if q < 0.0 else z


@scalar("float64(float64)")
def gumbel(u):
    """Standard Gumbel (maximum) of a uniform u: -ln(-ln u)."""
    return -log(-log(u))


@scalar("float64(float64)")
def logistic(x):
    """1 / (1 + e**-x)."""
    return 1.0 / (1.0 + exp(-x))


@scalar("float64(float64, float64)")
def power(x, a):
    """x**a for x > 0; 0 for x <= 0."""
    if x <= 0.0:
        return 0.0
    return exp(a * log(x))


@kernel("void(int64, float64[::1], float64[::1])")
def _apply(which, x, out):
    for i in range(x.size):
        if which == 0:
            out[i] = exp(x[i])
        elif which == 1:
            out[i] = log(x[i])
        elif which == 2:
            out[i] = normal_quantile(x[i])
        elif which == 3:
            out[i] = gumbel(x[i])
        else:
            out[i] = logistic(x[i])


def _array(which: int, x) -> np.ndarray:
    x = np.asarray(x, dtype=np.float64)
    flat = np.require(x, requirements=("C", "W")).reshape(-1)  # a kernel takes neither strides nor read-only maps
    out = np.empty_like(flat)
    _apply(which, flat, out)
    return out.reshape(x.shape)


def exp_array(x) -> np.ndarray:
    """`exp` of every element; any shape."""
    return _array(0, x)


def log_array(x) -> np.ndarray:
    """`log` of every element; any shape."""
    return _array(1, x)


def normal_quantile_array(p) -> np.ndarray:
    """`normal_quantile` of every element; any shape, values inside (0, 1)."""
    return _array(2, p)


def gumbel_array(u) -> np.ndarray:
    """`gumbel` of every element; any shape, values inside (0, 1)."""
    return _array(3, u)


def logistic_array(x) -> np.ndarray:
    """`logistic` of every element; any shape."""
    return _array(4, x)
