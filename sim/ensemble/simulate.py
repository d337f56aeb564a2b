"""One run from a request: build the world, step it to the end, make the tables."""

import time
from collections.abc import Callable

import numpy as np

from sim.core.clock import month_index
from sim.ensemble.reference import line_scale
from sim.ensemble.request import Request, population_of, values_of
from sim.model import SanmingModel
from sim.population import Population
from sim.results.annual import annual_table
from sim.results.lines import make_lines
from sim.results.output import RunOutput
from sim.results.record import environment, now, scenario_record

VARIANTS = ("structure", "growth", "ridge", "money", "cadre")
CLASSES = ("with_labour", "weak_labour", "no_labour")
CENSUS = month_index(2020, 11)


def simulate(request: Request, advance: Callable[[int, int], None] | None = None, population: Population | None = None) -> RunOutput:
    """Run a request. `advance(done, total)` hears of each month; `population` replaces the synthetic one (no reference of lines then)."""
    begun, clock = now(), time.perf_counter()
    people = population or population_of(request.population_seed, request.sample, request.sample_seed)
    values = values_of(request.scenario)
    model = SanmingModel(people, values, request.scenario, request.seed)
    if population is None and request.sample < 1.0:
        model.world.line_scale = line_scale(people, request.population_seed)
    kept, built = Kept(request.keep_from, request.keep_census), time.perf_counter()
    total = request.last_month - model.world.month + 1
    for month in range(total):
        model.step()
        kept.take(model.world)
        if advance:
            advance(month + 1, total)
    stepped = time.perf_counter()
    output = tables(model, request, kept, values)
    output.record |= {"start_time": begun, "end_time": now()}
    output.timings = {"build_s": built - clock, "step_s": stepped - built, "tables_s": time.perf_counter() - stepped, **model.timings}
    return output


class Kept:
    """Arrays for pairing: monthly real income per head, yearly rosters of persons, from the month before the policy on; the population of the census month."""

    def __init__(self, first: int | None, with_census: bool = False):
        self.first, self.with_census = first, with_census
        self.census: dict = {}
        self.months: list[int] = []
        self.welfare: list[np.ndarray] = []
        self.size: list[np.ndarray] = []
        self.roster: list[tuple[np.ndarray, np.ndarray]] = []
        self.years: list[int] = []

    def take(self, world) -> None:
        """After a month's step (the clock has moved on): keep what is asked for."""
        month = world.month - 1
        if self.with_census and month == CENSUS:
            self.census = census_state(world)
        if self.first is None or month < self.first:
            return
        h = world.households
        self.months.append(month)
        self.welfare.append((h.welfare / np.maximum(h.size, 1)).astype(np.float32))
        self.size.append(h.size.copy())
        if not self.years or month % 12 == 0:
            self.roster.append((world.persons.id.copy(), world.persons.household.copy()))
            self.years.append(month // 12)

    def trace(self) -> dict[str, np.ndarray]:
        """The kept months as arrays."""
        if not self.months:
            return {}
        return {"months": np.array(self.months), "welfare": np.array(self.welfare), "size": np.array(self.size)}


def census_state(world) -> dict:
    """Copies of what a count of the population needs, as `sim.population.consistency` takes it."""
    tables = {"households": ("county", "car", "land", "forest", "jiandang"), "persons": ("household", "birth", "school", "resident")}
    kept = {table: {name: getattr(world, table).columns[name].copy() for name in names} for table, names in tables.items()}
    return {**kept, "weight": world.households.weight.copy()}


def labels(request: Request) -> dict:
    """Columns that name a run in every table."""
    central = dict.fromkeys(VARIANTS, "central")
    return {"scenario": request.scenario.name, "seed": request.seed, "draw": request.draw, **central, "growth": request.scenario.growth}


def tables(model: SanmingModel, request: Request, kept: Kept, values) -> RunOutput:
    """Annual table, ledger and arrays of a finished model, from the start year on; arrays and lines also of the burn-in."""
    world, h = model.world, model.world.households
    sheets = model.sheets.done
    years = np.array([s.year for s in sheets])
    price, dibao = (np.array([world.drivers.paths[name].at(int(y)) for y in years]) for name in ("price", "dibao_standard"))
    lines = make_lines(sheets, price, dibao)
    static = {name: h.columns[name] for name in ("id", "county", "village", "weight", "jiandang")} | {"class": model.world_classes()}
    villages = np.bincount(world.villages.county, minlength=12)
    named = labels(request)
    ledger = world.ledger.frame(world.counties.adcode)
    ledger = ledger[ledger["year"] >= request.start].reset_index(drop=True)
    ledger.insert(0, "scenario", request.scenario.name)
    ledger.insert(1, "seed", request.seed)
    record = {
        "kind": "run", "scenario": scenario_record(request.scenario, values), "seeds": {"life": request.seed, "population": request.population_seed,
        "sample": request.sample_seed}, "sample": request.sample, "years": [request.start, request.end], "households": len(h), "classes": list(CLASSES),
        **environment(),
    }  # fmt: skip
    annual = annual_table(sheets, static, world.counties.adcode, lines, named, villages, request.start)
    panel = panel_of(sheets, price) if request.keep_from is not None else {}
    return RunOutput(record, annual, ledger, years, world.counties.adcode.copy(), price, dibao, static, lines, panel, kept.trace(), kept.roster, kept.years,
                     census=kept.census)  # fmt: skip


def panel_of(sheets, price: np.ndarray) -> dict[str, np.ndarray]:
    """Arrays [years, households] that contrasts by year need."""
    size = np.array([s.size for s in sheets])
    hukou = np.array([s.hukou.sum(axis=0) for s in sheets]) / np.maximum(size, 1)
    return {
        "income_hukou": (hukou / price[:, None]).astype(np.float32), "size": size, "residents": np.array([s.residents for s in sheets]),
        "on_list": np.array([s.on_list for s in sheets]), "year": np.array([s.year for s in sheets]),
    }  # fmt: skip
