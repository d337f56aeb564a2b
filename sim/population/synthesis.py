"""Synthesises the 1:1 population of rural Sanming for January 2016 from margins, templates and keyed draws."""

import numpy as np

from sim.data.rows import rows
from sim.population import assets, collective_assets, households, persons, registered
from sim.population.families import BAND_AGES
from sim.population.margins import Ends, Margins, margins
from sim.population.population import Population, cast
from sim.population.slots import slots
from sim.population.spare import with_spare
from sim.population.template_weights import stratum_weights
from sim.population.templates import library
from sim.population.villages import Villages, make_villages


def synthesise(seed: int, ends: Ends = (), content: str = "") -> Population:
    """Make the population, with the adjustments `ends` at an end of their range (pairs of name and low or high)."""
    m = margins(ends)
    villages = make_villages(seed, m)
    by_third = villages.households_by_third()
    weights = stratum_weights(library(), m, by_third)
    h = households.make_households(seed, villages, weights)
    share = by_third / by_third.sum(axis=1, keepdims=True)
    expected = persons.expected_members((weights * share[:, :, None]).sum(axis=1), slots())
    p = persons.make_persons(seed, h, slots(), expected, m)
    _endow(seed, h, p, villages, m)
    made = Population(
        households=cast("households", h), persons=cast("persons", p), villages=cast("villages", villages.columns),
        counties=cast("counties", {"adcode": _adcodes()}), content=content, weights=np.ones(len(villages.households)),
        origin=cast("origin", {"generations": library().generations[h["template"]]}),
    )  # fmt: skip
    return with_spare(made)


def _adcodes() -> list[int]:
    return sorted(int(row["adcode"]) for row in rows("counties"))


def _endow(seed: int, h: dict[str, np.ndarray], p: dict[str, np.ndarray], villages: Villages, m: Margins) -> None:
    """Fill the remaining columns of the households, and what the collectives own."""
    counts = _counts(p, len(h["id"]))
    h["ability"] = households.ABILITY_SIGMA * households.ability(seed, h["id"])[0]
    h["hamlet"], h["lineage"] = households.hamlet_and_lineage(seed, h, villages.columns["hamlets"])
    h["land"], h["forest"] = households.land_and_forest(seed, h, villages, counts["members"], m)
    h["jiandang"] = registered.draw_registered(seed, h, counts, registered.quotas(villages.households, villages, m))
    h["house"] = assets.draw_house(seed, h["id"], h["jiandang"])
    h["car"] = assets.draw_car(seed, h, counts["adults"], counts["residents"], m)
    held = (np.bincount(h["village"], h[name], len(villages.households)) for name in ("land", "forest"))
    villages.columns.update(collective_assets.endow(seed, villages.columns, *held))


def _counts(p: dict[str, np.ndarray], n: int) -> dict[str, np.ndarray]:
    first_elder = BAND_AGES[1][0]
    adult = (p["age"] >= 16) & (p["age"] < first_elder)
    masks = {"members": p["age"] >= 0, "adults": adult, "workers": adult & (p["health"] < 2), "residents": p["resident"] == 1,
             "lost": p["health"] == 2, "chronic": p["health"] == 1}  # fmt: skip
    return {name: np.bincount(p["household"][mask], minlength=n) for name, mask in masks.items()}
