"""Runs the program as its users do, watches its processes, and gives small disks to write on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEADLINE = 90.0  # seconds; only reached when something hangs
SMALL_RUN = ("run", "current_policy", "--sample", "0.003", "--start", "2019", "--end", "2019")
SMALL_COMPARISON = ("compare", "no_pilots", "--seeds", "2", "--sample", "0.003", "--end", "2019")

watched = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are read from /proc")
two_cores = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="with one core a comparison starts no workers"
)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """The finished process of `python -m sim` in the folder of the test; further words go to subprocess.run."""

    def run(*words: object, **how) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "sim", *map(str, words)]
        return subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", **how)

    return run


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts `python` with the given words in a session of its own; the whole session ends with the test."""
    begun: list[subprocess.Popen] = []

    def begin(*words: object) -> subprocess.Popen:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        command = [sys.executable, *map(str, words)]
        begun.append(subprocess.Popen(command, cwd=tmp_path, env=environment(), start_new_session=True, preexec_fn=hear_interrupts, **pipes))
        return begun[-1]

    yield begin
    for process in begun:
        kill_all(process)


def hear_interrupts() -> None:
    """A shell without job control hands on a Ctrl-C that is ignored; a terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kill_all(process: subprocess.Popen) -> None:
    """SIGKILL to the process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate()


def until(condition: Callable[[], object], process: subprocess.Popen | None = None) -> None:
    """Wait for a condition; an assertion fails after the deadline, or when the process has ended before."""
    latest = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < latest, "the deadline has passed"
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.002)


def members(group: int) -> list[int]:
    """Processes of a session that still live; zombies do not."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:3]
        except OSError:  # it ended just now
            continue
        if int(of) == group and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def workers(process: subprocess.Popen) -> list[int]:
    """Worker processes that the process has started."""
    return [pid for pid in members(process.pid) if b"spawn_main" in command_line(pid)]


def command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def beside(out: Path, kind: str = "") -> list[Path]:
    """What unfinished runs have left beside `out`."""
    return sorted(out.parent.glob(f".{out.name}.{kind}*"))


@pytest.fixture(scope="session")
def warm(tmp_path_factory) -> None:
    """Kernels are compiled and caches filled before a test limits or kills anything."""
    command = [sys.executable, "-m", "sim", *SMALL_RUN, "--out", str(tmp_path_factory.mktemp("warm") / "out")]
    subprocess.run(command, env=environment(), check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mounts small disks in memory: `disk("size=32k")` is the folder. Skips where that is not permitted."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            pytest.skip("mounting a disk needs root on Linux")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, encoding="utf-8")
        if done.returncode:
            pytest.skip(f"no disk could be mounted: {done.stderr.strip()}")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)
