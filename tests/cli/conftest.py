"""Runs commands as a user does: in this process for speed, or as `python -m sim` where the exit of the whole program counts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]


@pytest.fixture
def sanming():
    """The result of a command in this process, with exit_code, stdout and stderr."""
    from sim.cli.program import app

    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def program(tmp_path):
    """The finished process of `python -m sim` in an empty folder; output is bytes."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
        folders = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(folders), **environment}
        return subprocess.run([sys.executable, "-m", "sim", *words], cwd=tmp_path, env=env, capture_output=True)

    return run
