"""Template weights of each county and remoteness third: the margins as features of the templates, raked."""

import numpy as np

from sim.population.families import CHILD, OLD, SIXTIES, YOUNG
from sim.population.margins import Margins
from sim.population.raking import rake
from sim.population.templates import Library

HARD, CENSUS, SOFT = 1e-5, 0.003, 0.03  # slack: counts, census margins, own priors (persons or households a household)
AWAY_CHILDREN, AWAY_ELDERS = 0.15, 0.05  # of absent members; assumptions, ranges 0.12-0.20 and 0.03-0.09
YOUNG_RESIDENTS, YOUNG_AWAY = 0.30, 0.52  # 15-34 of adults 15-59; assumptions, ranges 0.25-0.36 and 0.45-0.60

_SLACK = np.array([HARD] * 3 + [CENSUS] * 7 + [SOFT] * 4)


def features(library: Library) -> np.ndarray:
    """float64[templates, 14]: what each household of a template adds to each margin, in the order of `targets`."""
    home, away = library.home, library.members - library.home
    here, generations = home.sum(axis=1), library.generations
    columns = [
        library.members.sum(axis=1), here, here > 0,
        here == 1, generations == 1, generations >= 3, home[:, OLD] > 0, home[:, CHILD], home[:, SIXTIES], home[:, OLD],
        away[:, CHILD], away[:, OLD] + away[:, SIXTIES], home[:, YOUNG], away[:, YOUNG],
    ]  # fmt: skip
    return np.column_stack(columns).astype(float)


def targets(m: dict[str, float], factor: float) -> np.ndarray:
    """float64[14] per household by hukou, for one county (`Margins.county`) and the resident factor of a third."""
    here = m["residents"] / m["households"] * factor
    homes = here / m["size"]
    away = m["hukou_size"] - here
    adults = here * (1.0 - m["children"] - m["sixties"] - m["old"])
    away_adults = away * (1.0 - AWAY_CHILDREN - AWAY_ELDERS)
    shares = [homes * m[name] for name in ("one_person", "one_generation", "three_generations", "elder_households")]
    ages = [here * m[name] for name in ("children", "sixties", "old")]
    priors = [away * AWAY_CHILDREN, away * AWAY_ELDERS, adults * YOUNG_RESIDENTS, away_adults * YOUNG_AWAY]
    return np.array([m["hukou_size"], here, homes, *shares, *ages, *priors])


def third_factors(factor: np.ndarray, households: np.ndarray) -> np.ndarray:
    """float64[3]: `Margins.by_remoteness` scaled so that the county mean over `households` by third is 1."""
    return factor * households.sum() / (factor * households).sum()


def stratum_weights(library: Library, margins: Margins, households: np.ndarray) -> np.ndarray:
    """float64[counties, 3, templates]; `households` int64[counties, 3] by remoteness third."""
    table = features(library)
    result = np.empty((*households.shape, len(library.seed)))
    for county, by_third in enumerate(households):
        for third, factor in enumerate(third_factors(margins.by_remoteness, by_third)):
            result[county, third] = rake(library.seed, table, targets(margins.county(county), factor), _SLACK)
    return result


