"""Appraisal by the village (民主评议): once a year neighbours rank all households by the hardship that they see, and the lowest share meets the standard.

They see how a household lives and spends, its house and car, who can work and who is ill, each with an error of their own. What a household feels
itself is its income against the line of `median`. Source of the idea: Alatas V. and others (2012), American Economic Review 102(4):1206-1240.
"""

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


def plenty(world, rows: np.ndarray, noise: float) -> np.ndarray:
    """float64[n]: how well off `rows` look, in logs of monthly spending a head."""
    h, p = world.households, world.parameters
    heads = np.maximum(h.size[rows], 1).astype(float)
    spent = log_array(np.maximum(h.spending[rows] / 100.0 / heads, LEAST))  # of the last month
    stands = p["recognition.appraisal_house"] * h.house[rows] + p["recognition.appraisal_car"] * h.car[rows]
    works = p["recognition.appraisal_labour"] * h.labour[rows] / heads - p["recognition.appraisal_ill"] * h.ill[rows] / heads
    error = normal_quantile_array(draw(world.seed, DRAW_NEIGHBOURS, h.id[rows], 12 * world.year)) if noise > 0.0 else 0.0
    return spent + stands + works + noise * error


def places(world, noise: float, among: np.ndarray | None = None) -> np.ndarray:
    """float64[households]: place in the village over the places that it has, below 1 where the household is put forward.

    among bool[households]: who is ranked at all (all with members if left out); the places of a village are a share of all its households.
    """
    h = world.households
    living = h.size > 0
    rows = np.flatnonzero(living if among is None else living & among)
    order = rows[np.lexsort((h.id[rows], plenty(world, rows, noise), h.village[rows]))]
    at = h.village[order]
    place = np.arange(len(order)) - np.searchsorted(at, at, side="left")
    room = np.floor(world.parameters["recognition.appraisal_share"] * np.bincount(h.village, living, len(world.villages)) + 1e-9)
    out = np.full(len(h), NOBODY)
    out[order] = (place + 0.5) / np.maximum(room, 0.5)[at]
    return out


def need(world, look) -> np.ndarray:
    """float64[n]: the meeting of the year, which is held when it is first asked for; true, the ranking without error of today."""
    if look.true:
        return places(world, 0.0)[look.rows]
    if world.estimates.get(NAME, (-1,))[0] != world.year:
        world.estimates[NAME] = world.year, places(world, world.parameters["recognition.appraisal_noise"])
    return world.estimates[NAME][1][look.rows]


own_need = median.need
