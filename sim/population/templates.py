"""The library of household templates: a kind of family together with who lives in the village and who is away."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from sim.population.families import CHILD, MIDDLE, OLD, SIXTIES, YOUNG, Family, families

# Chance that a member lives in the village when not the whole household is away: assumptions, seeds of the raking only.
_STAY = (0.96, 0.94, 0.62, 0.35, 0.75)
_WHOLE_AWAY = 0.25
_ELDERS_STAY_WHOLE = 0.15  # households with elders are seldom away as a whole


@dataclass(frozen=True)
class Library:
    """One row a template. `members` and `home` int64[n, 5]: registered and resident members by band; `seed` float64[n] sums to 1."""

    members: np.ndarray
    home: np.ndarray
    wed: np.ndarray
    seed: np.ndarray

    @property
    def generations(self) -> np.ndarray:
        """int64[n]: generations among the residents, 0 when nobody lives in the village."""
        elder = (self.home[:, OLD] + self.home[:, SIXTIES]) > 0
        middle, young, child = (self.home[:, band] > 0 for band in (MIDDLE, YOUNG, CHILD))
        siblings = young & child & (self.wed == 0) & (self.members[:, MIDDLE] > 0)
        return elder.astype(int) + middle + young + child - siblings


@cache
def library() -> Library:
    """All templates, ordered by resident members and then by kind so that systematic draws are stratified."""
    rows = [(family, home, weight) for family in families() for home, weight in _patterns(family)]
    members = np.array([_bands(family) for family, _, _ in rows])
    home = np.array([home for _, home, _ in rows])
    seed = np.array([weight for _, _, weight in rows])
    wed = np.array([family.wed for family, _, _ in rows])
    order = np.lexsort((*members.T, home[:, CHILD], home[:, OLD], home.sum(axis=1)))
    return Library(members[order], home[order], wed[order], (seed / seed.sum())[order])


def _bands(family: Family) -> tuple[int, ...]:
    return family.old, family.sixties, family.middle, family.young, family.children


def _patterns(family: Family) -> list[tuple[tuple[int, ...], float]]:
    """(residents by band, weight): elders together, children together, each adult alone; children never without an adult or elder."""
    counts = _bands(family)
    away = family.weight * _WHOLE_AWAY * (_ELDERS_STAY_WHOLE if counts[OLD] + counts[SIXTIES] else 1.0)
    result: list[tuple[tuple[int, ...], float]] = [((0,) * 5, away)]
    for home in product(*map(_choices, range(5), counts)):
        weight = _weight(home, counts)
        if sum(home[:CHILD]) and weight:
            result.append((home, (family.weight - away) * weight))
    return result


def _choices(band: int, n: int) -> tuple[int, ...]:
    return tuple(range(n + 1)) if band in (MIDDLE, YOUNG) else tuple({0, n})


def _weight(home: tuple[int, ...], counts: tuple[int, ...]) -> float:
    """Product of the chances to stay; binomial for adults. Elders split by age band stay or go together."""
    elders = [home[band] == counts[band] for band in (OLD, SIXTIES) if counts[band]]
    if len(set(elders)) > 1:
        return 0.0
    weight = 1.0
    for band, (here, n) in enumerate(zip(home, counts, strict=True)):
        if n:
            stay = _STAY[band]
            weight *= _binomial(here, n, stay) if band in (MIDDLE, YOUNG) else (stay if here else 1.0 - stay)
    return weight


def _binomial(k: int, n: int, p: float) -> float:
    ways = {0: 1, 1: n, 2: n * (n - 1) / 2, 3: 1}[k] if n == 3 else {0: 1, n: 1}.get(k, n)
    return ways * p**k * (1.0 - p) ** (n - k)
