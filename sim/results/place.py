"""The folder that results go to: what speaks against it before a run begins, and what interrupted runs have left beside it."""

import glob
import os
import shutil
from contextlib import suppress
from pathlib import Path

from sim.core.errors import Fault

PART, ASIDE, RECORD = "part", "old", "record.json"
_DEEPEST = Path("figures", "f" * 40)  # as long as any name inside a folder of results
_STILL_ACTIVE, _MAY_ASK, _DENIED = 259, 0x1000, 5  # Windows: exit code of a process that runs, right to ask for it, error code


def sibling(out: Path, kind: str) -> Path:
    """`.NAME.part-PID` (being written) or `.NAME.old-PID` (about to be replaced) beside `out`, of this process."""
    return out.with_name(f".{out.name}.{kind}-{os.getpid()}")


def place_faults(out: str | Path, force: bool) -> list[Fault]:
    """What speaks against writing results to `out`; what interrupted runs have left beside it is put right first."""
    out = Path(os.path.realpath(out))
    why = _unusable(out)
    if why:
        return [Fault("no such path can be written", "--out", str(out), why, "name another folder, with a shorter path")]
    put_right(out)
    return (_inside(out, force) if os.path.exists(out) else []) + _above(out)


def file_faults(out: str | Path, force: bool, ending: str) -> list[Fault]:
    """What speaks against writing one file to `out`; what interrupted runs have left of it is removed first."""
    out = Path(os.path.realpath(out))
    why = _unusable(out)
    if why:
        return [Fault("no such path can be written", "--out", str(out), why, "name another file, with a shorter path")]
    for left in out.parent.glob(f".{glob.escape(out.name)}.{PART}-*"):
        if ended(left.name.rpartition("-")[2]):
            with suppress(OSError):
                left.unlink()
    found = [] if out.suffix == ending else [Fault(f"not a {ending} file", "--out", str(out), "", f"name a file that ends in {ending}")]
    if out.is_dir():
        found.append(Fault("a folder, not a file", "--out", str(out), "", f"name a file inside it, such as {out / f'panel{ending}'}"))
    elif out.exists() and not force:
        found.append(Fault("the file is there already", "--out", str(out), "results of an earlier run", "name a new file, or add --force to replace it"))
    return found + _above(out)


def _unusable(out: Path) -> str:
    """Why the system can make no such folder: a name too long or not allowed, links in a circle; empty where it can."""
    try:
        for place in (out, sibling(out, PART) / _DEEPEST):
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                os.stat(place)
    except (OSError, ValueError) as problem:  # ValueError: the root of a disk has no name
        return getattr(problem, "strerror", None) or str(problem)
    return ""


def _inside(out: Path, force: bool) -> list[Fault]:
    """Faults of something that stands at `out` already."""
    if not out.is_dir():
        return [Fault("a file, not a folder", "--out", str(out), "", "name a new folder")]
    if os.path.ismount(out):
        return [Fault("a mount point cannot be replaced", "--out", str(out), "", f"name a folder inside it, such as {out / 'results'}")]
    if any(Path(place).resolve().is_relative_to(out) for place in (Path.cwd(), os.path.expanduser("~"))):
        return [Fault("the folder you are in, or your home", "--out", str(out), "", "name a new folder inside it")]
    return _kept(out, force) if _filled(out) else []


def _kept(out: Path, force: bool) -> list[Fault]:
    """Faults of a folder that holds something: only results give way to --force."""
    if not (out / RECORD).is_file():
        return [Fault("the folder holds files that are no results", "--out", str(out), f"no {RECORD} in it", "name a new folder; --force replaces results only")]
    if not force:
        return [Fault("the folder is not empty", "--out", str(out), "results of an earlier run", "name a new folder, or add --force to replace it")]
    return []


def _filled(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return True


def _above(out: Path) -> list[Fault]:
    """Faults of the nearest folder above `out` that exists: the new one is made and renamed there."""
    above = next(place for place in out.parents if os.path.exists(place))
    if not above.is_dir():
        return [Fault("lies inside a file", "--out", str(out), f"{above} is a file", "name a new folder")]
    if not os.access(above, os.W_OK | os.X_OK):
        return [Fault("no permission to write", "--out", str(out), f"{above} is closed to you or read-only", "name a folder elsewhere")]
    return []


def put_right(out: Path) -> None:
    """Remove what ended processes have left beside `out`; results that stood aside when their replacement was interrupted come back."""
    for kind in (ASIDE, PART):
        for left in sorted(out.parent.glob(f".{glob.escape(out.name)}.{kind}-*")):
            if not ended(left.name.rpartition("-")[2]):
                continue
            if kind == PART or os.path.lexists(out):
                shutil.rmtree(left, ignore_errors=True)
            else:
                with suppress(OSError):  # a folder closed to us: told as such later
                    left.rename(out)


def ended(pid: str) -> bool:
    """True for a process that is no more. Its number may be ours: containers count from 1 each time."""
    return pid.isdigit() and (int(pid) == os.getpid() or not alive(int(pid)))


def alive(pid: int) -> bool:
    """Whether a process of this machine has that number."""
    if os.name == "nt":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    """There os.kill would end the process instead of asking."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(_MAY_ASK, False, pid)
    if not handle:
        return ctypes.get_last_error() == _DENIED  # type: ignore[attr-defined]
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
