"""List next to truth: exits, errors of exclusion and inclusion, who is supported and what is spent, by area.

Truth is income per head before transfers and posts against half the county median of the year, by both universes.
"""

from collections.abc import Iterator

import numpy as np

from sim.results.cells import everyone
from sim.results.sheets import Sheet

TRUTH_LINE = "county50_floating"
POOREST = 0.4
TALLIES = (
    ("cadre_days", "days"), ("exit_list", "households"), ("deaths", "persons"), ("births", "persons"), ("weddings", "households"),
    ("divisions", "households"), ("left_school", "persons"), ("entry_list", "households"), ("complaints", "households"), ("appeals", "households"),
    ("splits_asked", "households"),
)  # fmt: skip
TRANSFER = 3  # row of SOURCES


def list_rows(sheet: Sheet, before: Sheet | None, households: dict, line: dict, line_before: dict | None = None) -> Iterator[tuple]:
    """Rows about the list and the levers of a year."""
    weight, county = households["weight"], households["county"]
    cells = everyone(county)

    def total(values):
        return cells.sums(values)[:, 0]

    yield "hukou", "all", "", "listed_households", "household", total(sheet.on_list * weight), "households"
    yield "hukou", "all", "", "migrant_share", "person", _ratio(total(sheet.migrants * weight), total(sheet.size * weight)), "share"
    yield from error_rows(sheet, weight, county, line, total)
    yield from exit_rows(sheet, before, weight, line, line_before, county, total)
    poorest = poorest_share(sheet, weight)
    for lever, paid in sheet.paid.items():
        yield "hukou", f"lever:{lever}", "", "supported_households", "household", total((paid > 0) * weight), "households"
        money = paid * weight
        if money.sum() > 0:
            value = float((money * poorest).sum() / money.sum()) / POOREST
            yield "hukou", f"lever:{lever}", "", "cgh", "household", np.array([np.nan] * 12 + [value]), "ratio"
    for name, unit in TALLIES:
        counties = sheet.tally.get(name, np.zeros(12))
        yield "hukou", "all", "", name, "household" if unit == "households" else "person", np.append(counties, counties.sum()), unit


def poorest_share(sheet: Sheet, weight: np.ndarray) -> np.ndarray:
    """float64[households]: 1 for the poorest 40 % of households before transfers, 0 for the others, a part for the one at the limit (as `measures.cgh`)."""
    rows = np.flatnonzero(sheet.size > 0)
    order = rows[np.argsort((before_transfers(sheet) / np.maximum(sheet.size, 1))[rows], kind="stable")]
    mass = weight[order]
    before = np.cumsum(mass) - mass
    out = np.zeros(len(weight))
    out[order] = np.clip((POOREST * mass.sum() - before) / mass, 0.0, 1.0)
    return out


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def before_transfers(sheet: Sheet) -> np.ndarray:
    """Income without transfers and without what the mechanism itself pays as wages."""
    return sheet.hukou.sum(axis=0, dtype=np.float64) - sheet.hukou[TRANSFER] - sheet.paid.get("public_jobs", 0.0)


def error_rows(sheet: Sheet, weight, county, line: dict, total) -> Iterator[tuple]:
    """Poor outside the list and listed who are not poor, persons, by two truths; only where a list exists.

    Universe hukou: all members' income against half the hukou median. Universe resident: what those at home have against half the published median,
    the line that the office itself applies.
    """
    own = before_transfers(sheet), sheet.survey.sum(axis=0, dtype=np.float64) - sheet.survey[TRANSFER] - sheet.paid.get("public_jobs", 0.0)
    for universe, income, persons in (("hukou", own[0], sheet.size), ("resident", own[1], sheet.residents)):
        poor = (income / np.maximum(persons, 1) < line[TRUTH_LINE, universe][county]) & (persons > 0)
        people, listed = persons * weight, sheet.on_list == 1
        known = np.where(total(listed * people) > 0, 1.0, np.nan)  # without a list there is no error of the list
        missed, wrong = total((poor & ~listed) * people), total((~poor & listed) * people)
        yield universe, "all", TRUTH_LINE, "exclusion_error", "person", known * _ratio(missed, total(poor * people)), "share"
        yield universe, "all", TRUTH_LINE, "inclusion_error", "person", _ratio(wrong, total(listed * people)), "share"


def exit_rows(sheet: Sheet, before: Sheet | None, weight, line: dict, line_before: dict | None, county, total) -> Iterator[tuple]:
    """Households poor last year and not this year, and the other way round, by yearly income at the anchored line."""
    name = "county50_anchored2019" if ("county50_anchored2019", "hukou") in line else TRUTH_LINE
    if before is None or line_before is None:
        return
    was, now = (s.hukou.sum(axis=0) / np.maximum(s.size, 1) < z[name, "hukou"][county] for s, z in ((before, line_before), (sheet, line)))
    alive = (before.size > 0) & (sheet.size > 0)
    yield "hukou", "all", name, "exit_true", "household", total((was & ~now & alive) * weight), "households"
    yield "hukou", "all", name, "entry_true", "household", total((~was & now & alive) * weight), "households"
