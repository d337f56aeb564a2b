"""The script of the checks is sound bash, ends at the first failure and keeps the closing line of the tests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the script is for bash")


def bash(program: str, folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(["bash", "-c", program], cwd=folder, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)


@pytest.fixture
def steps(root: Path, tmp_path: Path) -> str:
    """The functions of the script alone, without the steps at its end."""
    source = (root / ".ci" / "run").read_text(encoding="utf-8")
    body, separator, _ = source.partition('\nown=$("$PYTHON"')
    assert separator
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "functions").write_text(body + "\n", encoding="utf-8")
    return "source .ci/functions\n"


def test_it_is_executable_and_parses(root):
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0


def test_a_failing_step_ends_it(steps, tmp_path):
    done = bash(steps + "step good 1 true; step bad 1 bash -c 'echo 1 failed, 2 passed in 3s; exit 5'; step never 1 echo reached", tmp_path)
    assert done.returncode == 5
    assert "reached" not in done.stdout
    assert "FAILED (exit 5) 1 failed, 2 passed in 3s" in done.stdout
    assert done.stdout.rstrip().endswith("exit code 5")


def test_a_failure_inside_a_function_ends_it(steps, tmp_path):
    done = bash(steps + "two() { false; echo reached; }; step two 1 two", tmp_path)
    assert done.returncode == 1
    assert "reached" not in done.stdout


def test_the_closing_line_is_in_the_table(steps, tmp_path):
    done = bash(steps + "step tests 8 echo '==== 12 passed, 3 deselected in 4.5s ===='", tmp_path)
    assert done.returncode == 0
    assert "12 passed, 3 deselected in 4.5s" in done.stdout.split("minutes")[1]


def test_an_interpreter_that_does_not_run_is_not_taken(steps, tmp_path):
    (tmp_path / "python3.99").write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    (tmp_path / "python3.99").chmod(0o755)
    done = bash(f'{steps}PATH="{tmp_path}:$PATH"; other_line 3.99 2; untested', tmp_path)
    assert done.returncode == 0
    assert "not tested: no such interpreter" in done.stdout


def test_mesa_lines_not_tested_are_named(steps, tmp_path):
    done = bash(steps + 'tested="3.3 3.5"; echo "left:$(untested)"', tmp_path)
    assert "left: 3.4\n" in done.stdout
