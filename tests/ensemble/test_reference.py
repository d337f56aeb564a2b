"""The reference of the lines: its scale is 1 for the whole, and its file is whole, read only when whole, and made again otherwise."""

import os
import subprocess
import sys

import numpy as np
import pytest

from sim.core.cache_folder import cache_folder
from sim.ensemble import reference as room
from sim.ensemble.reference import KEPT, NAMES, UNIVERSES, line_scale, reference
from sim.population import sample

SMALL = {name: np.arange(3.0) for name in NAMES}


def same(one: dict, other: dict) -> bool:
    return set(one) == set(other) and all(np.array_equal(one[name], other[name]) for name in one)


def test_the_scale_of_the_whole_is_exactly_one(whole):
    assert all((scale == 1.0).all() for scale in line_scale(whole, 1).values())


def test_the_scale_of_a_whole_county_is_one_and_of_no_village_too(whole):
    codes = whole.villages["code"][whole.villages["county"] == 4]
    assert all((scale == 1.0).all() for scale in line_scale(sample(whole, 1.0, villages=codes), 1).values())


def test_a_sample_is_brought_to_the_level_of_its_county(whole):
    """Each sampled county, scaled, has half of its persons of the reference below the median of the whole county."""
    part, ref = sample(whole, 0.1), reference(1)
    scale = line_scale(part, 1)
    rows = np.searchsorted(ref["id"], part.households["id"])
    assert (ref["id"][rows] == part.households["id"]).all()
    for universe in UNIVERSES:
        weight = ref[f"{universe}_persons"][rows] * part.household_weights()
        income = ref[f"{universe}_income"][rows] * scale[universe][part.households["county"]]
        below = income < ref[f"{universe}_median"][part.households["county"]]
        share = np.bincount(part.households["county"], weight * below, 12) / np.bincount(part.households["county"], weight, 12)
        assert np.abs(share - 0.5).max() < 0.01 and (scale[universe] != 1.0).any()


def test_a_cut_file_is_made_again_with_the_same_bits(tmp_path, monkeypatch):
    real, people = reference(1), cache_folder("population")
    monkeypatch.setenv("SANMING_CACHE", str(tmp_path))
    try:
        (tmp_path / "population").symlink_to(people, target_is_directory=True)
    except OSError:
        pytest.skip("links are not permitted here")
    file = room.file_of(1)
    room._store(file, real)
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.truncate(size // 2)
    assert same(reference(1), real)
    assert file.stat().st_size == size and list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all"], ids=["empty", "begun", "other"])
def test_what_is_no_reference_is_not_read(tmp_path, content):
    file = tmp_path / "x-1.npz"
    assert room._stored(file) is None
    file.write_bytes(content)
    assert room._stored(file) is None


def test_a_file_without_an_array_or_with_a_changed_byte_is_not_read(tmp_path):
    np.savez(tmp_path / "x-1.npz", **{name: array for name, array in SMALL.items() if name != "hukou_median"})
    assert room._stored(tmp_path / "x-1.npz") is None
    room._store(tmp_path / "y-1.npz", SMALL)
    assert same(room._stored(tmp_path / "y-1.npz"), SMALL)
    content = bytearray((tmp_path / "y-1.npz").read_bytes())
    content[150] ^= 1
    (tmp_path / "y-1.npz").write_bytes(content)
    assert room._stored(tmp_path / "y-1.npz") is None


def test_a_cache_that_cannot_be_written_is_left_out(tmp_path):
    room._store(tmp_path / "absent" / "x-1.npz", SMALL)
    assert list(tmp_path.iterdir()) == []


def test_parts_of_ended_processes_and_the_oldest_files_go(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    (tmp_path / f".x-1-{ended.pid}.npz").write_bytes(b"half")
    for age in range(KEPT + 2):
        file = tmp_path / f"old{age}-1.npz"
        file.write_bytes(b"")
        os.utime(file, (1000 - age, 1000 - age))
    room._store(tmp_path / "new-1.npz", SMALL)
    assert {file.name for file in tmp_path.iterdir()} == {"new-1.npz", *(f"old{age}-1.npz" for age in range(KEPT - 1))}
