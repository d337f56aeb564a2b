"""Draws whole villages from a population, stratified by county and remoteness, with weights."""

import hashlib
from collections.abc import Sequence

import numpy as np

from sim.core.errors import Fault, InputError
from sim.population.drawing import apportion, pairs, rank_within
from sim.population.population import Population
from sim.population.villages import THIRDS, remoteness_thirds

VILLAGE_DRAW = 130  # process number
FULL_COUNTY = 0.05  # from this fraction on every county has at least LEAST villages, where it has them
LEAST = 12


def sample(population: Population, fraction: float, sample_seed: int = 1, villages: Sequence[int] | None = None) -> Population:
    """Whole villages of a 1:1 population; rows are renumbered, ids stay, the twelve counties stay.

    `fraction` of the villages inside (0, 1]; 1 gives the population itself. The draw is keyed by village, so a smaller sample of the
    same seed is part of a larger one. Below one village a county in the mean, villages are drawn from the city as one stratum, down to a
    single village; below three villages a county, the county is one stratum. Weights are households of the stratum per sampled
    household, so that weighted households are the households of the population.
    `villages`: these codes instead of a draw, weight 1 each (they speak for themselves only); `fraction` is then set to their households' share.
    Raises InputError for a fraction outside (0, 1], an unknown code, or a population that is a sample already.
    """
    _check(population, fraction, villages)
    if villages is not None:
        rows = np.flatnonzero(np.isin(population.villages["code"], np.asarray(villages, np.int64)))
        chosen = _part(population, rows, np.ones(len(rows)), 0.0, f"{sorted(villages)}")
        chosen.fraction = chosen.homes() / population.homes()
        return chosen
    if fraction == 1.0:
        return population
    stratum, taken = strata(population, fraction)
    u, _ = pairs(sample_seed, VILLAGE_DRAW, population.villages["code"])
    order = np.argsort(stratum, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = rank_within(stratum[order], -u[order])
    rows = np.flatnonzero(rank < taken[stratum])
    return _part(population, rows, _weights(population, stratum, rows), fraction, f"{fraction!r} {sample_seed}")


def strata(population: Population, fraction: float) -> tuple[np.ndarray, np.ndarray]:
    """(stratum int64[villages], villages to take int64[strata])."""
    county = population.villages["county"].astype(np.int64)
    there = np.bincount(county, minlength=population.size("counties"))
    total = max(1, round(fraction * len(county)))
    if total < np.count_nonzero(there):
        return np.zeros(len(county), np.int64), np.array([total])
    third = remoteness_thirds(county, population.villages["remoteness"])
    taken = np.zeros((len(there), THIRDS), np.int64)
    for row, n in zip(np.flatnonzero(there), _by_county(there[there > 0], total, fraction), strict=True):
        if n < THIRDS:
            third[county == row] = 0
        size = np.bincount(third[county == row], minlength=THIRDS)
        taken[row] = apportion(n, size, 1 if n >= THIRDS else 0)
    return county * THIRDS + third, taken.ravel()


def _by_county(there: np.ndarray, total: int, fraction: float) -> np.ndarray:
    """int64[counties]: villages to take of each county that has `there` villages."""
    if fraction < FULL_COUNTY:
        return apportion(total, there, 1)
    return np.minimum(there, np.maximum(LEAST, np.rint(fraction * there).astype(np.int64)))


def _weights(population: Population, stratum: np.ndarray, rows: np.ndarray) -> np.ndarray:
    households = np.bincount(population.households["village"], population.occupied(), population.size("villages"))
    whole = np.bincount(stratum, households)
    part = np.bincount(stratum[rows], households[rows], minlength=len(whole))
    return whole[stratum[rows]] / part[stratum[rows]]


def _part(population: Population, rows: np.ndarray, weights: np.ndarray, fraction: float, words: str) -> Population:
    """The villages `rows` (ascending) as a population of their own."""
    first = population.first_household()
    homes = ranges(first[rows], first[rows + 1])
    person = population.persons["household"]
    begin, end = np.searchsorted(person, homes), np.searchsorted(person, homes + 1)
    people = ranges(begin, end)
    households = {name: column[homes] for name, column in population.households.items()}
    persons = {name: column[people] for name, column in population.persons.items()}
    households["village"] = np.repeat(np.arange(len(rows), dtype=np.int32), first[rows + 1] - first[rows])
    persons["household"] = np.repeat(np.arange(len(homes), dtype=np.int32), end - begin)
    return Population(
        households=households, persons=persons, villages={name: column[rows] for name, column in population.villages.items()},
        counties=dict(population.counties), weights=weights, fraction=fraction,
        content=hashlib.sha256(f"{population.content} {words}".encode()).hexdigest()[:16],
        origin={name: column[homes] for name, column in population.origin.items()},
    )  # fmt: skip


def ranges(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """int64: first[0] .. last[0]-1, first[1] .. last[1]-1, ..."""
    length = last - first
    return np.arange(length.sum()) + np.repeat(first - (np.cumsum(length) - length), length)


def _check(population: Population, fraction: float, villages: Sequence[int] | None) -> None:
    faults = []
    if population.fraction != 1.0:
        faults.append(Fault("a sample cannot be sampled again", "population", f"{population.fraction}", next_step="sample the 1:1 population"))
    if not 0.0 < fraction <= 1.0:
        faults.append(Fault("outside (0, 1]", "fraction", f"{fraction}", "a percentage" if fraction > 1 else "", "0.05 stands for 5 %"))
    known = set(population.villages["code"].tolist())
    where, step = "villages", "codes of 12 digits of administrative villages, see sim.data.village_frame()"
    faults += (
        [Fault("no such village", where, f"{code}", next_step=step) for code in villages if int(code) not in known] if villages is not None else []
    )
    if villages is not None and not len(villages):
        faults.append(Fault("no village given", where, next_step=step))
    if faults:
        raise InputError(faults)
