"""Every kernel: one signature, before and after use; settings that keep the same bits everywhere."""

import ast
import importlib
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.core.compiled import KERNELS, kernel, scalar
from sim.core.draws import fill_pairs, pair

ROOT = Path(sim.__file__).parent
COMPILED = sorted(path for path in ROOT.rglob("*.py") if "core.compiled import" in path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Top-level names of the packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module.split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


@pytest.fixture(scope="module")
def kernels() -> dict:
    """All kernels of the package."""
    for path in COMPILED:
        importlib.import_module(".".join(("sim", *path.relative_to(ROOT).with_suffix("").parts)))
    return {name: k for name, k in KERNELS.items() if name.startswith("sim.")}


def test_every_kernel_has_one_signature(kernels):
    assert len(kernels) >= 15
    assert {name: len(k.signatures) for name, k in kernels.items() if len(k.signatures) != 1} == {}


def test_every_kernel_keeps_to_exact_arithmetic_and_frees_the_lock(kernels):
    for name, k in kernels.items():
        options = k.targetoptions
        assert options["nogil"] and not options.get("fastmath") and not options.get("parallel"), name
        assert options["error_model"] == "numpy", name


def test_arrays_are_contiguous(kernels):
    loose = [name for name, k in kernels.items() for a in k.signatures[0] if getattr(a, "layout", "C") != "C"]
    assert loose == []


def test_use_makes_no_second_signature():
    ids, out = np.arange(6, dtype=np.int64), np.empty(6)
    fill_pairs(1, np.int32(2), ids, 3, True, out, out.copy())
    pair(1, 2, np.int8(3), 4, 5)
    assert len(fill_pairs.signatures) == len(pair.signatures) == 1


@pytest.mark.parametrize("wrong", ["strided", "read-only", "other type"])
def test_other_arrays_are_refused_not_compiled_anew(wrong):
    ids, out = np.arange(6, dtype=np.int64), np.empty(6)
    fixed = ids.copy()
    fixed.flags.writeable = False
    bad = {"strided": np.arange(12)[::2], "read-only": fixed, "other type": ids.astype(np.int32)}[wrong]
    with pytest.raises(TypeError, match="No matching definition"):
        fill_pairs(1, 2, bad, 3, 0, out, out.copy())
    assert len(fill_pairs.signatures) == 1


def test_only_one_file_imports_numba():
    assert [path for path in ROOT.rglob("*.py") if "numba" in imported(path)] == [ROOT / "core" / "compiled.py"]


def test_decorators_register_what_they_compile():
    @scalar("float64(float64)")
    def double(x):
        return 2.0 * x

    @kernel("void(float64[::1])")
    def doubled(x):
        for i in range(x.size):
            x[i] = double(x[i])

    numbers = np.arange(4.0)
    doubled(numbers)
    assert numbers.tolist() == [0.0, 2.0, 4.0, 6.0]
    names = [name for name in KERNELS if name.startswith(__name__)]
    assert len(names) == 2
    for name in names:
        del KERNELS[name]
