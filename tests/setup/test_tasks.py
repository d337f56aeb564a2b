"""tasks.py says what is wrong and what to do next, and does nothing twice."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A folder that holds the set-up alone; its name has a space and Chinese in it, as folders of users do."""
    folder = tmp_path / "三明 copy"
    folder.mkdir()
    for name in ("tasks.py", "pyproject.toml", "requirements.lock"):
        shutil.copy(root / name, folder)
    return folder


def start(checkout: Path, *before: str, job: str) -> subprocess.CompletedProcess:
    """Run a job of the copy after some lines of Python that change what the interpreter has."""
    program = "\n".join(["import runpy, sys", *before, f"sys.argv = ['tasks.py', {job!r}]", "runpy.run_path('tasks.py', run_name='__main__')"])
    return subprocess.run([sys.executable, "-c", program], cwd=checkout, capture_output=True, encoding="utf-8")


def test_parses_on_python_3_8(root):
    source = (root / "tasks.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 8)).body


def test_old_python_is_told_so(checkout):
    done = start(checkout, "sys.version_info = (3, 9, 2, 'final', 0)", job="run")
    assert done.returncode == 2
    assert "3.11 or newer is needed" in done.stderr and "is 3.9" in done.stderr and "Next:" in done.stderr


def test_old_python_is_told_of_a_newer_one(tasks):
    message = tasks.too_old((3, 8), "/usr/bin/python3", ["python3.13", "python3.11"])
    assert "make run PYTHON=python3.13" in message and "python3.11" in message


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_missing_module_names_the_debian_package(checkout, module):
    done = start(checkout, f"sys.modules[{module!r}] = None", job="setup")
    assert done.returncode == 1
    assert module in done.stderr and "apt install python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_unknown_job_lists_the_jobs(checkout):
    done = start(checkout, job="deploy")
    assert done.returncode == 2
    assert all(name in done.stderr for name in ("run", "test", "setup", "lock", "bench", "slow", "wheel", "docs", "clean"))


@pytest.fixture
def recording(tasks, monkeypatch, tmp_path):
    """A copy of the lock, an environment taken as usable, and the list of commands that would be run."""
    commands = []
    lock = tmp_path / "requirements.lock"
    lock.write_bytes(tasks.LOCK.read_bytes())
    monkeypatch.setattr(tasks, "LOCK", lock)
    monkeypatch.setattr(tasks, "usable", lambda venv: True)
    monkeypatch.setattr(tasks, "call", lambda *words, cause="": commands.append(" ".join(map(str, words))))
    return lock, commands


def test_an_unchanged_lock_installs_nothing(tasks, recording, tmp_path):
    _, commands = recording
    tasks.prepare(tmp_path)
    assert [("--require-hashes" in line, "--editable" in line) for line in commands] == [(True, False), (False, True)]
    tasks.prepare(tmp_path)
    assert len(commands) == 2


def test_a_changed_lock_installs_again(tasks, recording, tmp_path):
    lock, commands = recording
    tasks.prepare(tmp_path)
    lock.write_bytes(lock.read_bytes() + b"# changed\n")
    tasks.prepare(tmp_path)
    assert len(commands) == 4


def test_a_broken_environment_is_not_usable(tasks, tmp_path):
    assert not tasks.usable(tmp_path)
    assert tasks.usable(Path(sys.prefix))


def test_a_failing_child_gives_its_exit_code(tasks, capsys):
    with pytest.raises(SystemExit) as end:
        tasks.call(sys.executable, "-c", "raise SystemExit(7)")
    assert end.value.code == 7 and "exit 7" in capsys.readouterr().err


def test_children_write_utf8_with_one_thread(tasks, monkeypatch, tmp_path):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    out = tmp_path / "out.txt"
    code = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdout.encoding + os.environ['OPENBLAS_NUM_THREADS'])"
    tasks.call(sys.executable, "-c", code, out)
    assert out.read_text(encoding="utf-8") == "utf-81"


def test_main_job_is_the_documented_comparison(root, tasks):
    words = " ".join([*tasks.MAIN_JOB, tasks.OUT.as_posix()])
    assert words == (
        "compare no_pilots city_rollout --baseline current_policy --sample 0.05 --seeds 10 --variants none --force --out out/first_comparison"
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine: tasks.py serves without it")
def test_make_has_every_job(root, tasks):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")} | {"PYTHON": "python3"}
    for job in [*tasks.ACTIONS, *tasks.PROGRAMS]:
        shown = subprocess.run(["make", "-n", job], cwd=root, capture_output=True, encoding="utf-8", env=environment)
        assert shown.stdout.split() == ["python3", "tasks.py", job]
