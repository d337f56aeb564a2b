"""Replacing results: the old ones stay until the new ones are in place, whatever happens in between."""

import subprocess
import sys
from pathlib import Path

import pytest

from sim import Results
from sim.core.errors import InputError
from sim.results.place import put_right
from sim.results.storage import NotSaved


@pytest.fixture
def out(small, tmp_path) -> Path:
    """Results number 1, with a further file that came with them."""
    return small(1, lambda folder, _: (folder / "page.html").write_text("old", encoding="utf-8")).save(tmp_path / "out")


def alone(out: Path) -> bool:
    return list(out.parent.iterdir()) == [out]


def test_a_filled_folder_is_replaced_only_with_force(small, out):
    with pytest.raises(InputError, match="add --force"):
        small(2).save(out)
    assert Results.load(out).record == {"number": 1}
    small(2).save(out, force=True)
    assert Results.load(out).record == {"number": 2} and not (out / "page.html").exists() and alone(out)


@pytest.mark.parametrize("failure", [RuntimeError("no font"), KeyboardInterrupt(), SystemExit(3)])
def test_a_page_that_fails_leaves_the_old(small, out, failure):
    def page(folder: Path, _: Results) -> None:
        (folder / "half.html").write_text("<html>", encoding="utf-8")
        raise failure

    with pytest.raises(type(failure)):
        small(2, page).save(out, force=True)
    assert Results.load(out).record == {"number": 1} and (out / "page.html").read_text(encoding="utf-8") == "old" and alone(out)


def test_a_page_that_fails_leaves_no_new_folders(small, tmp_path):
    with pytest.raises(ZeroDivisionError):
        small(1, lambda folder, _: 1 / 0).save(tmp_path / "new" / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_that_cannot_take_the_place_leaves_the_old(small, out, monkeypatch):
    """As on Windows, where another program may hold a file of the new folder open: the old has stepped aside by then."""
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.startswith(".out.part-"):
            raise PermissionError(13, "open in another program", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(NotSaved, match="another program"):
        small(2).save(out, force=True)
    assert Results.load(out).record == {"number": 1} and alone(out)


@pytest.fixture
def ended() -> int:
    """Number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_ended_processes_left_is_removed(small, tmp_path, ended):
    out = tmp_path / "a [1] 三明"
    left, other = out.with_name(f".{out.name}.part-{ended}"), out.with_name(f".{out.name}2.part-{ended}")
    for folder in (left, other):
        folder.mkdir()
        (folder / "annual.parquet").write_bytes(b"half")
    small(1).save(out)
    assert sorted(tmp_path.iterdir()) == sorted([out, other])


def test_what_a_living_process_writes_is_left_alone(small, tmp_path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        part = tmp_path / f".out.part-{living.pid}"
        part.mkdir()
        small(1).save(tmp_path / "out")
        assert part.is_dir()
        living.communicate(b"\n")
    small(2).save(tmp_path / "out", force=True)
    assert alone(tmp_path / "out")


def test_old_results_come_back_when_their_replacement_was_killed(small, out, ended):
    """Killed between the two renames: the old stand aside, the new are not yet in place."""
    out.rename(out.with_name(f".{out.name}.old-{ended}"))
    with pytest.raises(InputError, match="add --force"):
        small(2).save(out)
    assert Results.load(out).record == {"number": 1} and alone(out)


def test_old_results_go_when_their_replacement_was_complete(small, out, ended):
    small(0).save(out.with_name(f".{out.name}.old-{ended}"))
    put_right(out)
    assert Results.load(out).record == {"number": 1} and alone(out)


@pytest.mark.parametrize("force", [False, True])
def test_files_that_are_no_results_are_never_replaced(small, tmp_path, force):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="files that are no results"):
        small(1).save(tmp_path / "mine", force=force)
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_the_second_of_two_runs_into_one_place_is_refused(small, tmp_path):
    # while the second is being written, the first comes to its end: its finished folder gets the name
    out, first = tmp_path / "same", small(1).save(tmp_path / "first")

    def meanwhile(*_):
        first.rename(out)

    with pytest.raises(InputError, match="the folder is not empty"):
        small(2, meanwhile).save(out)
    assert Results.load(out).record == {"number": 1} and alone(out)


def test_an_empty_folder_is_taken(small, tmp_path):
    (tmp_path / "empty").mkdir()
    assert Results.load(small(3).save(tmp_path / "empty")).record == {"number": 3}
