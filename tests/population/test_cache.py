"""The cache gives back the same rows, and never reads a folder that was not finished."""

import json

import numpy as np
import pytest

from sim.population import cache
from sim.population.population import TABLES


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("SANMING_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def small(city):
    from sim.population import sample

    part = sample(city, 0.002)
    part.weights, part.fraction = np.ones(part.size("villages")), 1.0
    return part


def _same(one, other) -> bool:
    return all(np.array_equal(getattr(one, t)[n], getattr(other, t)[n]) for t in TABLES for n in getattr(one, t))


def test_round_trip(place, small):
    assert cache.load(small.content) is None
    cache.store(small)
    assert _same(cache.load(small.content), small)
    assert not list((place / "population").glob("*partial*"))


def test_changes_stay_in_memory(place, small):
    cache.store(small)
    loaded = cache.load(small.content)
    loaded.households["land"][:] = -1.0
    assert _same(cache.load(small.content), small)


def test_killed_while_writing_is_not_read(place, small):
    dead = cache.folder(small.content).with_name(f"{small.content}.partial-1")
    cache._write(small, dead)
    (dead / cache.MANIFEST).unlink()
    assert cache.load(small.content) is None
    dead.rename(cache.folder(small.content))  # even under the final name
    assert cache.load(small.content) is None


@pytest.mark.parametrize("harm", ["truncate", "remove", "garbage", "other"])
def test_damaged_is_not_read_and_is_made_again(place, small, harm):
    cache.store(small)
    folder = cache.folder(small.content)
    column = folder / "persons.birth.npy"
    if harm == "truncate":
        column.write_bytes(column.read_bytes()[:-8])
    elif harm == "remove":
        column.unlink()
    elif harm == "garbage":
        (folder / cache.MANIFEST).write_text("{", encoding="utf-8")
    else:
        (folder / cache.MANIFEST).write_text(json.dumps({"content": "x", "sizes": {}}), encoding="utf-8")
    assert cache.load(small.content) is None
    cache.store(small)
    assert _same(cache.load(small.content), small)


def test_left_over_folders_are_removed(place, small):
    dead = cache.folder(small.content).with_name(f"{small.content}.partial-99999")
    dead.mkdir(parents=True)
    cache.store(small)
    assert not dead.exists()


def test_oldest_are_dropped(place, small, monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 2)
    for name in ("a", "b", "c"):
        small.content = name
        cache.store(small)
    assert sum((place / "population" / name).is_dir() for name in ("a", "b", "c")) == 2
    assert cache.load("c") is not None


def test_hash_names_seed_and_ends():
    hashes = {cache.content_hash(1), cache.content_hash(2), cache.content_hash(1, (("rural_old", "high"),))}
    assert len(hashes) == 3
    assert cache.content_hash(1) == cache.content_hash(1)
