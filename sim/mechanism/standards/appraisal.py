"""Appraisal by the village (民主评议): once a year neighbours rank all households by the hardship that they see, and the lowest share meets the standard.

They see how a household lives and spends, its house and car, who can work and who is ill, each with an error of their own. What a household feels
itself is its income against the line of `median`. Source of the idea: Alatas V. and others (2012), American Economic Review 102(4):1206-1240.
"""

from collections.abc import Callable

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import log_array, normal_quantile_array
from sim.mechanism.standards import median

NAME, ZH, EN = "appraisal", "村民民主评议", "appraisal by the village"
DRAW_NEIGHBOURS = 342
PARAMETERS = (
    Parameter("recognition.appraisal_share", 0.12, "share", 0, 1, uniform(0.05, 0.20), "share of the households of a village that the appraisal can put forward", "村民评议可推荐户比例", "assumption", "assumption", "standard"),
    Parameter("recognition.appraisal_noise", 0.35, "log", 0, 3, uniform(0.15, 0.60), "error of what neighbours see, standard deviation in logs of spending", "邻里观察误差(对数标准差)", "assumption", "assumption", "standard"),
    Parameter("recognition.appraisal_house", 0.15, "log", 0, 3, uniform(0.0, 0.30), "what a better class of house counts, in logs of spending", "住房结构每级权重", "assumption", "assumption", "standard"),
    Parameter("recognition.appraisal_car", 0.40, "log", 0, 3, uniform(0.0, 0.80), "what a car counts", "汽车权重", "assumption", "assumption", "standard"),
    Parameter("recognition.appraisal_labour", 0.40, "log", 0, 3, uniform(0.1, 0.8), "what it counts that all members can work", "劳动能力权重", "assumption", "assumption", "standard"),
    Parameter("recognition.appraisal_ill", 0.50, "log", 0, 3, uniform(0.2, 1.0), "what it counts against plenty that all members are ill", "患病困难权重", "assumption", "assumption", "standard"),
)  # fmt: skip
LEAST = 10.0  # yuan of spending a head and month that are told apart from nothing; assumption
NOBODY = 1e6  # need of a household that was not ranked


def plenty(world, rows: np.ndarray, noise: float, again: int = 0) -> np.ndarray:
    """float64[n]: how well off `rows` look, in logs of monthly spending a head."""
    h, p = world.households, world.parameters
    heads = np.maximum(h.size[rows], 1).astype(float)
    spent = log_array(np.maximum(h.spending[rows] / 100.0 / heads, LEAST))  # of the last month
    stands = p["recognition.appraisal_house"] * h.house[rows] + p["recognition.appraisal_car"] * h.car[rows]
    works = p["recognition.appraisal_labour"] * h.labour[rows] / heads - p["recognition.appraisal_ill"] * h.ill[rows] / heads
    error = normal_quantile_array(draw(world.seed, DRAW_NEIGHBOURS, h.id[rows], 12 * world.year + again)) if noise > 0.0 else 0.0
    return spent + stands + works + noise * error


def places(world, rows: np.ndarray, plenty: np.ndarray) -> np.ndarray:
    """float64[households]: place in the village over the places that it has, below 1 where a household is put forward; NOBODY outside `rows`.

    `rows` rising are ranked by `plenty` float64[n]; the places of a village are a share of all its households.
    """
    h = world.households
    order = rows[ranked(h.village[rows], plenty)]
    at = h.village[order]
    place = np.arange(len(order)) - np.searchsorted(at, at, side="left")
    room = np.floor(world.parameters["recognition.appraisal_share"] * np.bincount(h.village, h.size > 0, len(world.villages)) + 1e-9)
    out = np.full(len(h), NOBODY)
    out[order] = (place + 0.5) / np.maximum(room, 0.5)[at]
    return out


def ranked(village: np.ndarray, plenty: np.ndarray) -> np.ndarray:
    """int64[n]: order by village (fewer than 8,192) and then by rising plenty (told apart to 1e-12), from one sort of whole numbers."""
    inside = ((np.clip(plenty, -511.0, 511.0) + 512.0) * 2**40).astype(np.int64)
    return np.argsort((village.astype(np.int64) << np.int64(50)) | inside, kind="stable")


def meeting(world, look, name: str, rows_of: Callable) -> np.ndarray:
    """float64[n]: the meeting of the year, held when it is first asked for, of the households `rows_of(world)`. In truth it has no error.

    Errors of an officer by case are not those of neighbours; a further look (`again`) at all is another meeting, with its own smaller error.
    """
    scale = float(look.error) if np.ndim(look.error) == 0 else 1.0
    noise = 0.0 if look.true else scale * world.parameters["recognition.appraisal_noise"]
    key = f"{name} true" if look.true else f"{name} {look.again} {noise:.9g}"
    if world.estimates.get(key, (-1,))[0] != world.year:
        rows = rows_of(world)
        world.estimates[key] = world.year, places(world, rows, plenty(world, rows, noise, look.again))
    return world.estimates[key][1][look.rows]


def living(world) -> np.ndarray:
    """int64: rows of all households with members."""
    return np.flatnonzero(world.households.size > 0)


def need(world, look) -> np.ndarray:
    """float64[n]: place among all households of the village over its places."""
    return meeting(world, look, NAME, living)


own_need = median.need
