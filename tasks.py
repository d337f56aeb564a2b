"""Sets the project up and runs its jobs; standard library only, so that it serves where make is missing.

This file keeps to the grammar of Python 3.8: an older interpreter must get as far as the message that says what to do.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
OLDEST = (3, 11)
STAMP = "sanming-setup.txt"
OUT = Path("out", "first_comparison")
MAIN_JOB = "compare no_pilots city_rollout --baseline current_policy --sample 0.05 --seeds 10 --variants none --force --out".split()
# One thread for the libraries below NumPy: the project's own kernels divide the work, and idle OpenMP threads would spin beside them.
THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}
COMPILE = "pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links".split()
PIP_INSTALL = "-m pip install --quiet --disable-pip-version-check".split()
CACHES = ("build", "dist", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis", ".import_linter_cache")
# Jobs that are one program of the environment: what it is for, and the words after `python -m`.
PROGRAMS = {
    "test": ("the tests, without those that take minutes; further words go to pytest", ["pytest"]),
    "slow": ("the tests that take minutes, and the benchmark of samples", ["benchmarks.slow"]),
    "lines": ("the tests of what may differ between Python and Mesa versions", ["pytest", "-m", "lines and not slow"]),
    "bench": ("measure the speed", ["benchmarks.run"]),
    "mechanisms": ("what moves when each mechanism is switched off: minutes; writes calibration/MECHANISMS.md", ["sim.calibration.ablation"]),
    "docs": ("make the generated pages of docs/ anew", ["sim.report.docs"]),
}


def stop(message: str, code: int = 1) -> None:
    """Print what went wrong and what to do next to standard error, and end."""
    print(message, file=sys.stderr, flush=True)
    sys.exit(code)


def call(*command: object, cause: str = "") -> None:
    """Run a command in the project's root, UTF-8 on any console; when it fails, end with its exit code and the cause given."""
    environment = {**THREADS, **os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=environment)
    if done.returncode != 0:
        stop(cause or "Stopped: `{}` failed (exit {}).".format(" ".join(map(str, command)), done.returncode), max(done.returncode, 1))


def too_old(version: tuple, executable: str, newer: list[str]) -> str:
    """The message for a Python that is too old; `newer` are commands on this machine that would do."""
    found = "Found on this machine: {}.".format(", ".join(newer)) if newer else "No newer one was found on this machine: install it first."
    command = newer[0] if newer else "python3.12"
    needed = f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; {executable} is {version[0]}.{version[1]}."
    return f"{needed}\n{found}\nNext: {command} tasks.py run, or make run PYTHON={command} (on Windows: py -3.12 tasks.py run)."


def newer_pythons() -> list[str]:
    """Commands of this machine that start a Python new enough (a shim may exist with nothing behind it)."""
    names = [f"python3.{minor}" for minor in (14, 13, 12, 11)]
    return [name for name in names if shutil.which(name) and not subprocess.run([name, "-c", ""], stderr=subprocess.DEVNULL).returncode]


def no_venv(missing: list[str]) -> str:
    """The message for a Python that comes without the modules named."""
    package = f"python3-venv (or python{sys.version_info[0]}.{sys.version_info[1]}-venv)"
    lacking = f"This Python ({sys.executable}) comes without: {', '.join(missing)}. No environment can be made."
    return f"{lacking}\nNext: on Debian and Ubuntu, apt install {package}, then run this again."


def venv_python(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def usable(venv: Path) -> bool:
    """Whether the environment has pip and the Python version of the caller."""
    code = f"import pip, sys; print(sys.version_info[:2] == {tuple(sys.version_info[:2])})"
    try:
        return subprocess.run([str(venv_python(venv)), "-c", code], capture_output=True, text=True).stdout.strip() == "True"
    except OSError:
        return False


def make_venv(venv: Path) -> None:
    """Make the environment anew."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        stop(no_venv(missing))
    print(f"Making the environment {venv} with Python {sys.version.split()[0]}.", flush=True)
    call(sys.executable, "-m", "venv", "--clear", venv)


def fingerprint() -> list[str]:
    """What an environment is made from: a line for the lock, and one for pyproject.toml and where it lies."""
    project = (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode("utf-8")
    return ["lock " + hashlib.sha256(LOCK.read_bytes()).hexdigest(), "project " + hashlib.sha256(project).hexdigest()]


def recorded(venv: Path) -> list[str]:
    """The fingerprint an environment was made from; empty where none was finished."""
    stamp = venv / STAMP
    return stamp.read_text(encoding="utf-8").splitlines() if stamp.exists() else []


def prepare(venv: Path) -> None:
    """Bring the environment to the lock and the project; nothing is done where both are as recorded."""
    if not usable(venv):
        make_venv(venv)
    wanted, have = fingerprint(), recorded(venv)
    if have == wanted:
        return
    if have[:1] != wanted[:1]:
        install_lock(venv)
    call(venv_python(venv), *PIP_INSTALL, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    (venv / STAMP).write_text("\n".join(wanted) + "\n", encoding="utf-8")


def install_lock(venv: Path) -> None:
    """Install exactly what the lock names, each file checked by its hash."""
    print("Installing the locked packages: one to three minutes.", flush=True)
    near = "set PIP_INDEX_URL to a package index near you (any will do: each file is checked by its hash)"
    cause = f"Installing the packages failed; pip says above why.\nNext: check the network, or {near}, then run this again."
    call(venv_python(venv), *PIP_INSTALL, "--require-hashes", "-r", LOCK, cause=cause)


def run(venv: Path, extra: list[str]) -> None:
    """the main job: three policies compared on a 5 % sample; ends with a page to read"""
    prepare(venv)
    call(venv_python(venv), "-m", "sim", *MAIN_JOB, OUT, *extra)
    brief = ROOT / OUT / "brief.html"
    if not brief.exists():
        stop(f"The comparison ended without its page {brief}. Next: look at what it printed above, and run it again.")
    print(f"\nThe page to read: {brief}\nIn a browser:     {brief.as_uri()}", flush=True)


def setup(venv: Path, extra: list[str]) -> None:
    """make the environment, or bring it to the lock"""
    prepare(venv)
    print(f"Ready: {venv}", flush=True)


def lock(venv: Path, extra: list[str]) -> None:
    """write requirements.lock anew from pyproject.toml; pins stay where they can (--upgrade takes the newest)"""
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder, "venv")
        make_venv(tool)
        call(venv_python(tool), *PIP_INSTALL, "uv")
        call(venv_python(tool), "-m", "uv", *COMPILE, "--python-version", "3.11", "--quiet", "--output-file", LOCK.name, *extra)
    print(f"Written: {LOCK}. Next: python3 tasks.py test.", flush=True)


def wheel(venv: Path, extra: list[str]) -> None:
    """build the wheel into dist/"""
    prepare(venv)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    call(venv_python(venv), "-m", "hatchling", "build", "--target", "wheel")


def clean(venv: Path, extra: list[str]) -> None:
    """remove the environment, builds and caches; results in out/ stay"""
    for folder in [venv, *(ROOT / name for name in CACHES)]:
        shutil.rmtree(folder, ignore_errors=True)
    print("Removed: the environment, builds and caches. The results in out/ are kept.", flush=True)


def main(words: list[str]) -> None:
    """Run one job; words that are not known here go on to the program it starts."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < OLDEST:
        stop(too_old(sys.version_info, sys.executable, newer_pythons()), 2)
    chosen, extra = command_line().parse_known_args(words)
    venv = chosen.venv.resolve()
    if chosen.job in PROGRAMS:
        prepare(venv)
        call(venv_python(venv), "-m", *PROGRAMS[chosen.job][1], *extra)
    else:
        ACTIONS[chosen.job](venv, extra)


ACTIONS = {job.__name__: job for job in (run, setup, lock, wheel, clean)}


def command_line() -> argparse.ArgumentParser:
    """The command line: a job, and the environment it uses."""
    purposes = {**{name: job.__doc__ for name, job in ACTIONS.items()}, **{name: words[0] for name, words in PROGRAMS.items()}}
    listing = "\n".join(f"  {name:<6} {purpose}" for name, purpose in purposes.items())
    made = argparse.ArgumentParser(prog="tasks.py", epilog=f"jobs:\n{listing}", formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--venv", type=Path, default=ROOT / ".venv", help="the environment to use (default: .venv of the checkout)")
    made.add_argument("job", choices=purposes, metavar="JOB", help="one of the jobs below")
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
