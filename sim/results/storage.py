"""Folders of results that are there whole or not at all: written beside the target, the record last, then renamed."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sim.core.errors import Fault, InputError
from sim.results.place import ASIDE, PART, RECORD, file_faults, place_faults, sibling

ELSEWHERE = "name --out on another disk"
CAUSES = {
    errno.ENOSPC: ("the disk is full", f"free space there, or {ELSEWHERE}"),
    getattr(errno, "EDQUOT", -1): ("your share of the disk is used up", f"free space there, or {ELSEWHERE}"),
    errno.EFBIG: ("the system limits the size of a file", f"raise the limit (ulimit -f), or {ELSEWHERE}"),
    errno.EROFS: ("the disk is read-only", ELSEWHERE),
    errno.EACCES: ("no permission, or another program holds a file of it open", "close that program, or name another --out"),
}


class NotSaved(RuntimeError):
    """Results that could not be written: what, where, how much is needed and free, and the next step."""


def write_whole(out: Path, fill: Callable[[Path], None], record: dict, force: bool = False, needed: Callable[[], int] = lambda: 0) -> Path:
    """Let `fill` write into a sibling folder, add the record, and put the folder in place of `out`.

    On any failure nothing is left that reads as whole, and what stood at `out` stays. `needed()` gives bytes, for the message of a full disk.
    Raises InputError for a place that cannot be used, NotSaved where the system refuses to write.
    """
    faults = place_faults(out, force)
    if faults:
        raise InputError(faults)
    out = Path(out).resolve()
    part, made = sibling(out, PART), [place for place in out.parents if not place.exists()]
    try:
        part.mkdir(parents=True)
        fill(part)
        _write_record(part, record)
        _replace(part, out) if force else _put(part, out)
    except BaseException as problem:
        told = _told(problem, out, part, needed) if isinstance(problem, OSError) else None
        _take_back(part, made)
        if told:
            raise told from problem
        raise
    return out


def write_file(out: Path, fill: Callable[[Path], None], force: bool = False, needed: Callable[[], int] = lambda: 0) -> Path:
    """Let `fill` write one file beside `out` and put it in its place. On any failure nothing new is left, and what stood at `out` stays.

    Raises InputError for a place that cannot be used, NotSaved where the system refuses to write.
    """
    faults = file_faults(out, force, Path(out).suffix)
    if faults:
        raise InputError(faults)
    out = Path(out).resolve()
    part, made = sibling(out, PART), [place for place in out.parents if not place.exists()]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fill(part)
        with part.open("r+b") as stream:
            os.fsync(stream.fileno())
        part.replace(out)
    except BaseException as problem:
        told = _told(problem, out, part, needed) if isinstance(problem, OSError) else None
        part.unlink(missing_ok=True)
        _take_back(part, made)
        if told:
            raise told from problem
        raise
    return out


def _write_record(part: Path, record: dict) -> None:
    """The record goes last, after everything else is on the disk, and gets its name when it is complete."""
    for file in part.rglob("*"):
        if file.is_file():
            with file.open("r+b") as stream:
                os.fsync(stream.fileno())
    begun = part / f".{RECORD}"
    with begun.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(record, stream, ensure_ascii=False, indent=1, default=str)
        stream.flush()
        os.fsync(stream.fileno())
    begun.rename(part / RECORD)


def _put(part: Path, out: Path) -> None:
    """Rename to a place that is free. A folder that another run has filled meanwhile stays: the system refuses to rename over it."""
    try:
        if out.exists():
            out.rmdir()  # only an empty one goes
        part.rename(out)
    except OSError:
        if out.exists():
            raise InputError(place_faults(out, False) or [Fault("the folder is in use", "--out", str(out), "another run", "name a new folder")]) from None
        raise


def _replace(part: Path, out: Path) -> None:
    """Rename; an earlier folder steps aside first, goes once the new one is in place, and comes back if that fails."""
    aside = sibling(out, ASIDE)
    try:
        if out.exists():
            out.rename(aside)
        part.rename(out)
    except BaseException:
        if aside.exists() and not out.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _take_back(part: Path, made: list[Path]) -> None:
    """Remove what was written, and the folders above that were made for it (nearest first)."""
    shutil.rmtree(part, ignore_errors=True)
    for place in made:
        try:
            place.rmdir()
        except OSError:
            return


def _told(problem: OSError, out: Path, part: Path, needed: Callable[[], int]) -> NotSaved:
    """The failure in words; asked for while the unfinished folder is still there, so that what is free is what was free."""
    cause, step = CAUSES.get(problem.errno or 0, (str(problem), "name another --out"))
    try:
        above = next(place for place in out.parents if place.exists())
        written = sum(file.stat().st_size for file in part.rglob("*") if file.is_file())
        sizes = f"; needed: about {_size(max(needed(), written))}, free: {_size(shutil.disk_usage(above).free + written)}"
    except OSError:
        sizes = ""
    return NotSaved(f"{out}: the results could not be written: {cause}{sizes}; next: {step}")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def read_record(folder: Path) -> dict:
    """The record of a folder of results; InputError where there is none (an interrupted run, or not a folder of results)."""
    file = Path(folder) / RECORD
    if not file.is_file():
        raise InputError([
            Fault("no record.json", str(folder), "", "an interrupted run, or no folder of results", "name a folder that a run has finished")
        ])
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise InputError([Fault("not readable as JSON", str(file), "", f"the file was changed: {problem}", "run again")]) from None
