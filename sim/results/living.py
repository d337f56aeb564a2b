"""Living consumption of a year and what illness takes of it: food by an Engel curve, and catastrophic health expenditure.

Catastrophic: out-of-pocket payments of 40 % or more of consumption without food (Xu et al. 2003, Lancet 362:111-117).
"""

import numpy as np

from sim.core.parameters import Parameter, uniform

PARAMETERS = (
    Parameter("survey.away_consumption", 1.8, "ratio", 0.5, 5, uniform(1.2, 2.5), "consumption of a member away in town against that of one at home: divides a household's consumption for the survey of residents", "外出成员与在家成员人均消费之比", "assumption", "assumption", "survey"),
    Parameter("survey.food_share", 0.36, "share", 0, 1, uniform(0.30, 0.45), "food, tobacco and drink in living consumption other than health, at the mean of the fifths", "非医疗生活消费中食品烟酒占比(各组均值)", "SMQ-C-FOOD,_TOBACCO,-3", "derived", "survey"),
    Parameter("survey.food_slope", 0.05, "share", 0, 0.3, uniform(0.0, 0.12), "share of food lost where consumption a head is e times as high (Engel 1857, Working 1943); the five fifths of 2022 alone show none", "恩格尔曲线斜率(消费对数每增1食品占比下降)", "assumption", "assumption", "survey"),
    Parameter("survey.food_middle", 10000.0, "yuan_per_year", 1000, 1e5, uniform(8000, 13000), "consumption a head other than health at which the share of food is the mean one, prices of 2019", "食品占比取均值时的人均非医疗消费(2019年价)", "assumption", "assumption", "survey"),
)  # fmt: skip
CATASTROPHIC = 0.4
LEAST, MOST = 0.15, 0.75  # of consumption goes to food at any level; assumption


def food(other: np.ndarray, persons: np.ndarray, price: float, share: float, slope: float, middle: float) -> np.ndarray:
    """Yuan a year spent on food, from consumption other than health (yuan a year, current prices) of households of some persons."""
    head = np.maximum(other / np.maximum(persons, 1) / price, 1.0)
    return np.clip(share - slope * np.log(head / middle), LEAST, MOST) * other


def catastrophic(consumption: np.ndarray, medical: np.ndarray, persons: np.ndarray, price: float, parameters) -> np.ndarray:
    """bool[households]: out-of-pocket `medical` is at least 40 % of `consumption` (health included) without food; money in yuan a year."""
    p, out = parameters, np.zeros(len(medical), bool)
    rows = np.flatnonzero(
        (medical > 0.0) & (medical >= CATASTROPHIC * (consumption - MOST * (consumption - medical)))
    )  # not even the most food lets others in
    bills, other = medical[rows], (consumption[rows] - medical[rows]).astype(np.float64)
    eaten = food(other, persons[rows], price, p["survey.food_share"], p["survey.food_slope"], p["survey.food_middle"])
    out[rows] = bills >= CATASTROPHIC * (bills + other - eaten)
    return out
