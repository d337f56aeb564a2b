"""The reference of the lines: one run of the whole population under current policy, whose county medians of 2016 give samples their level."""

import os
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np

from sim.core.cache_folder import cache_folder
from sim.core.clock import month_index
from sim.core.code_hash import code_hash
from sim.model import SanmingModel, parameters
from sim.population import Population, build
from sim.results.place import ended
from sim.results.spread import county_medians
from sim.results.survey import per_head
from sim.scenario import load_scenario
from sim.scenario.aligned import BY
from sim.start import BURN_IN_START, FIRST_YEAR

UNIVERSES = ("resident", "hukou")
NAMES = ("id", *(f"{universe}_{what}" for universe in UNIVERSES for what in ("income", "persons", "median")))
KEPT = 8  # files that stay, about 11 MB each


def reference(population_seed: int) -> dict[str, np.ndarray]:
    """Household ids, and per universe income per head, persons and county medians of 2016 in the reference run; computed once for code, calibrated values and population."""
    file = file_of(population_seed)
    found = _stored(file)
    if found is None:
        found = _run(population_seed)
        _store(file, found)
    return found


def file_of(population_seed: int) -> Path:
    """Where it is kept: named by code, population and the calibrated values, which lie outside the code."""
    scenario = load_scenario("current_policy", declared=parameters())
    aligned = f"{scenario.digest[:12]}-" if any(by == BY for _, by in scenario.values.values()) else ""
    return cache_folder("reference") / f"{code_hash()}-{aligned}{population_seed}.npz"


def _stored(file: Path) -> dict[str, np.ndarray] | None:
    """What the file holds; None where it is missing, cut short or damaged."""
    try:
        with np.load(file) as stored:
            return {name: stored[name] for name in NAMES}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error):
        return None


def _store(file: Path, found: dict[str, np.ndarray]) -> None:
    """Write beside and rename, so that no other process reads half a file. One that cannot be written is left out."""
    part = file.with_name(f".{file.stem}-{os.getpid()}.npz")
    try:
        np.savez(part, **found)  # type: ignore[arg-type]
        os.replace(part, file)
    except OSError:  # disk full, or the file is open in another process on Windows
        part.unlink(missing_ok=True)
    _clear(file.parent)


def _clear(folder: Path) -> None:
    """Remove parts of processes that are no more, and the oldest files beyond KEPT."""
    dead = [part for part in folder.glob(".*.npz") if ended(part.stem.rpartition("-")[2])]
    oldest = sorted(folder.glob("[!.]*.npz"), key=lambda file: file.stat().st_mtime)[:-KEPT]
    for file in (*dead, *oldest):
        with suppress(OSError):
            file.unlink()


def _run(population_seed: int) -> dict[str, np.ndarray]:
    from sim.ensemble.request import values_of

    scenario = load_scenario("current_policy", declared=parameters())
    model = SanmingModel(build(population_seed), values_of(scenario), scenario, seed=1)
    for _ in range(month_index(FIRST_YEAR, 12) - BURN_IN_START + 1):
        model.step()
    sheet, h = model.sheets.done[-1], model.world.households
    out = {"id": h.id.copy()}
    for universe, source, persons in (("resident", sheet.survey, sheet.residents), ("hukou", sheet.hukou, sheet.size)):
        income = per_head(source.astype(np.float64) * 100.0, persons).astype(np.float32)
        out[f"{universe}_income"], out[f"{universe}_persons"] = income, persons.astype(np.int16)
        # From the rounded incomes that are kept: the scale of the whole population is then exactly 1.
        out[f"{universe}_median"] = county_medians(income.astype(float), persons, h.weight, model.world.county_first)
    return out


def line_scale(population: Population, population_seed: int) -> dict[str, np.ndarray]:
    """Per universe float64[12]: median of the whole county over the median of its sampled villages, both in the reference run; 1 without a sampled village."""
    ref = reference(population_seed)
    rows = np.searchsorted(ref["id"], population.households["id"])
    first = np.searchsorted(population.households["county"], np.arange(13))
    scale = {}
    for universe in UNIVERSES:
        own = county_medians(ref[f"{universe}_income"][rows].astype(float), ref[f"{universe}_persons"][rows], population.household_weights(), first)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale[universe] = np.nan_to_num(ref[f"{universe}_median"] / own, nan=1.0, posinf=1.0, neginf=1.0)
    return scale
