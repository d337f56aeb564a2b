"""Broken copies of the real tables, so that tests show what a user would meet."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.data.rows import table_file

Rows = list[list[str]]


class Copies:
    """Writes changed copies of shipped tables into one folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name: str, change: Callable[[Rows], object], encoding: str = "utf-8") -> Path:
        """A copy of the shipped table with `change` applied to its rows (row 0 is the header, on line 1)."""
        with table_file(name).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        change(rows)
        file = self.folder / f"my_{name}.csv"
        with file.open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
        return file

    @staticmethod
    def put(rows: Rows, line: int, column: str, value: str) -> None:
        """Puts `value` into the cell on that line of the file."""
        rows[line - 1][rows[0].index(column)] = value


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Copies in a folder of the test."""
    return Copies(tmp_path)
