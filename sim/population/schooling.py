"""Years of schooling by birth cohort and sex, shifted in each county so that mean years and the illiterate share are met."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from sim.core.special import normal_quantile_array
from sim.population.ages import AGES
from sim.population.margins import Margins

LEVELS = np.array([0, 3, 6, 9, 12, 15, 16])  # years of no school, part of primary, primary, junior, senior, college, university
_CUTS = np.array([1.5, 4.5, 7.8, 11.0, 13.6, 15.6])
_SPREAD = 2.6  # years, assumption
# Mean latent years of those born in these years, rural; assumption, shape of national schooling by cohort.
_COHORTS, _YEARS = (1925, 1940, 1950, 1960, 1970, 1980, 1990, 2000), (2.0, 4.2, 5.6, 7.2, 8.2, 9.4, 11.0, 12.2)
_SEX_GAP, _SEX_GAP_ENDS = 2.0, 1985  # years that women born before 1950 have less, falling to 0
_WITH_ABILITY = 0.35  # correlation of schooling with the ability of the household, assumption, range 0.2-0.5
_WOMEN = 0.53  # of residents of 15 and over: husbands are away more often
_SELECTED = 0.6  # members away have more schooling by these latent years, assumption, range 0.2-1.2
ENTRY = 6  # age at which school begins


def draw_schooling(u: np.ndarray, ability: np.ndarray, p: dict[str, np.ndarray], residents: np.ndarray, margins: Margins) -> np.ndarray:
    """int8[n] completed years from uniforms `u` and the standardised `ability` of the household. `residents` float64[counties, 100]: expected residents by age; `p` has age, sex, county, resident."""
    shift, cut = _calibrate(residents, margins)
    z = _WITH_ABILITY * ability + np.sqrt(1.0 - _WITH_ABILITY**2) * normal_quantile_array(u)
    latent = _mean(p["age"], p["sex"]) + shift[p["county"]] + _SELECTED * (1 - p["resident"]) + _SPREAD * z
    level = np.searchsorted(_CUTS[1:], latent, side="right") + 1
    final = LEVELS[np.where(latent < cut[p["county"]], 0, level)]
    return np.where(p["age"] < 16, np.clip(p["age"] - ENTRY, 0, 9), np.minimum(final, np.maximum(p["age"] - ENTRY, 0))).astype(np.int8)


def _mean(age: np.ndarray, sex: np.ndarray) -> np.ndarray:
    born = 2015 - age
    gap = np.clip((_SEX_GAP_ENDS - born) / (_SEX_GAP_ENDS - 1950), 0.0, 1.0) * _SEX_GAP
    return np.interp(born, _COHORTS, _YEARS) - gap * (sex - 0.5)


def _calibrate(residents: np.ndarray, margins: Margins) -> tuple[np.ndarray, np.ndarray]:
    """(shift of the latent mean, cut below which nobody went to school) a county, so that residents of 15 and over meet both margins."""
    pairs = [_one(row, margins.schooling[i], margins.illiteracy[i]) for i, row in enumerate(residents)]
    shift, cut = np.array(pairs).T
    return np.round(shift, 6), np.round(cut, 6)


def _one(residents: np.ndarray, years: float, illiterate: float) -> tuple[float, float]:
    cut, shift = _CUTS[0], 0.0
    for _ in range(6):  # the two barely touch each other: a few rounds settle both
        shift = brentq(lambda x, c=cut: _expected(residents, x, c)[0] - years, -8, 8, xtol=1e-9)
        cut = brentq(lambda x, s=shift: _expected(residents, s, x)[1] - illiterate, -12, 8, xtol=1e-9)
    return shift, cut


def _expected(residents: np.ndarray, shift: float, cut: float) -> tuple[float, float]:
    """(mean years, share without school) of residents of 15 and over."""
    age = np.repeat(np.arange(15, AGES), 2)
    mean = _mean(age, np.tile([0, 1], AGES - 15)) + shift
    weight = np.repeat(residents[15:], 2) * np.tile([1.0 - _WOMEN, _WOMEN], AGES - 15)
    below = ndtr((np.array([min(cut, _CUTS[1]), *_CUTS[1:]])[None, :] - mean[:, None]) / _SPREAD)
    chance = np.diff(below, axis=1, prepend=0.0, append=1.0)
    years = np.minimum(LEVELS[None, :], np.maximum(age - ENTRY, 0)[:, None])
    return float((chance * years).sum(axis=1) @ weight / weight.sum()), float(chance[:, 0] @ weight / weight.sum())
