"""No library function whose last bits differ between versions feeds a decision: powers, logarithms and products of matrices are our own."""

import ast
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

ROOMS = ("sim.processes", "sim.mechanism", "sim.levers", "sim.state", "sim.core")
FILES = sorted(
    (found.name, Path(import_module(found.name).__file__))
    for room in ROOMS
    for found in pkgutil.walk_packages(import_module(room).__path__, f"{room}.")
    if not found.ispkg
)
LIBM = {"exp", "expm1", "log", "log1p", "log2", "log10", "power", "float_power", "sin", "cos", "tan", "tanh", "cbrt", "hypot", "erf", "gamma", "pow"}
MATRICES = {"dot", "matmul", "einsum", "inner", "tensordot", "vdot", "linalg", "std", "var"}
RANDOM = {"random", "default_rng", "shuffle", "choice"}
MODULES = {"np", "numpy", "math", "scipy", "random"}


def offences(tree: ast.AST) -> list[str]:
    """Uses of a library function, of ** with anything but whole numbers on both sides or a whole exponent, and of @."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in MODULES:
            if node.attr in LIBM | MATRICES | RANDOM:
                found.append(f"line {node.lineno}: {node.value.id}.{node.attr}")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            found.append(f"line {node.lineno}: @")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not exact(node):
            found.append(f"line {node.lineno}: ** of numbers that are not whole")
    return found


def exact(node: ast.BinOp) -> bool:
    """2**n and 0.5**n are exact for whole n; 10**n is exact while small."""
    return isinstance(node.left, ast.Constant) and node.left.value in (0.5, 2, 2.0, 10)


@pytest.mark.parametrize("file", [path for _, path in FILES], ids=[name for name, _ in FILES])
def test_no_library_function_feeds_a_decision(file):
    assert not offences(ast.parse(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("line", ["np.exp(x)", "math.log(2)", "a @ b", "x**0.5", "np.dot(a, b)", "np.random.rand()"])
def test_the_search_finds_them(line):
    assert offences(ast.parse(line))


@pytest.mark.parametrize("line", ["0.5**since", "np.sqrt(x)", "exp_array(x)", "math.sqrt(2)"])
def test_what_is_exact_is_left_alone(line):
    assert not offences(ast.parse(line))
