"""A small list of declared parameters and a writer of scenario files."""

from pathlib import Path

import pytest

from sim.core.errors import InputError
from sim.core.parameters import FIXED, Parameter
from sim.scenario import load_scenario

HEAD = "schema: 1\ntitle: {zh: 试, en: Trial}\n"


def _declare(name: str, value, unit: str, low: float, high: float) -> Parameter:
    return Parameter(name, value, unit, low, high, FIXED, name, name, "PJ-RURAL", "assumption")


DECLARED = [
    _declare("public_jobs.wage", 700.0, "yuan_per_month", 100, 3000),
    _declare("public_jobs.posts", 2, "posts", 0, 20),
    _declare("safety_net.quota", 0.03, "share", 0, 1),
    _declare("recognition.line_share", 0.5, "share", 0.3, 0.8),
    _declare("learning.transfer", 0.4, "share", 0, 1),
    _declare("recognition.screen", True, "switch", 0, 1),
    _declare("recognition.rule", "income", "text", 0, 0),
    _declare("labour.theta", 1.0, "utility", 0, 5),
]


@pytest.fixture
def write(tmp_path: Path):
    """Writes a scenario file and returns its path; the head (lines 1 and 2) comes first unless the text begins with its own schema."""

    def to_file(text: str, name: str = "trial") -> str:
        file = tmp_path / f"{name}.yaml"
        file.write_text(text if text.startswith("schema") else HEAD + text, encoding="utf-8")
        return str(file)

    return to_file


@pytest.fixture
def load():
    """Loads with the small list of parameters."""
    return lambda path, overrides=(), **years: load_scenario(path, overrides, DECLARED, **years)


@pytest.fixture
def faults(load):
    """The lines of the one message of a load that must fail."""

    def lines(path: str, overrides=(), **years) -> list[str]:
        with pytest.raises(InputError) as caught:
            load(path, overrides, **years)
        return str(caught.value).splitlines()[1:]

    return lines
