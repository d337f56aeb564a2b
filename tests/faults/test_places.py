"""Places that results cannot go to are told before the run; odd ones that can be used are used."""

import os

import pytest

from sim import Results
from sim.results.place import place_faults
from tests.faults.conftest import SMALL_RUN


def refusal(program, out) -> str:
    done = program(*SMALL_RUN, "--out", out)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.startswith("1 fault in the input, nothing was written:")
    return done.stderr


def test_a_read_only_place_is_told_before_the_run(program, disk):
    told = refusal(program, disk("ro") / "new" / "out")
    assert "--out: no permission to write" in told and "read-only" in told


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="no folder is closed to root")
def test_a_closed_folder_is_told_before_the_run(program, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "no permission to write" in refusal(program, closed / "out")
    closed.chmod(0o000)
    assert "no permission to write" in refusal(program, closed / "deeper" / "out")


def test_inside_a_file(program, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert "lies inside a file" in refusal(program, tmp_path / "notes.txt" / "out")
    assert [place.name for place in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 245, "/".join(["x" * 200] * 25)], ids=["name", "name beside", "path"])
def test_too_long(tmp_path, name):
    (fault,) = place_faults(tmp_path / name, force=False)
    assert fault.what == "no such path can be written" and "shorter" in fault.next_step


@pytest.mark.parametrize("place", [".", "..", "~"])
def test_the_folder_one_is_in_is_never_replaced(tmp_path, monkeypatch, place):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = place_faults(os.path.expanduser(place), force=True)
    assert "the folder you are in, or your home" in {fault.what for fault in found}


def test_a_mount_point_is_not_replaced(disk):
    (fault,) = place_faults(disk("size=32k"), force=True)
    assert fault.what == "a mount point cannot be replaced" and "results" in fault.next_step


def test_the_root_of_a_disk(tmp_path):
    assert place_faults(tmp_path.anchor, force=True) != []


def test_links_in_a_circle(tmp_path):
    try:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
    except OSError:
        pytest.skip("links are not permitted here")
    assert place_faults(tmp_path / "a", force=True) != []


def test_spaces_and_chinese_in_a_long_path_of_new_folders(program, tmp_path):
    out = tmp_path / "三明 结果" / ("第 一 批 " * 8).strip() / "out 一"
    done = program(*SMALL_RUN, "--out", out)
    assert done.returncode == 0 and done.stdout.strip() == str(out)
    assert len(Results.load(out).annual) > 0
    assert [place.name for place in out.parent.iterdir()] == [out.name]
