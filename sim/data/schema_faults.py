"""Turns what a schema finds wrong in a table into faults with line, column, value, likely cause and next step."""

import re

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.pandas import DataFrameSchema

from sim.core.errors import Fault, suggestion
from sim.data.csv_text import TextTable

Cells = set[tuple[str, int]]


def duplicate_faults(text: TextTable, frame: pd.DataFrame, schema: DataFrameSchema) -> list[Fault]:
    """One fault for each key that stands on more than one line, with all its lines."""
    key = list(schema.unique or [])
    if not set(key) <= set(frame.columns):
        return []
    known = frame.dropna(subset=key)
    twice = known[known.duplicated(key, keep=False)]
    return [_twice(text, key, value, list(found.index)) for value, found in twice.groupby(key, sort=False)]


def _twice(text: TextTable, key: list[str], value: tuple, found: list[int]) -> Fault:
    lines = ", ".join(str(text.lines[i]) for i in found)
    shown = " ".join(map(str, value))
    return Fault(f"duplicate {' and '.join(key)}", f"{text.file} lines {lines}", shown, "a row was copied", "keep one of these rows")


def schema_faults(text: TextTable, frame: pd.DataFrame, schema: DataFrameSchema, bad: Cells) -> list[Fault]:
    """The faults of cells and rows; cells in `bad` (column, record) are reported already and left out."""
    try:
        _present(frame, schema).validate(frame, lazy=True)
    except SchemaErrors as found:
        return _faults(text, frame, found.failure_cases, schema, bad)
    return []


def _present(frame: pd.DataFrame, schema: DataFrameSchema) -> DataFrameSchema:
    """The schema of the columns that are there; checks across columns only when none is missing. Keys are looked at elsewhere."""
    columns = {name: column for name, column in schema.columns.items() if name in frame.columns}
    complete = len(columns) == len(schema.columns)
    return DataFrameSchema(columns, checks=schema.checks if complete else None)


def _faults(text: TextTable, frame: pd.DataFrame, cases: pd.DataFrame, schema: DataFrameSchema, bad: Cells) -> list[Fault]:
    """Faults by line; a row with a faulty cell is not blamed for checks across its columns as well."""
    found: dict[tuple[int, str, str], Fault] = {}
    across = cases["schema_context"] == "DataFrameSchema"
    for case in cases[~across].dropna(subset=["index"]).itertuples():
        cell = (case.column, int(case.index))
        if cell not in bad:
            found[(cell[1], case.column, case.check)] = _cell_fault(text, case.column, case.check, frame, cell[1], schema)
    blamed = {record for _, record in bad} | {record for record, _, _ in found}
    for case in cases[across].dropna(subset=["index"]).itertuples():
        if int(case.index) not in blamed:
            found[(int(case.index), "", case.check)] = _row_fault(text, case.check, frame, int(case.index), schema)
    return [found[place] for place in sorted(found)]


def _row_fault(text: TextTable, check: str, frame: pd.DataFrame, record: int, schema: DataFrameSchema) -> Fault:
    key = " ".join(str(frame[name][record]) for name in schema.unique or [])
    where = f"{text.file} line {text.lines[record]}"
    return Fault(check, where, key, "one of the cells was changed without the others", "correct the row")


def _cell_fault(text: TextTable, column: str, check: str, frame: pd.DataFrame, record: int, schema: DataFrameSchema) -> Fault:
    where = f"{text.file} line {text.lines[record]}, column {column}"
    if check == "not_nullable":
        return Fault("cell is empty", where, next_step="fill it in")
    value = str(frame[column][record])
    return Fault(check, where, value, *_cause(check, column, value, schema))


def _cause(check: str, column: str, value: str, schema: DataFrameSchema) -> tuple[str, str]:
    """Likely cause and next step of a cell that fails `check`."""
    if "code" in check and re.fullmatch(r"[0-9.]+[eE]\+?[0-9]+|[0-9]+\.0*", value):
        return "a spreadsheet turned the code into a number", "format the column as text and enter the code again"
    if check.startswith("outside"):
        return "a slip of the decimal point or another unit", "check the value against its source"
    allowed = schema.columns[column].checks[0].statistics.get("allowed_values", [])
    return "", suggestion(value, list(allowed)) or "see the shipped table"
