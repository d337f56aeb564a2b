"""The yearly table of a run: measures by area, universe, group and line, from the sheets of the households."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.results.cells import Cells, areas, everyone
from sim.results.lines import SHARES
from sim.results.multidimensional import mpi_rows
from sim.results.organisations import UNITS
from sim.results.public_cost import spending
from sim.results.reentry import Spells, poor, spell_rows, tally_rows
from sim.results.sheets import Sheet
from sim.results.spread import MEASURES
from sim.results.targeting import list_rows
from sim.results.urban import UNIVERSE, rural, urban, urban_rows
from sim.state.columns import SOURCES

COLUMNS = ("scenario", "seed", "draw", "structure", "growth", "ridge", "money", "cadre", "year", "area", "universe", "group", "line",
           "measure", "unit_of_count", "value", "unit")  # fmt: skip
KEPT_LINES = (*(f"{name}_floating" for name in SHARES), "county50_anchored2019", "county60_anchored2019", "dibao1.5")
FIFTHS = tuple(f"quintile_now:{k}" for k in range(1, 6))
LEAST_VILLAGES = 10  # a county with fewer sampled villages is not shown
ROW = tuple[str, str, str, str, str, np.ndarray | float, str]  # universe, group, line, measure, unit of count, values by area, unit


@dataclass(frozen=True)
class View:
    """One universe in one year: income by source and persons of each household, and who counts."""

    universe: str
    source: np.ndarray  # float[sources, households], yuan
    persons: np.ndarray
    weight: np.ndarray
    county: np.ndarray
    distributions: dict[str, np.ndarray]

    @cached_property
    def there(self) -> np.ndarray:
        """bool[households]: households with at least one member of the universe."""
        return self.persons > 0

    @cached_property
    def people(self) -> np.ndarray:
        """float64[households]: weighted persons."""
        return self.persons * self.weight

    @cached_property
    def total(self) -> np.ndarray:
        """float64[households]: yuan from all sources."""
        return self.source.sum(axis=0, dtype=np.float64)

    @cached_property
    def per_head(self) -> np.ndarray:
        """float64[households]: yuan a head; 0 where nobody counts."""
        return self.total / np.maximum(self.persons, 1)


def views(sheet: Sheet, households: dict[str, np.ndarray]) -> tuple[View, View]:
    """The resident and the hukou universe of a year."""
    weight, county = households["weight"], households["county"]
    lived_in = sheet.survey * (sheet.residents > 0)  # a household without a resident is not in the survey
    return View("resident", lived_in, sheet.residents, weight, county, sheet.distributions), View(
        "hukou", sheet.hukou * (sheet.size > 0), sheet.size, weight, county, sheet.distributions
    )


def annual_table(sheets: list[Sheet], households: dict, adcodes: np.ndarray, lines: dict, labels: dict, villages: np.ndarray,
                 start: int, ledger: pd.DataFrame) -> pd.DataFrame:  # fmt: skip
    """Rows of COLUMNS for the years from `start` on; spending is read from the ledger. `villages` int[12] sampled villages by county: counties with fewer than ten are left out."""
    rows, line_before, shown = [], None, np.array([*(villages >= LEAST_VILLAGES), True])
    names, before, spells = np.array(areas(adcodes)), None, Spells()
    for place, sheet in enumerate(sheets):
        line = {key: table[place] for key, table in lines.items()}
        if sheet.year < start:
            before, line_before = sheet, line
            spells.add(poor(sheet, line, households["county"]), sheet.size > 0)
            continue
        found = (*year_rows(sheet, before, households, line, line_before), *spell_rows(spells, sheet, before, households, line))
        for universe, group, name, measure, count, values, unit in found:
            values = np.broadcast_to(np.asarray(values, float), (13,))
            good = shown & np.isfinite(values)
            rows += [(sheet.year, area, universe, group, name, measure, count, value, unit) for area, value in zip(names[good], values[good], strict=True)]
        before, line_before = sheet, line
    frame = pd.DataFrame(rows, columns=["year", "area", "universe", "group", "line", "measure", "unit_of_count", "value", "unit"])
    frame = pd.concat([frame, spending_rows(ledger, set(names[shown]))], ignore_index=True)
    for key, value in labels.items():
        frame[key] = value
    text = [c for c in COLUMNS if c not in ("seed", "draw", "year", "value")]
    return frame[list(COLUMNS)].astype(dict.fromkeys(text, "category"))


def spending_rows(ledger: pd.DataFrame, shown: set[str]) -> pd.DataFrame:
    """Public money by lever, year and shown area."""
    cost = pd.concat([spending(part).assign(universe=name) for name, part in (("hukou", rural(ledger)), (UNIVERSE, urban(ledger)))])
    cost = cost[cost["area"].isin(shown)]
    named = {"line": "", "measure": "spending", "unit_of_count": "household", "unit": "yuan"}
    return cost.assign(group="lever:" + cost["lever"], **named).drop(columns="lever")


def year_rows(sheet: Sheet, before: Sheet | None, households: dict, line: dict, line_before: dict | None) -> Iterator[ROW]:
    """All rows of a year; exits and entries look at the year before too."""
    for view in views(sheet, households):
        all_ = everyone(view.county)
        yield from level_rows(view, all_)
        yield from fifth_rows(view, sheet)
        for name in KEPT_LINES:
            if (name, view.universe) in line:
                yield from poverty_rows(view, all_, name, line[name, view.universe])
        if view.universe == "hukou":
            yield from mpi_rows(sheet.lacking, view.per_head, view.people, line, view.county, all_)
    yield from list_rows(sheet, before, households, line, line_before)
    yield from tally_rows(sheet)
    yield from living_rows(sheet, households)
    for name, values in sheet.organisations.items():
        yield "hukou", "all", "", name, UNITS[name][0], values, UNITS[name][1]
    yield from urban_rows(sheet.urban)
    yield "hukou", "all", "", "wage_local", "person", sheet.wage_local, "yuan_per_month"


def level_rows(view: View, all_: Cells) -> Iterator[ROW]:
    """Households, persons, income and its sources, inequality."""
    u, total = view.universe, view.total
    persons, income = all_.sums(view.people)[:, 0], all_.sums(total * view.weight)[:, 0]
    yield u, "all", "", "households", "household", all_.sums(view.there * view.weight)[:, 0], "households"
    yield u, "all", "", "persons", "person", persons, "persons"
    with np.errstate(invalid="ignore", divide="ignore"):
        yield u, "all", "", "income_mean", "person", income / persons, "yuan_per_year"
        for i, source in enumerate(SOURCES):
            yield u, f"source:{source}", "", "income_share", "person", 100.0 * all_.sums(view.source[i] * view.weight)[:, 0] / income, "%"
    yield from spread_rows(view)


def living_rows(sheet: Sheet, households: dict) -> Iterator[ROW]:
    """Consumption of residents over their income, catastrophic health expenditure, labour units and main occupation."""
    weight, county, all_ = households["weight"], households["county"], everyone(households["county"])
    there, any_ = weight * (sheet.residents > 0), weight * (sheet.size > 0)
    yield "resident", "all", "", "household_size", "person", all_.means(sheet.residents, there)[:, 0], "persons"
    yield "resident", "all", "", "labour_units", "household", all_.means(0.5 * sheet.halves, there)[:, 0], "persons"
    yield "resident", "all", "", "che_share", "household", all_.means(sheet.catastrophic, there)[:, 0], "share"
    yield "hukou", "all", "", "che_share", "household", all_.means(sheet.catastrophic, any_)[:, 0], "share"
    with np.errstate(invalid="ignore", divide="ignore"):
        farming = all_.sums(sheet.farmers * weight)[:, 0] / all_.sums(sheet.employed * weight)[:, 0]
        yield "hukou", "all", "", "agri_employed_share", "person", farming, "share"
        spent, earned = living(sheet) * there, sheet.survey.sum(axis=0, dtype=np.float64) * there
        yield "resident", "all", "", "consumption_income_ratio", "household", all_.sums(spent)[:, 0] / all_.sums(earned)[:, 0], "ratio"
        cells = Cells(county, sheet.distributions["resident:fifth"], FIFTHS)
        ratio = cells.sums(spent)[12] / cells.sums(earned)[12]
    for name, value in zip(FIFTHS, ratio, strict=True):
        yield "resident", name, "", "consumption_income_ratio", "household", _city(value), "ratio"


def living(sheet: Sheet) -> np.ndarray:
    """float64[households]: living consumption of resident members, yuan: their part of what the household consumes, a member away counted dearer."""
    away = np.maximum(sheet.size.astype(np.float64) - sheet.residents, 0.0)
    return sheet.consumption.astype(np.float64) * sheet.residents / np.maximum(sheet.residents + sheet.away_scale * away, 1.0)


def spread_rows(view: View) -> Iterator[ROW]:
    """Median, Gini and Theil by area."""
    unit = {"income_median": "yuan_per_year"}
    for name in MEASURES:
        yield view.universe, "all", "", name, "person", view.distributions[f"{view.universe}:{name}"], unit.get(name, "index")


def fifth_rows(view: View, sheet: Sheet) -> Iterator[ROW]:
    """Means, sources and consumption of the household fifths of the year, the city as a whole; Q5/Q1."""
    cells = Cells(view.county, view.distributions[f"{view.universe}:fifth"], FIFTHS)
    total = cells.sums(view.total * view.weight)
    mean = total / np.maximum(cells.sums(view.people), 1e-9)
    city = np.full(13, np.nan)
    for k, name in enumerate(cells.names):
        yield view.universe, name, "", "income_mean", "household", _city(mean[12, k]), "yuan_per_year"
        for i, source in enumerate(SOURCES):
            share = 100.0 * cells.sums(view.source[i] * view.weight)[12, k] / total[12, k]
            yield view.universe, f"{name}|source:{source}", "", "income_share", "household", _city(share), "%"
    city[12] = mean[12, 4] / mean[12, 0] if mean[12, 0] > 0 else np.nan
    yield view.universe, "all", "", "q5_q1", "household", city, "ratio"


def _city(value: float) -> np.ndarray:
    return np.array([np.nan] * 12 + [value])


def poverty_rows(view: View, all_: Cells, name: str, line: np.ndarray) -> Iterator[ROW]:
    """Headcount, gap and squared gap of a line, and its value."""
    z = line[view.county]
    poor = (view.per_head < z) & view.there
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = np.where(poor, (z - view.per_head) / z, 0.0)
    for measure, values in (("poverty_h", poor), ("poverty_pg", gap), ("poverty_spg", gap * gap)):
        yield view.universe, "all", name, measure, "person", all_.means(values, view.people)[:, 0], "share"
    yield view.universe, "all", name, "line_value", "person", all_.means(z, view.people)[:, 0], "yuan_per_year"
