"""What the model declares: parameters with sources, process numbers of draws, no mathematics library in anything that decides."""

import ast
import re
from pathlib import Path

import pytest

from sim.data import resolves
from sim.model import parameters

SIM = Path(__file__).resolve().parents[2] / "sim"
DECIDING = [f for room in ("processes", "mechanism", "levers", "state") for f in sorted((SIM / room).rglob("*.py"))]
LIBM = {"exp", "log", "log10", "log1p", "expm1", "power", "sin", "cos", "tanh", "pow"}


@pytest.mark.parametrize("parameter", parameters(), ids=lambda p: p.name)
def test_parameter_has_source_prior_and_labels(parameter):
    assert resolves(parameter.source), parameter.source
    assert parameter.en.strip() and re.search(r"[\u4e00-\u9fff]", parameter.zh)
    if parameter.prior.kind == "uniform" and not isinstance(parameter.value, bool):
        assert parameter.low <= parameter.prior.a <= parameter.value <= parameter.prior.b <= parameter.high


def test_process_numbers_are_used_once():
    found = {}
    for file in sorted(SIM.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
                found |= _numbers(node, file)
    numbers = list(found.values())
    assert len(numbers) >= 20
    assert len(set(numbers)) == len(numbers), sorted(found.items(), key=lambda x: x[1])


def _numbers(node: ast.Assign, file: Path) -> dict[str, int]:
    names = [n.id for n in (node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets) if isinstance(n, ast.Name)]
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    pairs = [(n, v.value) for n, v in zip(names, values, strict=False) if isinstance(v, ast.Constant) and isinstance(v.value, int)]
    return {f"{file.relative_to(SIM)}:{n}": v for n, v in pairs if n.startswith("DRAW_") or n.endswith("_DRAW")}


@pytest.mark.parametrize("file", DECIDING, ids=lambda f: f.relative_to(SIM).as_posix())
def test_no_mathematics_library_feeds_a_decision(file):
    """exp, log and powers go through sim.core.special: libraries differ between versions in the last bit. Matrix products sum in an order of their own."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("np", "math"):
            assert node.attr not in LIBM | {"dot", "einsum", "matmul"}, f"{file.name}:{node.lineno} uses {node.value.id}.{node.attr}"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            raise AssertionError(f"{file.name}:{node.lineno} uses a matrix product")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            exact = isinstance(node.left, ast.Constant) and node.left.value in (0.5, 2)
            assert exact, f"{file.name}:{node.lineno} uses a power"
