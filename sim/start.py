"""The world on the first month of the burn-in: tables from the population, firms and cooperatives, and start values that the first plan needs."""

import numpy as np

from sim.core.clock import month_index
from sim.core.parameters import ParameterSet
from sim.data import load
from sim.levers import PLANNED
from sim.population import Population, firms, urban
from sim.processes import (
    capital, contracts, cooperatives, crops, division, dwellings, enterprises, firm_accounts, jobs, labour_choice, markets, outside, places,
    shares,
)  # fmt: skip
from sim.processes.crop_table import crop_table, mix
from sim.scenario.content import OPEN
from sim.state.moves import Room
from sim.state.table import Table
from sim.state.world import World

BURN_IN_START = month_index(2015)
FIRST_YEAR = 2016


def build_world(population: Population, values: ParameterSet, seed: int, scenario) -> World:
    """The world on the first month of the burn-in. `scenario` gives levers, roll-out, stand-ins and growth."""
    counties = Table("counties", 12, dict(population.counties))
    villages = Table("villages", population.size("villages"), {**population.villages, "weight": population.weights})
    households = Table("households", population.size("households"), {**population.households, **of_rows(population)})
    people = population.size("persons")
    persons = Table("persons", people, dict(population.persons), spare=Room.spare(people))
    works, bases, groups = businesses(population, values)
    world = World(values, seed, BURN_IN_START, outside.drivers(values, scenario.growth), counties, villages, households, persons,
                  products=products(), enterprises=works, links=bases, cooperatives=groups, household_share=household_share(households), village_share=village_share(),
                  urban=town_families(population, values, seed, scenario), stand_ins=scenario.stand_ins, levers_on=dict(scenario.levers), measures=PLANNED, package=dict(scenario.package))  # fmt: skip
    world.counties.rollout[:] = [scenario.rollout.get(str(code), -1) for code in world.counties.adcode]
    places.set_up(world)
    dwellings.set_up(world)
    for part in (enterprises, firm_accounts, contracts, cooperatives, shares, jobs):
        part.set_up(world)
    begin(world)
    return world


def of_rows(population: Population) -> dict[str, np.ndarray]:
    """What is known of the household rows beside the population: weights, which of them are spare, and that no parents are known."""
    founded = np.where(population.occupied(), BURN_IN_START, division.SPARE)
    return {"weight": population.household_weights(), "founded": founded, "origin": np.full(len(founded), division.NO_PARENTS)}


def businesses(population: Population, values: ParameterSet) -> tuple[Table, Table, Table]:
    """Enterprises, their links to the sampled villages, and cooperatives. A firm without a base in the sample is there whole, with nobody to deal with."""
    found = firms.enterprises(population, values)
    bases, share = firms.links(population, found)
    share = np.where(share > 0.0, share, 1.0)
    columns = {name: column for name, column in found.items() if name != "bases"} | {"share": share, "weight": 1.0 / share}
    groups = firms.cooperatives(population, values)
    return (
        Table("enterprises", len(share), columns),
        Table("links", len(bases["village"]), bases),
        Table("cooperatives", len(groups["village"]), groups),
    )


def products() -> Table:
    """A row a county and product, prices and weather of a normal year."""
    n = len(crop_table().names)
    known = {"county": np.repeat(np.arange(12), n), "product": np.tile(np.arange(n), 12)}
    return Table("products", 12 * n, known | {name: np.ones(12 * n) for name in ("price", "weather", "slump")})


def town_families(population: Population, values: ParameterSet, seed: int, scenario) -> Table:
    """Families of the towns in the fraction of the rural households, where the scenario has the measure for them; else nobody."""
    if scenario.levers.get("urban_347", (OPEN, OPEN))[0] >= OPEN:
        return Table("urban", 0, {})
    found = urban.families(np.bincount(population.households["county"], population.occupied(), 12), values, seed)
    return Table("urban", len(found["id"]), found)


def household_share(households: Table) -> np.ndarray:
    """float64[12]: sampled households over all households of the county; 0 where none is sampled. Scales purses."""
    there = households.founded >= 0
    sampled, whole = np.bincount(households.county, there, 12), np.bincount(households.county, households.weight * there, 12)
    return np.divide(sampled, whole, out=np.zeros(12), where=whole > 0)


def village_share() -> np.ndarray:
    """float64[12]: administrative villages of the county over those of the city."""
    villages = load("counties").sort_values("adcode")["admin_villages"].to_numpy(float)
    return villages / villages.sum()


def begin(world: World) -> None:
    """Start values that the first plan needs: what members did before, hands on the farm, equipment, gardens and ponds."""
    q, h = world.persons, world.households
    markets.step(world)
    adult = (world.month - q.birth) >= 192
    q.activity[:] = np.where(adult & (q.resident == 0), labour_choice.AWAY, -1)
    h.farm_labour[:] = 0.5 * np.bincount(q.household, adult & (q.resident == 1), len(h))
    capital.set_up(world, (mix() * crop_table().equipment).sum(axis=1))
    crops.set_up(world)
