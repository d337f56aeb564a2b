"""Keeps built populations on disk, one .npy file a column, named by everything they were made from."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np
from filelock import FileLock

import sim.core
from sim.core.cache_folder import cache_folder
from sim.data.rows import table_file
from sim.population.population import DTYPES, TABLES, Population

MANIFEST = "manifest.json"
KEPT = 16  # populations that stay on disk, about 80 MB each
_DATA = ("counties", "villages", "figures")
_CORE = ("draws.py", "special.py")


def content_hash(seed: int, ends: tuple[tuple[str, str], ...] = ()) -> str:
    """16 hex digits over the tables used, the code of this room and of the draws, seed and `ends`. Line ends do not count."""
    digest = hashlib.sha256(repr((int(seed), ends)).encode())
    code = [*sorted(Path(__file__).parent.glob("*.py")), *(Path(sim.core.__file__).parent / name for name in _CORE)]
    for file in [*map(table_file, _DATA), *code]:
        digest.update(file.name.encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def folder(content: str) -> Path:
    """Where the population `content` lies when it is complete."""
    return cache_folder("population") / content


def store(population: Population) -> None:
    """Write to a sibling folder, the manifest last, and rename. A cache that cannot be written is left out, never half read."""
    target = folder(population.content)
    with FileLock(f"{target}.lock"):
        if load(population.content) is not None:
            return
        for dead in target.parent.glob(f"{target.name}.partial-*"):
            shutil.rmtree(dead, ignore_errors=True)
        partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
        try:
            _write(population, partial)
            shutil.rmtree(target, ignore_errors=True)
            partial.rename(target)
        except OSError:  # disk full, or a damaged folder that Windows still holds open
            shutil.rmtree(partial, ignore_errors=True)
        _drop_oldest(target.parent)


def _write(population: Population, place: Path) -> None:
    place.mkdir(parents=True)
    sizes = {}
    for table in TABLES:
        for name, column in getattr(population, table).items():
            file = place / f"{table}.{name}.npy"
            np.save(file, column)
            sizes[file.name] = file.stat().st_size
    (place / MANIFEST).write_text(json.dumps({"content": population.content, "sizes": sizes}, indent=1), encoding="utf-8")


def _drop_oldest(parent: Path) -> None:
    complete = sorted(parent.glob(f"*/{MANIFEST}"), key=lambda file: file.stat().st_mtime)
    for file in complete[:-KEPT]:
        shutil.rmtree(file.parent, ignore_errors=True)


def load(content: str) -> Population | None:
    """The stored population, its columns mapped copy-on-write (changes stay in memory); None when it is missing or damaged."""
    place = folder(content)
    try:
        if not _whole(place, content):
            return None
        tables = {table: {name: _column(place, table, name) for name in DTYPES[table]} for table in TABLES}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    weights = np.ones(len(tables["villages"]["code"]))
    return Population(
        households=tables["households"], persons=tables["persons"], villages=tables["villages"], counties=tables["counties"],
        content=content, weights=weights, origin=tables["origin"],
    )  # fmt: skip


def _whole(place: Path, content: str) -> bool:
    manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    sizes = manifest["sizes"]
    wanted = {f"{table}.{name}.npy" for table in TABLES for name in DTYPES[table]}
    return manifest["content"] == content and set(sizes) == wanted and all((place / f).stat().st_size == n for f, n in sizes.items())


def _column(place: Path, table: str, name: str) -> np.ndarray:
    return np.load(place / f"{table}.{name}.npy", mmap_mode="c").view(np.ndarray)
