"""The compilation cache on disk: taken at a second start, never after any file has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim

CORE = ("__init__.py", "cache_folder.py", "code_hash.py", "compiled.py")
INNER = """from sim.core.compiled import scalar

@scalar("float64(float64)")
def inner(x):
    return x + 1.0
"""
OUTER = """from sim.core.compiled import kernel
from sim.inner import inner

@kernel("float64(float64)")
def outer(x):
    return 10.0 * inner(x)
"""
REPORT = "from sim.outer import outer; print(outer(2.0), sum(outer.stats.cache_hits.values()))"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A package of this project's compilation and two functions in two files, one calling the other."""
    package = tmp_path / "sim"
    (package / "core").mkdir(parents=True)
    for name in CORE:
        shutil.copy(Path(sim.__file__).parent / "core" / name, package / "core" / name)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "inner.py").write_text(INNER, encoding="utf-8")
    (package / "outer.py").write_text(OUTER, encoding="utf-8")
    return tmp_path


def start(folder: Path, before: str = "") -> tuple[float, int]:
    """The result of the kernel in a new process, and whether it came from the cache."""
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    environment |= {"SANMING_CACHE": str(folder / "cache"), "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", before + REPORT], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
    result, hits = done.stdout.split()
    return float(result), int(hits)


def kept(folder: Path) -> dict[Path, int]:
    """Files of the compilation cache with their times."""
    return {p: p.stat().st_mtime_ns for p in (folder / "cache" / "compiled").rglob("*.nb?")}


def test_second_start_takes_the_cache_and_a_changed_callee_does_not(copy):
    assert start(copy) == (30.0, 0)
    first = kept(copy)
    assert {p.suffix for p in first} == {".nbi", ".nbc"}
    assert start(copy) == (30.0, 1)
    assert kept(copy) == first
    (copy / "sim" / "inner.py").write_text(INNER.replace("1.0", "5.0"), encoding="utf-8")
    assert start(copy) == (70.0, 0)
    assert not list((copy / "sim").rglob("*.nb?"))


def test_numba_imported_before_uses_the_same_folder(copy):
    assert start(copy, "import numba; ") == (30.0, 0)
    assert {p.name.split(".")[0] for p in kept(copy)} == {"inner", "outer"}
    assert not list((copy / "sim").rglob("*.nb?"))
    assert start(copy) == (30.0, 1)
