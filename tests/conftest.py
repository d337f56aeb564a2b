"""Worlds that several rooms need: the twelve artificial households, a small sample of the synthetic population, the scenarios, a maker of models."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sim.api import load_scenario
from sim.core.clock import month_index
from sim.data import shipped
from sim.ensemble.request import values_of
from sim.levers import LEVERS
from sim.model import SanmingModel
from sim.population import Population, build, sample
from sim.population import tiny_world as artificial
from sim.processes import members
from sim.scenario import OPEN, Scenario
from sim.scenario.aligned import BY
from sim.start import BURN_IN_START
from sim.state.drivers import Drivers, Path
from sim.state.world import World

EVERYWHERE_FROM = month_index(2015, 6)
STILL = {"wage_local": 3000.0, "wage_away": 4000.0, "price": 1.0, "pension": 100.0, "dibao_standard": 6000.0, "farm_price": 1.0, "lending_rate": 4.35}


@pytest.fixture
def tiny_world() -> Population:
    """Twelve artificial households in two villages of two counties."""
    return artificial()


@pytest.fixture(scope="session")
def whole() -> Population:
    """The 1:1 population of seed 1, from the cache where it is there."""
    return build(1)


@pytest.fixture(scope="session")
def small_sample(whole) -> Population:
    """17 villages, about 4,900 households, every county."""
    return sample(whole, 0.01)


@pytest.fixture(scope="session")
def scenarios() -> dict[str, Scenario]:
    """The shipped scenarios, resolved, by name."""
    return {name: load_scenario(name) for name in sorted(file.stem for file in shipped("scenarios").glob("*.yaml"))}


@pytest.fixture(scope="session")
def everywhere(scenarios) -> Scenario:
    """Current policy with all levers on from the first month and the mechanism in every county from June 2015, so that short runs meet all of it."""
    current = scenarios["current_policy"]
    levers = dict.fromkeys(LEVERS, (BURN_IN_START, OPEN))
    own = {name: value for name, value in current.values.items() if value[1] != BY}  # declared constants: examples by hand do not move with an alignment
    return replace(current, name="everywhere", levers=levers, rollout=dict.fromkeys(current.rollout, EVERYWHERE_FROM), values=own)


@pytest.fixture(scope="session")
def start(everywhere) -> Callable[..., SanmingModel]:
    """Maker of models before their first month: `start(scenario, population, seed, {"public_jobs.wage": 500})`; each may be left out."""

    def make(scenario: Scenario = everywhere, population: Population | None = None, seed: int = 1, values: dict | None = None) -> SanmingModel:
        resolved = values_of(scenario)
        for name, value in (values or {}).items():
            resolved.set(name, value, "test")
        return SanmingModel(population or artificial(), resolved, scenario, seed)

    return make


@pytest.fixture(scope="session")
def world_at(start, everywhere) -> Callable[..., World]:
    """Maker of worlds for examples by hand: `world_at(2019, 4, {"posts.time": 0.5}, price=1.1)`.

    The artificial households at the start of a month that nobody has stepped, members counted, with outside drivers that never change: those of STILL
    unless given (yuan a month, pension too; dibao standard in yuan a year; price and farm price as index).
    """

    def make(year: int, month: int, values: dict | None = None, population: Population | None = None, **drivers: float) -> World:
        world = start(everywhere, population, values={"places.wage_power": 0.0} | (values or {})).world  # one wage in all counties
        world.month = month_index(year, month)
        world.drivers = Drivers({name: Path({2015: value}, 0.0) for name, value in (STILL | drivers).items()})
        members.step(world)
        return world

    return make
