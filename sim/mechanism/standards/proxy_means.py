"""Proxy means test: income predicted from what can be seen, by coefficients of a survey that is taken inside the model each round year.

Ordinary least squares of the log of income a head. Because predictions are drawn to the mean, the cut-off is by default the prediction below which as
large a share of the survey lies as its share below the income line (Brown, Ravallion and van de Walle 2018, Journal of Development Economics 134:109-124).
What a household feels itself is its income against the line: nobody knows the formula.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array, normal_quantile_array
from sim.mechanism.standards.least_squares import solve
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import median

NAME, ZH, EN = "proxy_means", "代理家计调查", "proxy means test"
DRAW_SURVEY = 347
PARAMETERS = (
    Parameter("recognition.proxy_survey", 1000, "households", 50, 100000, uniform(500, 3000), "households in the survey that gives the coefficients", "代理家计调查样本户数", "assumption", "assumption", "standard"),
    Parameter("recognition.proxy_error", 0.10, "log", 0, 1, uniform(0.05, 0.25), "error of income in that survey, standard deviation of the log", "代理家计调查收入误差(对数标准差)", "assumption", "assumption", "standard"),
    Parameter("recognition.proxy_same_share", True, "switch", 0, 1, uniform(0, 1), "the cut-off leaves as many below it in the survey as lie below the income line (otherwise the line itself)", "代理分界按调查中线下比例确定", "assumption", "assumption", "standard"),
)  # fmt: skip
LEAST = 200.0  # yuan a head: smaller incomes count as this in the logarithm; assumption
VISIBLE = (
    "constant", "size", "labour", "elders", "ill", "schooling", "house", "unsafe", "car", "land", "forest", "capital", "orchard", "migrants", "business",
    "job", "remote",
)  # fmt: skip


@kernel("void(int64, int64[::1], int64[::1], int32[::1], int8[::1], float64[::1])")
def _schooling(month, rows, first, birth, school, out):
    """Mean years of schooling of the members of 16 and over; 0 where there is none."""
    for i in range(rows.size):
        years, adults = 0.0, 0.0
        for j in range(first[rows[i]], first[rows[i] + 1]):
            adult = month - birth[j] >= 16 * 12
            years, adults = years + adult * school[j], adults + adult
        out[i] = years / adults if adults > 0.0 else 0.0


def visible(world, rows: np.ndarray) -> np.ndarray:
    """float64[17, n]: what an enumerator sees of `rows`, in the order of VISIBLE."""
    h, q = world.households, world.persons
    heads, years = np.maximum(h.size[rows], 1).astype(float), np.empty(len(rows))
    _schooling(world.month, np.ascontiguousarray(rows, np.int64), world.person_first(), q.birth, q.school, years)
    return np.stack([
        np.ones(len(rows)),
        log_array(heads),
        h.labour[rows] / heads,
        h.elders[rows] / heads,
        h.ill[rows] / heads,
        years / 10.0,
        h.house[rows] == 2,
        h.unsafe[rows] == 1,
        h.car[rows] == 1,
        h.land[rows] / heads,
        h.forest[rows] / heads,
        log_array(1.0 + np.maximum(h.capital[rows], 0.0) / 1e5),  # thousands of yuan
        (h.orchard[rows] + h.pond[rows]) / heads,
        h.migrants[rows] / heads,
        h.business_base[rows] > 0.0,
        h.job_units[rows] > 0.0,
        world.villages.remoteness[h.village[rows]],
    ]).astype(float)


def surveyed(world) -> np.ndarray:
    """int64: rows of the survey of this year in the order of ids: drawn from all households, each with the weight that it stands for."""
    h = world.households
    rows = np.flatnonzero(h.size > 0)
    size = min(int(world.parameters["recognition.proxy_survey"]), len(rows))
    key = -log_array(uniforms(world.seed, DRAW_SURVEY, h.id[rows], 12 * world.year)[0]) / h.weight[rows]
    taken = rows[np.argpartition(key, size - 1)[:size]] if size else rows
    return taken[np.argsort(h.id[taken], kind="stable")]


def fit(world) -> np.ndarray:
    """float64[18]: coefficients in the order of VISIBLE, then the cut-off in the log of predicted income over the line."""
    rows, p = surveyed(world), world.parameters
    noise = normal_quantile_array(uniforms(world.seed, DRAW_SURVEY, world.households.id[rows], 12 * world.year)[1])
    said = log_array(np.maximum(Look(world, rows, true=True).income, LEAST)) + p["recognition.proxy_error"] * noise
    x = visible(world, rows)
    coefficients = solve(x, said)
    line = log_array(median.line_of(world, rows))
    below = int((said < line).sum())
    ranked = np.sort(predicted(coefficients, x) - line)
    cut = 0.5 * (ranked[below - 1] + ranked[below]) if p["recognition.proxy_same_share"] and 0 < below < len(rows) else 0.0
    return np.append(coefficients, cut)


def predicted(coefficients: np.ndarray, x: np.ndarray) -> np.ndarray:
    """float64[n]: sum of coefficients times x float64[k, n], in a fixed order."""
    out = np.zeros(x.shape[1])
    for coefficient, column in zip(coefficients, x, strict=True):
        out += coefficient * column
    return out


def formula(world) -> np.ndarray:
    """The formula of this year, fitted when it is first asked for."""
    if world.estimates.get(NAME, (-1,))[0] != world.year:
        world.estimates[NAME] = world.year, fit(world)
    return world.estimates[NAME][1]


def need(world, look) -> np.ndarray:
    """float64[n]: predicted income over line and cut-off. The same for both looks: what is visible is seen as it is."""
    found = formula(world)
    return exp_array(predicted(found[:-1], visible(world, look.rows)) - log_array(median.line_of(world, look.rows)) - found[-1])


own_need = median.need
