"""Imports fall only, from cli down to core, and the contract that holds this can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"


def lint(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, encoding="utf-8")


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """An empty house with the project's contracts."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for room in ("", "core", "cli", "levers", "processes"):
        (tmp_path / "sim" / room).mkdir()
        (tmp_path / "sim" / room / "__init__.py").write_text("", encoding="utf-8")
    return tmp_path


def write(house: Path, file: str, line: str) -> None:
    (house / "sim" / file).write_text(line + "\n", encoding="utf-8")


def test_the_contracts_hold(root):
    done = lint(root)
    assert done.returncode == 0, done.stdout


def test_a_house_with_few_rooms_holds(house):
    write(house, "cli/__init__.py", "import sim.core")
    assert lint(house).returncode == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("core/__init__.py", "import sim.cli"),
        ("levers/__init__.py", "import sim.processes"),
        ("processes/__init__.py", "import mesa"),
        ("anywhere.py", ""),
    ],
)
def test_a_breach_is_found(house, file, line):
    write(house, file, line)
    assert lint(house).returncode == 1
