"""Stated errors of the special functions against references of higher precision."""

from decimal import Context, Decimal

import numpy as np
import pytest
from scipy.special import ndtri

from sim.core.special import LOG_GAP, exp_array, gumbel_array, log_array, log_floor, logistic_array, normal_quantile_array, power

EXACT = Context(prec=40, Emax=999_999, Emin=-999_999)
NORMAL = 2.2250738585072014e-308
RANDOM = np.random.default_rng(20)
JOINS = (np.arange(-200, 200) + 0.5) * np.log(2)
EXPONENTS = np.concatenate([np.linspace(-708.3, 709.78, 1501), np.linspace(-2, 2, 501), JOINS, [0.0, 5e-324, -1e-17]])
ENDS = [5e-324, 3e-320, NORMAL, 1.7976931348623157e308, 1 - 2**-53, 1 + 2**-52]
POSITIVE = np.concatenate([np.exp(np.linspace(-744, 709, 1501)), np.linspace(0.5, 2, 501), ENDS])


def exact_exp(x: float) -> Decimal:
    return EXACT.exp(Decimal(float(x)))


def exact_log(x) -> Decimal:
    return EXACT.ln(Decimal(x) if isinstance(x, Decimal) else Decimal(float(x)))


def off(found: float, exact: Decimal) -> float:
    """Absolute error."""
    return abs(float(Decimal(float(found)) - exact))


def test_exp_is_within_one_unit_of_the_last_place():
    for x, y in zip(EXPONENTS, exp_array(EXPONENTS), strict=True):
        exact = exact_exp(x)
        assert off(y, exact) <= 2.3e-16 * float(exact), x


def test_exp_below_the_normal_numbers_is_within_one_step():
    x = np.linspace(-745.0, -708.4, 700)
    for value, y in zip(x, exp_array(x), strict=True):
        assert off(y * 2.0**1000, exact_exp(value) * 2**1000) <= 2.0**-74, value


def test_log_is_within_its_stated_error():
    for x, y in zip(POSITIVE, log_array(POSITIVE), strict=True):
        exact = exact_log(x)
        assert off(y, exact) <= 3.4e-16 * abs(float(exact)), x


def test_the_floor_of_log_is_below_it_and_near():
    x = np.concatenate([np.exp(np.linspace(-700, 700, 2001)), np.linspace(0.5, 2.0, 5001), [1.0, 2.0, 1.4426950408889634]])
    gap = np.array([exact_log(v) - Decimal(log_floor(v)) for v in x], float)
    assert gap.min() >= -1e-12 and gap.max() <= LOG_GAP


def test_gumbel_is_within_its_stated_error():
    u = np.concatenate([np.linspace(1e-9, 1 - 1e-9, 1000), 2.0 ** -np.arange(1, 55), 1 - 2.0 ** -np.arange(2, 54)])
    for x, g in zip(u, gumbel_array(u), strict=True):
        exact = -exact_log(-exact_log(x))
        assert off(g, exact) <= 4e-16 * (1 + abs(float(exact))), x


def test_logistic_is_within_its_stated_error():
    x = np.linspace(-700, 700, 1001)
    for value, y in zip(x, logistic_array(x), strict=True):
        exact = 1 / (1 + exact_exp(-value))
        assert off(y, exact) <= 5e-16 * float(exact), value


@pytest.mark.parametrize("p", [np.linspace(1e-6, 1 - 1e-6, 100_001), 10.0 ** np.linspace(-300, -1, 20_001), (np.arange(1, 10_000) - 0.5) * 2.0**-53])
def test_normal_quantile_agrees_with_scipy(p):
    z, reference = normal_quantile_array(p), ndtri(p)
    assert np.abs(z - reference).max() <= 3e-15 * max(1.0, np.abs(reference).max())
    assert np.abs(z - reference)[reference != 0].max() <= 1e-13


def test_normal_quantile_at_published_points():
    # Wichura (1988), test values of PPND16
    assert normal_quantile_array([0.25, 0.001, 1e-20]) == pytest.approx([-0.6744897501960817, -3.090232306167814, -9.262340089798408], rel=1e-15)


def test_power_over_a_grid():
    for x, a in zip(RANDOM.uniform(0.01, 100, 300), RANDOM.uniform(-5, 5, 300), strict=True):
        exact = EXACT.power(Decimal(float(x)), Decimal(float(a)))
        assert off(power(x, a), exact) <= 4e-16 * (1 + abs(a * np.log(x))) * float(exact)
