"""The official survey as far as it matters now: who counts as resident, and what long-absent members send home counts as transfer.

Sampling and measurement error of the real survey are not here yet; the tables of the resident universe come only from this file.
"""

import numpy as np

from sim.measures import weighted_median

OWNS = ("counties.median_survey", "counties.median_hukou")


def per_head(total_fen: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """Yuan a head of income by source (fen, float64[sources, households]); 0 where nobody counts."""
    return total_fen.sum(axis=0) / 100.0 / np.maximum(persons, 1)


def county_medians(income: np.ndarray, persons: np.ndarray, weight: np.ndarray, first: np.ndarray) -> np.ndarray:
    """float64[counties]: median over persons of income per head; NaN where the county has none."""
    out = np.full(len(first) - 1, np.nan)
    for c in range(len(out)):
        rows = slice(first[c], first[c + 1])
        there = persons[rows] > 0
        if there.any():
            out[c] = weighted_median(income[rows][there], (persons[rows] * weight[rows])[there])
    return out


def close_year(world) -> None:
    """Medians of the year by county, at the level of the whole city where a reference is known."""
    h, c = world.households, world.counties
    for universe, column, total, persons in (
        ("resident", c.median_survey, world.year_survey, h.residents),
        ("hukou", c.median_hukou, world.year_hukou, h.size),
    ):
        own = county_medians(per_head(total, persons), persons, h.weight, world.county_first)
        column[:] = np.nan_to_num(own * world.line_scale.get(universe, 1.0))
    world.real_medians[world.year] = c.median_survey / world.drivers.price(world.month)
