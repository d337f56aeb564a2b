"""Loads a shipped table, or a replacement somebody gives, checked against its schema; all faults are shown at once."""

from functools import cache
from pathlib import Path

import pandas as pd
from pandera.pandas import DataFrameSchema

from sim.core.errors import Fault, InputError, suggestion
from sim.data.counties import county_list
from sim.data.csv_text import TextTable, read_text_table
from sim.data.numbers import number_problem
from sim.data.rows import table_file
from sim.data.schema_faults import Cells, duplicate_faults, schema_faults
from sim.data.schemas import SCHEMAS


def load(name: str) -> pd.DataFrame:
    """The shipped table `name`: codes are text, empty cells NaN. A copy: the caller may change it. Sources: sources.csv."""
    return _load(name).copy()


@cache
def _load(name: str) -> pd.DataFrame:
    return read_table(table_file(name), name)


def read_table(path: str | Path, name: str) -> pd.DataFrame:
    """A file with the columns of table `name`, checked. Further columns are kept as text.

    Raises InputError with every fault of the file: encoding, cells, missing columns, numbers, words, codes, duplicates.
    """
    table_file(name)
    text = read_text_table(Path(path))
    schema = SCHEMAS[name]
    text.faults += _header_faults(text, schema)
    frame, bad = _typed(text, schema)
    faults = text.faults + duplicate_faults(text, frame, schema) + schema_faults(text, frame, schema, bad)
    faults += _absent_counties(text, frame) if name == "counties" else []
    if faults:
        raise InputError(faults)
    return frame


def _header_faults(text: TextTable, schema: DataFrameSchema) -> list[Fault]:
    where = f"{text.file} line 1"
    spare = [n for n in text.header if n not in schema.columns]
    missing = [n for n in schema.columns if n not in text.header]
    twice = sorted({n for n in text.header if text.header.count(n) > 1})
    faults = [Fault("column is missing", where, n, next_step=suggestion(n, spare) or f"add the column {n}") for n in missing]
    faults += [Fault("column stands twice", where, n, next_step="keep one of them") for n in twice]
    if not text.records and not text.faults:
        faults.append(Fault("no data below the header", where, cause="the table is empty", next_step="add the rows"))
    return faults


def _typed(text: TextTable, schema: DataFrameSchema) -> tuple[pd.DataFrame, Cells]:
    """The cells in the types of the schema, and the (column, record) pairs already reported as no number."""
    bad: Cells = set()
    series = {}
    for place, name in enumerate(text.header):
        cells = [record[place] for record in text.records]
        kind = str(schema.columns[name].dtype) if name in schema.columns else "text"
        series[name] = _numbers(name, cells, kind, text, bad) if kind.startswith(("float", "int")) else _texts(cells)
    return pd.DataFrame(series), bad


def _texts(cells: list[str]) -> pd.Series:
    return pd.Series([cell or float("nan") for cell in cells], dtype="str")


def _numbers(name: str, cells: list[str], kind: str, text: TextTable, bad: Cells) -> pd.Series:
    whole = kind.startswith("int")
    empty = 0.0 if whole else float("nan")
    values = []
    for record, cell in enumerate(cells):
        problem = number_problem(cell, whole)
        if problem:
            what, cause, step = problem
            text.faults.append(Fault(what, f"{text.file} line {text.lines[record]}, column {name}", cell, cause, step))
            bad.add((name, record))
        values.append(empty if problem or not cell else float(cell))
    return pd.Series(values, dtype=kind)


def _absent_counties(text: TextTable, frame: pd.DataFrame) -> list[Fault]:
    """Counties without a row; not looked at when rows could not be read."""
    if text.skipped or "adcode" not in frame:
        return []
    absent = [c for c in county_list() if c.code not in set(frame["adcode"])]
    return [Fault("county is missing", text.file, f"{c.code} {c.en}", next_step="add its row") for c in absent]
