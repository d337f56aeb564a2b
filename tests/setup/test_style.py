"""The rules of ruff in pyproject.toml hold for every file."""

import subprocess
import sys


def test_ruff_finds_nothing(root):
    found = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "."], cwd=root, capture_output=True, encoding="utf-8")
    assert found.returncode == 0, found.stdout
