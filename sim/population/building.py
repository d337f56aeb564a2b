"""The entry to a population: from the cache when it is there, else synthesised and stored."""

from collections.abc import Mapping

from sim.population.cache import content_hash, load, store
from sim.population.population import Population


def build(seed: int = 1, cache: bool = True, ends: Mapping[str, str] | None = None) -> Population:
    """The 1:1 rural population of Sanming in January 2016 for `seed` (0 to 2**32 - 1): the same bits in every process.

    `ends` moves adjustments (names in `sim.population.adjust`) to an end of their range, for example {"rural_old": "high"}.
    With `cache=False` nothing is read or written. The first build takes seconds, later ones milliseconds.
    Raises InputError for an unknown adjustment or end.
    """
    chosen = tuple(sorted((ends or {}).items()))
    content = content_hash(seed, chosen)
    found = load(content) if cache else None
    if found is None:
        from sim.population.synthesis import synthesise

        found = synthesise(seed, chosen, content)
        if cache:
            store(found)
    return found
