"""Poverty in several dimensions at cut-offs that no scenario moves: income at the anchored line and the six other lacks, each one seventh, cut-off one third.

Counted as `measures.alkire_foster` does (a test holds it), for persons of the hukou; the lacks are the truth, not what an office noted.
"""

from collections.abc import Iterator

import numpy as np

from sim.mechanism.evidence import deprivation
from sim.results.cells import Cells

NAMES = ("income", *deprivation.DIMENSIONS)
DIMENSIONS = len(NAMES)
CUTOFF = 1.0 / 3.0  # three of seven
SWEEP = (2, 4)  # lacks of other cut-offs that are shown beside it
LINES = ("county50_anchored2019", "county50_floating")  # the first that the run has
_ONES = np.array([bin(code).count("1") for code in range(256)], np.int8)


def lacking(world) -> np.ndarray:
    """uint8[households]: lacks other than income at the end of the year, one bit each in the order of `deprivation.DIMENSIONS`; 0 where nobody lives."""
    rows = np.arange(len(world.households))
    return np.where(world.households.size > 0, deprivation.bits(world, rows), np.uint8(0))


def scores(bits: np.ndarray, poor: np.ndarray, cutoff: float = CUTOFF) -> tuple[np.ndarray, np.ndarray]:
    """bool and float64[households]: poor in several dimensions, and share of lacks of those (0 for others). `poor` bool: below the income line."""
    share = (_ONES[bits] + poor) / DIMENSIONS
    counts = share >= cutoff - 1e-9
    return counts, np.where(counts, share, 0.0)


def mpi_rows(bits: np.ndarray, per_head: np.ndarray, people: np.ndarray, lines: dict, county: np.ndarray, all_: Cells) -> Iterator[tuple]:
    """Headcount H and adjusted headcount M0 of a year, hukou persons, H at other cut-offs too (line `k2of7`), and what each dimension adds to M0 in %.

    Nothing where the sheet has no lacks.
    """
    line = next((lines[name, "hukou"] for name in LINES if (name, "hukou") in lines), None)
    if line is None or len(bits) != len(per_head):
        return
    poor = per_head < line[county]
    counts, share = scores(bits, poor)
    yield "hukou", "all", "", "mpi_h", "person", all_.means(counts, people)[:, 0], "share"
    yield "hukou", "all", "", "mpi_m0", "person", all_.means(share, people)[:, 0], "index"
    for least in SWEEP:
        share_at = all_.means(scores(bits, poor, least / DIMENSIONS)[0], people)[:, 0]
        yield "hukou", "all", f"k{least}of{DIMENSIONS}", "mpi_h", "person", share_at, "share"
    for name, part in contributions(bits, poor, counts, share, people, all_).items():
        yield "hukou", f"dimension:{name}", "", "mpi_contribution", "person", part, "%"


def contributions(bits, poor, counts, share, people, all_: Cells) -> dict[str, np.ndarray]:
    """By dimension float64[areas]: what its lacks among the poor add to M0, in % of it; NaN where nobody is poor."""
    total, out = all_.sums(share * people)[:, 0], {}
    for k, name in enumerate(NAMES):
        lacks = poor if k == 0 else (bits >> np.uint8(k - 1) & np.uint8(1)).astype(bool)
        own = 100.0 / DIMENSIONS * all_.sums(counts * lacks * people)[:, 0]
        out[name] = np.divide(own, total, out=np.full(len(total), np.nan), where=total > 0)
    return out
