"""Folders of results that are there whole or not at all: written beside the target, the record last, then renamed."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sim.core.errors import Fault, InputError

RECORD = "record.json"


def refuse_filled(out: Path, force: bool) -> None:
    """InputError where `out` is a file, or a folder that holds something and `force` is not given."""
    if out.is_file():
        raise InputError([Fault("a file, not a folder", "--out", str(out), "", "name a new folder")])
    if out.is_dir() and any(out.iterdir()) and not force:
        raise InputError([Fault("the folder is not empty", "--out", str(out), "results of an earlier run", "name a new folder, or add --force")])


def write_whole(out: Path, fill: Callable[[Path], None], record: dict, force: bool = False) -> Path:
    """Let `fill` write into a sibling folder, add the record, and put the folder in place of `out`. On any failure nothing is left that reads as whole."""
    out = Path(out).resolve()
    refuse_filled(out, force)
    part = out.with_name(f".{out.name}.part-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        fill(part)
        _write_record(part / RECORD, record)
        _replace(part, out)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return out


def _write_record(file: Path, record: dict) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(record, stream, ensure_ascii=False, indent=1, default=str)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(part: Path, out: Path) -> None:
    """Rename; an earlier folder steps aside first and goes only once the new one is in place."""
    aside = out.with_name(f".{out.name}.old-{os.getpid()}")
    if out.exists():
        out.rename(aside)
    part.rename(out)
    shutil.rmtree(aside, ignore_errors=True)


def read_record(folder: Path) -> dict:
    """The record of a folder of results; InputError where there is none (an interrupted run, or not a folder of results)."""
    file = Path(folder) / RECORD
    if not file.is_file():
        raise InputError([Fault("no record.json", str(folder), "", "an interrupted run, or no folder of results", "name a folder that a run has finished")])
    return json.loads(file.read_text(encoding="utf-8"))
