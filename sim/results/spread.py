"""Median, Gini and Theil of income per head over persons, for tables: incomes below zero count as they are in the Gini and leave Theil undefined."""

import numpy as np

from sim.measures import weighted_median
from sim.measures.checked import UndefinedMeasure
from sim.measures.distribution import half_mean_difference
from sim.measures.inequality import theil as theil_index


def median(income: np.ndarray, people: np.ndarray) -> float:
    """Median over persons."""
    return float(weighted_median(income, people))


def gini(income: np.ndarray, people: np.ndarray) -> float:
    """Half the mean absolute difference over the mean; NaN where the mean is not above zero."""
    mean = float(np.average(income, weights=people))
    return half_mean_difference(income, people) / mean if mean > 0 else float("nan")


def theil(income: np.ndarray, people: np.ndarray) -> float:
    """Theil T; NaN where an income below zero leaves it undefined."""
    try:
        return float(theil_index(income, people))
    except UndefinedMeasure:
        return float("nan")
