"""Every command explains itself with an example, quickly."""

import subprocess
import sys
import time

import pytest

COMMANDS = ("run", "compare", "panel", "targeting", "calibrate", "check", "levers")
HEAVY = {"numpy", "pandas", "mesa", "numba", "pyarrow", "scipy", "matplotlib", "ruamel", "rapidfuzz", "rich"}


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS)])
def test_help_has_an_example_and_both_languages(program, words):
    started = time.perf_counter()
    done = program(*words, "--help")
    took = time.perf_counter() - started
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0 and took < 1.0
    assert "Example: sanming" in text and any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_nothing_heavy_is_imported_for_help():
    code = "import sys; from sim.cli.program import app; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) & HEAVY == set()


def test_an_example_of_the_help_names_real_options(sanming):
    for command in COMMANDS:
        text = " ".join(sanming(command, "--help").stdout.split())
        example = text.partition("Example: sanming ")[2].split()
        assert example[0] == command
        assert all(word in text.partition("Example:")[0] for word in example if word.startswith("--"))


def test_the_version_is_printed(sanming):
    from sim import __version__

    assert sanming("--version").stdout.strip() == __version__
