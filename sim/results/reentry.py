"""Spells of poverty: chances to leave it and to fall back into it by how long it has lasted, and what reviews and monitoring did in a year.

A spell counts from the first year in which it is seen to begin: who is poor in the first year of a run has a spell of unknown length until the first exit.
"""

from collections.abc import Iterator

import numpy as np

from sim.results.cells import Cells, everyone
from sim.results.sheets import Sheet

TALLIES = ("reentry_list", "reviews_missed", "monitored", "warnings")  # households in the year; `monitored` at its end
LONGEST = 5  # years; longer spells are one group
GROUPS = tuple(f"duration:{d}{'+' if d == LONGEST else ''}" for d in range(1, LONGEST + 1))


def line_name(line: dict) -> str:
    """The anchored line where the run knows it, else the floating one."""
    return "county50_anchored2019" if ("county50_anchored2019", "hukou") in line else "county50_floating"


def poor(sheet: Sheet, line: dict, county: np.ndarray) -> np.ndarray:
    """bool[households]: income a head of all members in the year below the line; an empty household is not poor."""
    income = sheet.hukou.sum(axis=0) / np.maximum(sheet.size, 1)
    return (income < line[line_name(line), "hukou"][county]) & (sheet.size > 0)


class Spells:
    """int8[households]: years that the household has been poor (1 and more) or out of poverty after it (-1 and less) by the last year; 0 not known."""

    def __init__(self) -> None:
        self.spell: np.ndarray | None = None
        self.was: np.ndarray | None = None

    def add(self, now: np.ndarray, there: np.ndarray) -> None:
        """A year later: `now` bool who is poor, `there` bool households with members. The first year only says who is poor."""
        if self.spell is None or self.was is None:
            self.spell, self.was = np.zeros(len(now), np.int8), now
            return
        k, turned = self.spell, now != self.was
        further = np.clip(k + np.sign(k), -LONGEST, LONGEST)
        self.spell = np.where(turned, np.where(now, 1, -1), further).astype(np.int8) * there
        self.was = now


def spell_rows(spells: Spells, sheet: Sheet, before: Sheet | None, households: dict, line: dict) -> Iterator[tuple]:
    """Hazards of the year, persons, by length of the spell at its beginning; then the year is added to `spells`."""
    weight, county, name = households["weight"], households["county"], line_name(line)
    now = poor(sheet, line, county)
    if before is not None and spells.spell is not None:
        people = sheet.size * weight * (before.size > 0)
        for measure, length, moved in (("exit_hazard", spells.spell, ~now), ("reentry_hazard", -spells.spell, now)):
            cells = Cells(county, np.where(length > 0, length - 1, -1).astype(np.int64), GROUPS)
            for group, value in zip(GROUPS, cells.means(moved.astype(float), people).T, strict=True):
                yield "hukou", group, name, measure, "person", value, "share"
        out = people * (spells.spell < 0)
        yield "hukou", "all", name, "reentry", "person", everyone(county).means(now.astype(float), out)[:, 0], "share"
    spells.add(now, sheet.size > 0)


def tally_rows(sheet: Sheet) -> Iterator[tuple]:
    """What was counted in the year, households."""
    for name in TALLIES:
        counties = sheet.tally.get(name, np.zeros(12))
        yield "hukou", "all", "", name, "household", np.append(counties, counties.sum()), "households"
