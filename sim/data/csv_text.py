"""Reads a CSV file somebody else wrote into text cells with line numbers, and collects what is wrong with the file itself."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from sim.core.errors import Fault, InputError

_SAVE = "save the file as 'CSV UTF-8 (comma delimited)'"


@dataclass
class TextTable:
    """Cells as text. `lines[i]` is the line in the file where record i begins; the `skipped` records could not be read."""

    file: str
    header: list[str] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: int = 0


def read_text_table(path: Path) -> TextTable:
    """The cells of the file and the faults found so far; InputError only when nothing at all can be read."""
    table = TextTable(path.name)
    text = _decode(_bytes(path), table)
    delimiter = _delimiter(text, table)
    _records(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), table)
    if not table.header:
        table.faults.append(Fault("no header line", path.name, cause="the file is empty", next_step="write the column names in line 1"))
        raise InputError(table.faults)
    return table


def _bytes(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise InputError([Fault("file cannot be read", str(path), cause=problem.strerror or str(problem), next_step="check the path")]) from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError([Fault("not a CSV file", path.name, cause="an Excel workbook", next_step=_SAVE)])
    return raw


def _decode(raw: bytes, table: TextTable) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
    text, name = _other_encoding(raw)
    table.faults.append(Fault("not UTF-8 text", f"{table.file} line {line}", cause=f"the file is in {name}", next_step=_SAVE))
    return text


def _other_encoding(raw: bytes) -> tuple[str, str]:
    """The text in the likeliest other encoding, so that the remaining faults can be shown too, and its name."""
    names = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["gb18030"]
    for name in names:
        try:
            return raw.decode(name), {"utf-16": "UTF-16", "gb18030": "GBK"}[name]
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace"), "an unknown encoding"


def _delimiter(text: str, table: TextTable) -> str:
    first = text.split("\n", 1)[0]
    found = max(";\t", key=first.count)
    if "," in first or found not in first:
        return ","
    shown = "tabs" if found == "\t" else "semicolons"
    table.faults.append(Fault("columns are not separated by commas", f"{table.file} line 1", shown, "export of a spreadsheet", _SAVE))
    return found


def _records(reader, table: TextTable) -> None:
    """Fills header, records and lines; a record that cannot be split stops the reading."""
    start = 1
    try:
        for cells in reader:
            if cells:
                _take(cells, start, table)
            start = reader.line_num + 1
    except csv.Error as problem:
        table.skipped += 1
        step = "close the quote, or double a quote inside a text"
        table.faults.append(Fault("line cannot be split into cells", f"{table.file} line {start}", cause=f"quotes: {problem}", next_step=step))


def _take(cells: list[str], line: int, table: TextTable) -> None:
    if not table.header:
        table.header = [name.strip() for name in cells]
    elif len(cells) != len(table.header):
        table.skipped += 1
        count = f"{len(cells)} cells for {len(table.header)} columns"
        cause = "a comma inside a text without quotes" if len(cells) > len(table.header) else "cells are missing at the end"
        table.faults.append(Fault("wrong number of cells", f"{table.file} line {line}", count, cause, "put texts with commas in double quotes"))
    else:
        table.records.append([cell.strip() for cell in cells])
        table.lines.append(line)
