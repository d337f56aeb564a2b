"""Empty household rows at the end of each village, for the households that divide in a run: ids of the village's own range, no members, no land."""

from dataclasses import replace

import numpy as np

from sim.population.population import HOUSEHOLD_BITS, Population

SHARE = 0.06  # of the households of a village; assumption: half as many again as divide in fifteen years
LEAST = 2


def with_spare(population: Population, share: float = SHARE, least: int = LEAST) -> Population:
    """The population with at least `least` and about `share` spare rows a village; households, persons and their ids stay as they are."""
    village, first = population.households["village"], population.first_household()
    n = np.diff(first)
    spare = np.maximum(least, np.rint(share * n).astype(np.int64))
    of = np.repeat(np.arange(len(n)), spare)
    serial = np.arange(len(of)) - np.repeat(np.cumsum(spare) - spare, spare) + n[of]
    empty = {name: np.zeros(len(of), column.dtype) for name, column in population.households.items()}
    ordinal = population.households["id"][first[:-1]] >> HOUSEHOLD_BITS
    empty |= {"id": (ordinal[of] << HOUSEHOLD_BITS) | serial, "village": of.astype(village.dtype), "county": population.villages["county"][of]}
    order = np.argsort(np.concatenate([village, of]), kind="stable")
    moved = np.argsort(order)[: len(village)].astype(np.int32)  # new row of each household
    return replace(
        population,
        households={name: np.concatenate([column, empty[name]])[order] for name, column in population.households.items()},
        persons={**population.persons, "household": moved[population.persons["household"]]},
        origin={name: np.concatenate([column, np.zeros(len(of), column.dtype)])[order] for name, column in population.origin.items()},
    )
