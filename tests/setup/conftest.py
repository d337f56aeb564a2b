"""What the tests of the set-up share: the root of the checkout and tasks.py as a module."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tasks(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("tasks", root / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
