"""The official survey as a rule: who counts as resident, and what long-absent members send home counts as transfer.

The tables of the resident universe come only from this file. They are what the survey would say if it asked everybody and everybody told all;
its sample and the errors of interviews are in `survey_sample.py`, for comparisons with yearbooks.
"""

import numpy as np

from sim.results.cells import fifths
from sim.results.spread import rising, spread

OWNS = ("counties.median_survey", "counties.median_hukou")


def per_head(total_fen: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """Yuan a head of income by source (fen, float64[sources, households]); 0 where nobody counts."""
    return total_fen.sum(axis=0) / 100.0 / np.maximum(persons, 1)


def distribution(income: np.ndarray, persons: np.ndarray, weight: np.ndarray, county: np.ndarray) -> dict[str, np.ndarray]:
    """Median, Gini and Theil by area, and `fifth` int8[households] (-1: does not count), from one sorting of the households that count."""
    rows = np.flatnonzero(persons > 0)
    order = rising(income, rows)
    return {**spread(income, persons * weight, county, order), "fifth": fifths(order, weight, len(income)).astype(np.int8)}


def close_year(world) -> None:
    """Distribution of the year by universe; medians by county, at the level of the whole city where a reference is known."""
    h, c = world.households, world.counties
    for universe, column, total, persons in (
        ("resident", c.median_survey, world.year_survey, h.residents),
        ("hukou", c.median_hukou, world.year_hukou, h.size),
    ):
        found = distribution(per_head(total, persons), persons, h.weight, h.county)
        world.distributions |= {f"{universe}:{name}": array for name, array in found.items()}
        column[:] = np.nan_to_num(found["income_median"][:12] * world.line_scale.get(universe, 1.0))
    world.real_medians[world.year] = c.median_survey / world.drivers.price(world.month)
