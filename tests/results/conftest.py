"""One run and one comparison, saved by the program as a user would; and small results for tests of saving alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim import Results

ROOT = Path(__file__).parents[2]
COMPARISON = ("compare", "no_pilots", "--seeds", "2", "--sample", "0.005", "--end", "2019")
RUN = ("run", "city_rollout", "--seed", "3", "--sample-seed", "2", "--sample", "0.005", "--start", "2018", "--end", "2020")
VALUES = ("--set", "public_jobs.wage=800", "--set", "recognition.aware=0.5")


def program(*words: object) -> str:
    """Standard output of `python -m sim`; fails where the program does."""
    folders = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    done = subprocess.run([sys.executable, "-m", "sim", *map(str, words)], env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def compared(tmp_path_factory) -> Path:
    """A comparison with CSV beside the Parquet."""
    out = tmp_path_factory.mktemp("compared") / "out"
    program(*COMPARISON, "--format", "csv", "--out", out)
    return out


@pytest.fixture(scope="session")
def ran(tmp_path_factory) -> Path:
    """A run with values set."""
    out = tmp_path_factory.mktemp("ran") / "out"
    program(*RUN, *VALUES, "--out", out)
    return out


@pytest.fixture
def small() -> Callable[..., Results]:
    """Maker of small results that can be told apart by their number."""

    def make(number: int, pages: Callable[[Path, Results], None] | None = None) -> Results:
        return Results({"number": number}, {"annual": pd.DataFrame({"measure": ["a", "b"], "value": [number, 0.1]})}, pages)

    return make
