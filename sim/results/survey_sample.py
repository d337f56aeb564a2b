"""The household survey as it is really taken: some hundred households of some villages, and what they say, with errors of memory and of candour.

The tables of a run show the whole emulator (`survey.py`), without the noise of a sample. This file draws the sample many times from one run, so that
a difference from a yearbook table can be told from the error of the survey behind it. Villages are drawn with chances proportional to
resident households (again and again: the survey sees few of many), households within them equally; each sample weights itself.
"""

import numpy as np
import pandas as pd

from sim.core.clock import month_index
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.results.annual import living
from sim.results.cells import CITY
from sim.results.sheets import Sheet
from sim.state.columns import SOURCES

DRAW_SAMPLE, DRAW_ERROR = 390, 391
SAMPLES = 200  # draws of the whole survey: their standard deviation is then known to 5 %
COLUMNS = ("year", "area", "group", "measure", "reported", "se")
PARAMETERS = (
    Parameter("survey.households", 1000, "households", 50, 20000, uniform(700, 1500), "households in the rural sample of the whole city", "全市农村住户调查样本户数", "assumption", "assumption", "survey"),
    Parameter("survey.per_village", 10, "households", 1, 100, uniform(8, 15), "households interviewed in a sampled village", "每个抽中村调查户数", "assumption", "assumption", "survey"),
    Parameter("survey.error_sd", 0.10, "log", 0, 1, uniform(0.05, 0.25), "error of what a household reports of each source, standard deviation", "分项收入申报误差标准差(对数)", "assumption", "assumption", "survey"),
    Parameter("survey.missed_wage", 0.02, "share", 0, 0.5, uniform(0.0, 0.06), "share of wages that is not reported", "工资性收入漏报比例", "assumption", "assumption", "survey"),
    Parameter("survey.missed_business", 0.05, "share", 0, 0.5, uniform(0.0, 0.15), "share of business income that is not reported", "经营净收入漏报比例", "assumption", "assumption", "survey"),
    Parameter("survey.missed_property", 0.10, "share", 0, 0.5, uniform(0.0, 0.30), "share of property income that is not reported", "财产净收入漏报比例", "assumption", "assumption", "survey"),
    Parameter("survey.missed_transfer", 0.03, "share", 0, 0.5, uniform(0.0, 0.10), "share of transfers that is not reported", "转移净收入漏报比例", "assumption", "assumption", "survey"),
)  # fmt: skip


def villages_by_county(residents: np.ndarray, number: int) -> np.ndarray:
    """int64[counties]: sampled villages, in proportion to resident households (largest remainders), at least one where anybody lives."""
    there = residents > 0
    exact = number * residents / max(residents.sum(), 1e-9)
    out = np.floor(exact).astype(np.int64)
    left = max(number - int(out.sum()), 0)
    out[np.argsort(out - exact, kind="stable")[:left]] += 1
    return np.where(there, np.maximum(out, 1), 0)


def sampled_rows(households: dict, residents: np.ndarray, year: int, seed: int, size: int, per_village: int, samples: int = SAMPLES) -> np.ndarray:
    """int64[samples, interviews]: household rows of each sample, counties one after the other; rows may come twice. Needs a household with a resident."""
    rows = np.flatnonzero(residents > 0)
    village, county, weight = (households[name][rows] for name in ("village", "county", "weight"))
    first = np.flatnonzero(np.r_[True, village[1:] != village[:-1]])  # of each village with residents, into `rows`
    count = np.diff(np.r_[first, len(rows)])
    mass = np.bincount(county, weight, 12)
    out, month = [], month_index(year, 12)
    for c, villages in enumerate(villages_by_county(mass, max(size // per_village, 1))):
        own = np.flatnonzero(county[first] == c)
        if not villages:
            continue
        slots = np.arange(samples * villages, dtype=np.int64)
        chance = np.cumsum(count[own] * weight[first[own]])
        taken = own[np.searchsorted(chance, uniforms(seed, DRAW_SAMPLE, slots, month, c)[0] * chance[-1])]
        within = uniforms(seed, DRAW_SAMPLE, slots[:, None] * per_village + np.arange(per_village), month, 100 + c)[0]
        chosen = rows[first[taken][:, None] + np.floor(within * count[taken][:, None]).astype(np.int64)]
        out.append(chosen.reshape(samples, villages * per_village))
    return np.concatenate(out, axis=1)


def reported(sheet: Sheet, ids: np.ndarray, seed: int, parameters) -> np.ndarray:
    """float64[sources, households]: income by source as residents report it: part is left out, and the rest is off by a factor of mean one."""
    sd, said = parameters["survey.error_sd"], sheet.survey.astype(np.float64)
    month = month_index(sheet.year, 12)
    for s, source in enumerate(SOURCES):
        z = normal_quantile_array(uniforms(seed, DRAW_ERROR, ids, month, 2 * s)[0])
        said[s] *= (1.0 - parameters[f"survey.missed_{source}"]) * exp_array(sd * z - 0.5 * sd * sd)
    return said


def survey_table(sheets: list[Sheet], households: dict, adcodes: np.ndarray, seed: int, parameters, start: int, last: int) -> pd.DataFrame:
    """Rows of COLUMNS for the years `start` to `last`: the mean over samples of what the survey would say, and its standard error."""
    size, cluster = int(parameters["survey.households"]), int(parameters["survey.per_village"])
    frames = []
    for sheet in (s for s in sheets if start <= s.year <= last and (s.residents > 0).any()):
        rows = sampled_rows(households, sheet.residents, sheet.year, seed, size, cluster)
        found = answers(sheet, reported(sheet, households["id"], seed, parameters), households["county"], rows, adcodes)
        frames += [(sheet.year, *key, float(np.nanmean(v)), float(np.nanstd(v, ddof=1))) for key, v in found.items() if np.isfinite(v).any()]
    return pd.DataFrame(frames, columns=list(COLUMNS))


def answers(sheet: Sheet, said: np.ndarray, county: np.ndarray, rows: np.ndarray, adcodes: np.ndarray) -> dict[tuple[str, str, str], np.ndarray]:
    """(area, group, measure) -> float64[samples], as the yearbook would compute them from the answers."""
    persons, source = sheet.residents[rows].astype(float), said[:, rows]
    total, spent = source.sum(axis=0), living(sheet)[rows]
    mean = total.sum(axis=1) / persons.sum(axis=1)
    out = {(CITY, "all", "income_mean"): mean, (CITY, "all", "household_size"): persons.mean(axis=1),
           (CITY, "all", "labour_units"): 0.5 * sheet.halves[rows].mean(axis=1), (CITY, "all", "che_share"): sheet.catastrophic[rows].mean(axis=1)}  # fmt: skip
    out |= {(CITY, f"source:{s}", "income_share"): 100.0 * source[i].sum(axis=1) / total.sum(axis=1) for i, s in enumerate(SOURCES)}
    for c, code in enumerate(adcodes):
        own = county[rows[0]] == c  # every sample has the same counties in the same places
        if own.any():
            out[str(code), "all", "income_ratio_to_city"] = total[:, own].sum(axis=1) / persons[:, own].sum(axis=1) / mean
    return out | _fifths(persons, source, total, spent)


def _fifths(persons: np.ndarray, source: np.ndarray, total: np.ndarray, spent: np.ndarray) -> dict[tuple[str, str, str], np.ndarray]:
    """Means, sources and consumption of the fifths of the households of each sample, ranked by reported income a head; Q5/Q1."""
    order = np.argsort(total / persons, axis=1, kind="stable")
    starts = (np.arange(5) * order.shape[1]) // 5

    def sums(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(np.take_along_axis(values, order, axis=1), starts, axis=1)

    people, money, eaten, by_source = sums(persons), sums(total), sums(spent), [sums(s) for s in source]
    out = {}
    for k in range(5):
        name = f"quintile:{k + 1}"
        out[CITY, name, "income_mean"] = money[:, k] / people[:, k]
        out[CITY, name, "consumption_income_ratio"] = eaten[:, k] / money[:, k]
        out |= {(CITY, f"{name}|source:{s}", "income_share"): 100.0 * by_source[i][:, k] / money[:, k] for i, s in enumerate(SOURCES)}
    out[CITY, "all", "q5_q1"] = out[CITY, "quintile:5", "income_mean"] / out[CITY, "quintile:1", "income_mean"]
    return out
