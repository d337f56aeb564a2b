"""The differences by county of registration, as a table and as dots."""

from pathlib import Path

from sim.data.counties import CITY_CODE, County, county_list
from sim.report.comparison import Comparison, Scenario
from sim.report.headlines import COST, OUT, POOR_ANCHORED, POOR_FLOATING, cell
from sim.report.labels import Say
from sim.report.names import county_title
from sim.report.parts import Cell, Grid, Picture, Section, Text

COLUMNS = (OUT, POOR_ANCHORED, POOR_FLOATING, COST)


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """By county."""
    parts: list = []
    for scenario in c.scenarios:
        shown = [county for county in c.counties() if any(h.find(c, scenario.name, area=county.code) for h in COLUMNS)]
        parts += [_table(c, scenario, shown, say)] if shown else [Text(say("counties.absent", title=scenario.title(say.language)))]
        missing = [county_title(county, say) for county in county_list() if county not in shown]
        parts += [Text(say("counties.missing", names=say.join(missing)))] if shown and missing else []
    parts += [Text(say("counties.note"))] if any(isinstance(p, Grid) for p in parts) else []
    if "counties" in charts:
        parts.append(Picture(charts["counties"], say("counties.alt"), say("counties.picture")))
    return Section("counties", say("counties.title"), parts)


def _table(c: Comparison, scenario: Scenario, shown: list[County], say: Say) -> Grid:
    columns = [h for h in COLUMNS if any(h.find(c, scenario.name, area=county.code) for county in shown)]
    head = (say("county"), *(say(f"column.{h.key}", when=say.when(c.last_year())) for h in columns))
    places = [(CITY_CODE, say("city")), *((county.code, county_title(county, say)) for county in shown)]
    rows = tuple((Cell(name), *(cell(h.shown(c, scenario.name, say, area=code), say) for h in columns)) for code, name in places)
    return Grid(say("counties.caption", title=scenario.title(say.language)), head, rows)
