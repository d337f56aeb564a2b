"""Shape of the special functions: ends, special values, order, symmetry and fixed bits."""

import ast
import hashlib
import inspect

import numpy as np
import pytest

from sim.core import special
from sim.core.special import exp_array, gumbel_array, log_array, logistic_array, normal_quantile_array, power

INF, NAN = np.inf, np.nan
ALLOWED = {"floor", "ldexp", "frexp", "sqrt", "inf", "nan"}


@pytest.mark.parametrize(
    ("function", "points"),
    [
        (exp_array, {0.0: 1.0, 5e-324: 1.0, INF: INF, -INF: 0.0, 1e300: INF, -1e300: 0.0, 709.79: INF, -745.01: 0.0, -745.0: 5e-324, NAN: NAN}),
        (log_array, {1.0: 0.0, 0.0: -INF, -1.0: NAN, -INF: NAN, -5e-324: NAN, INF: INF, NAN: NAN}),
        (logistic_array, {0.0: 0.5, INF: 1.0, -INF: 0.0, NAN: NAN, 1e300: 1.0, -1e300: 0.0}),
        (normal_quantile_array, {0.5: 0.0, NAN: NAN, -0.1: NAN, 1.1: NAN}),
        (gumbel_array, {0.0: -INF, NAN: NAN}),
    ],
)
def test_special_values(function, points):
    np.testing.assert_array_equal(function(list(points)), list(points.values()))


def test_negative_zero_is_zero():
    assert [f([-0.0])[0] for f in (exp_array, log_array, logistic_array)] == [1.0, -INF, 0.5]


def test_power_of_nothing_is_nothing():
    assert [power(0.0, 2.0), power(-1.0, 2.0), power(0.0, 0.0), power(3.0, 0.0), power(1.0, 1e6), power(INF, 0.5)] == [0.0, 0.0, 0.0, 1.0, 1.0, INF]


def around(points) -> np.ndarray:
    """For every point the hundred doubles on either side, ascending."""
    points = np.asarray(points, np.float64)
    return np.sort((points[:, None] + np.arange(-100, 101) * np.spacing(np.abs(points))[:, None]), axis=None)


@pytest.mark.parametrize(
    ("function", "x"),
    [
        (exp_array, np.linspace(-746, 709.78, 300_001)),
        (log_array, np.exp(np.linspace(-745, 709, 300_001))),
        (log_array, around(2.0 ** np.arange(-40, 40) * np.sqrt(0.5))),
        (log_array, np.arange(1, 5000) * 5e-324),
        (logistic_array, np.linspace(-760, 760, 300_001)),
        (normal_quantile_array, np.linspace(1e-9, 1 - 1e-9, 300_001)),
        (gumbel_array, np.linspace(1e-9, 1 - 1e-9, 300_001)),
    ],
)
def test_never_falls(function, x):
    assert (np.diff(function(x)) >= 0).all()


def test_joins_of_the_pieces_of_the_normal_quantile_are_smooth():
    p = around([0.075, 0.925, float(np.exp(-25.0))])
    z = normal_quantile_array(p)
    assert (np.diff(z) >= -4 * np.spacing(np.abs(z[1:]))).all()


def test_symmetry():
    x = np.linspace(-40, 40, 100_001)
    np.testing.assert_allclose(logistic_array(x) + logistic_array(-x), 1.0, rtol=0, atol=3e-16)
    p = np.arange(1, 2**14) / 2.0**15  # 1 - p is exact
    np.testing.assert_array_equal(normal_quantile_array(1.0 - p), -normal_quantile_array(p))


def test_exp_undoes_log():
    x = np.exp(np.linspace(-300, 300, 10_001))
    np.testing.assert_allclose(exp_array(log_array(x)), x, rtol=1e-13)


def test_any_shape_and_layout():
    x = np.linspace(0.1, 0.9, 24).reshape(2, 3, 4)
    x.flags.writeable = False
    np.testing.assert_array_equal(exp_array(x[:, ::2]), exp_array(x)[:, ::2])
    assert exp_array(1.0).shape == () and log_array(np.empty((0, 3))).shape == (0, 3)
    assert exp_array(np.array([1], np.int32)).dtype == np.float64


@pytest.mark.lines
def test_bits_are_the_same_on_every_machine():
    u = (np.arange(1, 100_001) - 0.5) / 100_000
    x = (u - 0.5) * 1400
    results = exp_array(x), log_array(u), log_array(exp_array(x)), normal_quantile_array(u), gumbel_array(u), logistic_array(x / 20)
    digest = hashlib.sha256(b"".join(r.astype("<f8").tobytes() for r in results)).hexdigest()
    assert digest[:16] == "b62fc3b5718beb1e"


def test_no_maths_library():
    tree = ast.parse(inspect.getsource(special))
    used = {(n.value.id, n.attr) for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported == {"math", "numpy"}
    assert {name for module, name in used if module == "math"} <= ALLOWED
    assert {name for module, name in used if module == "np"} <= {"floor", "int64", "float64", "ndarray", "asarray", "require", "empty_like"}
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Pow)]
