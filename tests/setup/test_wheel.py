"""The wheel carries the package, its tables and templates, and the folders scenarios/ and calibration/."""

import subprocess
import sys
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest

SHIPPED = ("scenarios", "calibration")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory) -> ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], cwd=root, check=True)
    (path,) = folder.glob("*.whl")
    with ZipFile(path) as archive:
        yield archive


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def text(wheel: ZipFile, name: str) -> str:
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode("utf-8")


def test_it_holds_every_file_of_the_package(root, wheel):
    assert {f"sim/{name}" for name in files(root / "sim")} - set(wheel.namelist()) == set()


@pytest.mark.parametrize("folder", SHIPPED)
def test_it_holds_the_data_folders(root, wheel, folder):
    wanted = {f"sim/_shipped/{folder}/{name}" for name in files(root / folder)}
    assert wanted and wanted <= set(wheel.namelist())


def test_nothing_else_is_installed(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sim"}


def test_the_command_and_what_it_needs(wheel):
    metadata = message_from_string(text(wheel, "METADATA"))
    assert metadata["Name"] == "sanming" and metadata["Requires-Python"] == ">=3.11" and metadata["License-Expression"] == "MIT"
    assert "mesa<4,>=3.3" in metadata.get_all("Requires-Dist")
    assert "sanming = sim.cli:main" in text(wheel, "entry_points.txt")
