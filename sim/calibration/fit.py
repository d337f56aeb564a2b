"""The table of a fit report: margins of the start population, the simulated November 2020 beside the census, and the targets of the years run."""

from itertools import product

import numpy as np
import pandas as pd

from sim.calibration.rules import PERCENT, Annual, model_value
from sim.calibration.targets import Target, targets
from sim.calibration.words import area_names, quantity_zh
from sim.core.clock import month_index
from sim.population import ADJUSTMENTS, Population, consistency, fit_report
from sim.population.margins import margins

COLUMNS = ("part", "id", "zh", "en", "area", "area_zh", "area_en", "universe", "group", "year", "unit", "target", "low", "high", "tolerance", "model",
           "difference", "within", "reason_zh", "reason_en", "status", "adjustment", "adjustment_range", "note", "reported", "se_sample", "clearly")  # fmt: skip
MARGIN, CENSUS, TARGET = "margin", "census_2020", "target"
CENSUS_MONTH = month_index(2020, 11)
LEAST_VILLAGES = 10  # with fewer villages of a county in the sample its rows say little
# Adjustments that move the census of 2020 to rural without carrying it back to 2016.
CENSUS_ADJUSTMENTS = {
    "residents": "rural_residents_2020",
    "size": "household_size",
    "one_person": "rural_one_person",
    "elder_households": "elder_households, rural_old",
    "children": "rural_children",
    "sixties": "rural_sixties",
    "old": "rural_old",
}
HUKOU_MARGINS = ("households", "hukou_size", "cars", "land", "forest", "registered_poor")  # of all households; the others count residents


def fit_table(population: Population, annual: pd.DataFrame, census: dict, years: tuple[int, int], survey: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a comparison, COLUMNS. `census` as `RunOutput.census`, empty where the run ends before November 2020; `years` first and last of the tables.
    `survey` as `RunOutput.survey`.

    low, high: the target at the ends of its adjustments' ranges (margins, census). tolerance: allowed absolute difference (margins, targets).
    within: yes, no or not_modelled; for the census low <= model <= high, else |model - target| <= tolerance, the edge included.
    reported, se_sample: what the real sample of the survey would say of the model on average, errors of interviews in it, and its standard error
    (targets of the survey alone). clearly: no where the model is outside the tolerance and the target is more than two such errors from what is reported.
    Units are those of `unit`; shares lie between 0 and 1, % are percent. Hold-outs have no row.
    """
    parts = [margin_rows(population), census_rows(census, population), target_rows(annual, years, survey=survey)]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def margin_rows(population: Population) -> pd.DataFrame:
    """Every margin of every county in January 2016: role input, so the fit shows how well the population was drawn, not whether the model is right."""
    found = fit_report(population).rename(columns={"drawn": "model", "margin": "id"})
    names = found[["id", "adjustment"]].drop_duplicates()
    found["low"], found["high"] = np.concatenate([_ends(*pair) for pair in names.itertuples(index=False)], axis=1)
    return _of_population(found, MARGIN, 2016, population)


def _ends(margin: str, adjustment: str) -> np.ndarray:
    """float64[2, counties]: lowest and highest target with the named adjustments at the ends of their ranges."""
    names = adjustment.split(", ")
    found = [vars(margins(tuple(zip(names, ends, strict=True))))[margin] for ends in product(("low", "high"), repeat=len(names))]
    return np.array([np.min(found, axis=0), np.max(found, axis=0)])


def census_rows(census: dict, population: Population) -> pd.DataFrame:
    """The simulated month of the census: consistency, never a hold-out, as start values come from the same census. Empty without that month."""
    if not census:
        return pd.DataFrame()
    found = consistency(census["households"], census["persons"], CENSUS_MONTH, census["weight"])
    found = found.rename(columns={"drawn": "model", "margin": "id"}).assign(tolerance=np.nan)
    found["adjustment"] = found["id"].map(CENSUS_ADJUSTMENTS)
    return _of_population(found, CENSUS, 2020, population)


def _of_population(found: pd.DataFrame, part: str, year: int, population: Population) -> pd.DataFrame:
    """The common columns of margins and census."""
    villages = found["adcode"].map(_villages(population))
    frame = found.rename(columns={"adcode": "area", "county_zh": "area_zh", "county_en": "area_en"})
    frame["within"] = np.where(frame["model"].isna(), "not_modelled", np.where(frame["fits"].astype(bool), "yes", "no"))
    few = villages < LEAST_VILLAGES
    frame["reason_zh"] = np.where(few, "样本中该县村数少：" + villages.astype(str), "")
    frame["reason_en"] = np.where(few, "few villages of the county in the sample: " + villages.astype(str), "")
    frame["adjustment_range"] = frame["adjustment"].map(_range_text)
    frame["status"] = frame["adjustment"].map(lambda names: ", ".join(ADJUSTMENTS[name].status for name in names.split(", ")))
    universe = np.where(frame["id"].isin(HUKOU_MARGINS), "hukou", "resident")
    return frame.assign(part=part, year=year, group="all", universe=universe, note="", reported=np.nan, se_sample=np.nan, clearly="")[list(COLUMNS)]


def _villages(population: Population) -> dict[str, int]:
    """Sampled villages of each county by code."""
    counts = np.bincount(population.villages["county"], minlength=population.size("counties"))
    return {str(code): int(n) for code, n in zip(population.counties["adcode"], counts, strict=True)}


def _range_text(names: str) -> str:
    used = [ADJUSTMENTS[name] for name in names.split(", ")]
    return "; ".join(f"{a.name} = {a.value:g} [{a.low:g}, {a.high:g}] {a.unit}" for a in used)


def target_rows(
    annual: pd.DataFrame, years: tuple[int, int], among: tuple[Target, ...] | None = None, survey: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The targets of the years run, beside what the annual table of one run says. Empty where the run covers none of their years."""
    values, first, last = Annual(annual), *years
    chosen = [t for t in (targets() if among is None else among) if first <= t.year <= last]
    said = _said(survey)
    return pd.DataFrame([_target_row(t, values, said) for t in chosen], columns=list(COLUMNS))


def _said(survey: pd.DataFrame | None) -> dict[tuple[str, str, str, int], tuple[float, float]]:
    """(area, group, measure, year) -> what the survey would report, and its standard error."""
    if survey is None or survey.empty:
        return {}
    return {(row.area, row.group, row.measure, int(row.year)): (row.reported, row.se) for row in survey.itertuples()}  # type: ignore[misc]


def _reported(t: Target, said: dict) -> tuple[float, float]:
    value, error = said.get((t.area, t.group, t.measure, t.year), (np.nan, np.nan)) if t.universe == "resident" else (np.nan, np.nan)
    return (100.0 * value, 100.0 * error) if t.measure in PERCENT else (value, error)


def clearly(inside: str, off: float, error: float) -> str:
    """no for a model outside the tolerance whose survey would be more than two standard errors from the target; empty where nothing can be said."""
    if inside == "not_modelled" or error != error:
        return ""
    return "no" if inside == "no" and abs(off) > 2.0 * error else "yes"


def _target_row(t: Target, values: Annual, said: dict) -> dict:
    model, (zh, en) = model_value(values, t)
    difference = model - t.value
    reported, error = _reported(t, said)
    inside = within(difference, t.tolerance)
    area_zh, area_en = area_names(t.area)
    return {
        "part": TARGET, "id": t.id, "zh": quantity_zh(t), "en": t.quantity, "area": t.area, "area_zh": area_zh, "area_en": area_en, "universe": t.universe,
        "group": t.group, "year": t.year, "unit": t.unit, "target": t.value, "low": np.nan, "high": np.nan, "tolerance": t.tolerance, "model": model,
        "difference": difference, "within": inside, "reason_zh": zh, "reason_en": en, "status": t.status, "adjustment": "",
        "adjustment_range": "", "note": t.note, "reported": reported, "se_sample": error, "clearly": clearly(inside, reported - t.value, error),
    }  # fmt: skip


def within(difference: float, tolerance: float) -> str:
    """yes where the difference is at most the tolerance (a rounding error of the last bits counts as equal), not_modelled where it is NaN."""
    if difference != difference:
        return "not_modelled"
    return "yes" if abs(difference) <= tolerance * (1.0 + 1e-9) else "no"
