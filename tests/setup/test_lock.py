"""The lock holds all that pyproject.toml asks for, for every Python and system, each file by its hash and none by its place."""

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pins(text: str) -> list[Requirement]:
    return [Requirement(line.rstrip("\\ ")) for line in text.splitlines() if re.match("[A-Za-z0-9]", line)]


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def applies(marker: Marker | None, python: str, platform: str) -> bool:
    return marker is None or marker.evaluate({"python_version": python, "python_full_version": python + ".0", "sys_platform": platform})


def chosen(pins: list[Requirement], python: str, platform: str) -> dict[str, str]:
    return {canonicalize_name(pin.name): str(pin.specifier)[2:] for pin in pins if applies(pin.marker, python, platform)}


def test_lock_names_no_place(text):
    assert not re.findall(r"https?:|file:|index-url|find-links|/opt|/tmp", text)


def test_every_pin_is_exact_and_hashed(text, pins):
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(entries) == len(pins) > 50
    assert [pin.name for pin in pins if not str(pin.specifier).startswith("==")] == []
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_lock_satisfies_the_project(pins, project, python, platform):
    have = chosen(pins, python, platform)
    wanted = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]
    unmet = [str(need) for need in wanted if not need.specifier.contains(have.get(canonicalize_name(need.name), "0"))]
    assert unmet == []


def test_the_build_backend_is_locked(root, pins):
    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert {Requirement(line).name for line in build} | {"editables"} <= {pin.name for pin in pins}


def test_each_python_gets_its_newest_mesa_line(pins):
    lines = [chosen(pins, python, "linux")["mesa"].rsplit(".", 1)[0] for python in ("3.11", "3.12", "3.13")]
    assert lines == ["3.3", "3.5", "3.5"]


@pytest.mark.lines
def test_this_environment_runs_a_supported_mesa_line(project):
    (mesa,) = (need for need in map(Requirement, project["dependencies"]) if need.name == "mesa")
    assert version("mesa") in mesa.specifier
    assert version("mesa").startswith("3.3.") == (sys.version_info < (3, 12))


def test_all_is_the_other_extras_together(project):
    extras = project["optional-dependencies"]
    (everything,) = extras["all"]
    assert Requirement(everything).name == project["name"]
    assert Requirement(everything).extras == set(extras) - {"all"}
