"""One run from a request: build the world, step it to the end, make the tables."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.ensemble.kept import CLASSES, Kept
from sim.ensemble.reference import line_scale
from sim.ensemble.request import Request, population_of, values_of
from sim.model import SanmingModel
from sim.population import Population
from sim.results.annual import annual_table
from sim.results.lines import make_lines
from sim.results.output import RunOutput
from sim.results.panel import PanelYears, panel_frame
from sim.results.record import environment, now, scenario_record
from sim.results.survey_sample import survey_table

VARIANTS = ("structure", "growth", "ridge", "money", "cadre")


def simulate(request: Request, advance: Callable[[int, int], None] | None = None, population: Population | None = None,
             medians: dict[str, np.ndarray] | None = None) -> RunOutput:  # fmt: skip
    """Run a request. `advance(done, total)` hears of each month; `population` replaces the synthetic one (no reference of lines then).

    `medians` are those of the anchored lines (by universe, prices of 2019) where another run sets them.
    """
    begun, clock = now(), time.perf_counter()
    people = population or population_of(request.population_seed, request.sample, request.sample_seed)
    values = values_of(request.scenario)
    model = SanmingModel(people, values, request.scenario, request.seed)
    if population is None and request.sample < 1.0:
        model.world.line_scale = line_scale(people, request.population_seed)
    kept, years, built = Kept(request.keep_from, request.keep_census), PanelYears() if request.keep_panel else None, time.perf_counter()
    total = request.last_month - model.world.month + 1
    for month in range(total):
        model.step()
        kept.take(model.world)
        if years:
            years.take(model.world)
        if advance:
            advance(month + 1, total)
    stepped = time.perf_counter()
    output = tables(model, request, kept, values, medians)
    if years:
        output.household_years = household_years(model, request, years, output)
    output.record |= {"start_time": begun, "end_time": now()}
    output.timings = {"build_s": built - clock, "step_s": stepped - built, "tables_s": time.perf_counter() - stepped, **model.timings}
    return output


def labels(request: Request) -> dict:
    """Columns that name a run in every table."""
    central = dict.fromkeys(VARIANTS, "central")
    return {
        "scenario": request.scenario.name,
        "seed": request.seed,
        "draw": request.draw,
        **central,
        "growth": request.scenario.growth,
        "ridge": request.scenario.ridge,
        "money": request.scenario.money,
        "cadre": request.scenario.cadre,
    }


def tables(model: SanmingModel, request: Request, kept: Kept, values, medians: dict[str, np.ndarray] | None = None) -> RunOutput:
    """Annual table, ledger and arrays of a finished model, from the start year on; arrays and lines also of the burn-in."""
    world, sheets = model.world, model.sheets.done
    years, adcodes = np.array([s.year for s in sheets]), world.counties.adcode.copy()
    price, dibao = (np.array([world.drivers.paths[name].at(int(y)) for y in years]) for name in ("price", "dibao_standard"))
    lines, ledger = make_lines(sheets, price, dibao, medians), ledger_of(request, world)
    static = {name: world.households.columns[name] for name in ("id", "county", "village", "weight", "jiandang")} | kept.classes()
    villages = np.bincount(world.villages.county, minlength=12)
    annual = annual_table(sheets, static, adcodes, lines, labels(request), villages, request.start, ledger)
    panel = panel_of(sheets, price) if request.keep_from is not None else {}
    survey = survey_table(sheets, static, adcodes, request.seed, values, request.start, request.end) if request.keep_census else pd.DataFrame()
    return RunOutput(record_of(request, values, world), annual, ledger, years, adcodes, price, dibao, static, survey, lines=lines, panel=panel,
                     trace=kept.trace(), roster=kept.roster, roster_years=kept.years, census=kept.census)  # fmt: skip


def household_years(model: SanmingModel, request: Request, years: PanelYears, output: RunOutput) -> pd.DataFrame:
    """The panel for estimators of a finished model."""
    world = model.world
    codes = {"county": world.counties.adcode.astype(str), "village": world.villages.code.astype(str)}
    named = {"scenario": request.scenario.name, "seed": request.seed}
    return panel_frame(model.sheets.done, years.done, output.households, codes, output.lines, output.price, named, request.start)


def record_of(request: Request, values, world) -> dict:
    """What was run: scenario with every value and who set it, seeds, sample, years, code and machine."""
    seeds = {"life": request.seed, "population": request.population_seed, "sample": request.sample_seed}
    return {
        "kind": "run", "scenario": scenario_record(request.scenario, values), "seeds": seeds, "sample": request.sample, "years": [request.start, request.end],
        "households": int((world.households.founded >= 0).sum()), "classes": list(CLASSES), **environment(),
    }  # fmt: skip


def ledger_of(request: Request, world) -> pd.DataFrame:
    """The ledger from the start year on, named by scenario and seed."""
    ledger = world.ledger.frame(world.counties.adcode)
    ledger = ledger[ledger["year"] >= request.start].reset_index(drop=True)
    ledger.insert(0, "scenario", request.scenario.name)
    ledger.insert(1, "seed", request.seed)
    return ledger


def panel_of(sheets, price: np.ndarray) -> dict[str, np.ndarray]:
    """Arrays [years, households] that contrasts by year need."""
    size = np.array([s.size for s in sheets])
    hukou = np.array([s.hukou.sum(axis=0) for s in sheets]) / np.maximum(size, 1)
    return {
        "income_hukou": (hukou / price[:, None]).astype(np.float32), "size": size, "residents": np.array([s.residents for s in sheets]),
        "on_list": np.array([s.on_list for s in sheets]), "year": np.array([s.year for s in sheets]),
        "lacking": np.array([s.lacking for s in sheets]),
    }  # fmt: skip
