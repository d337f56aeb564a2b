"""A small world of three counties, six villages and fifty households, and the same households as ordinary Mesa agents."""

import mesa
import numpy as np
import pytest

from sim.agents import register
from sim.agents.mesa_line import AgentSet
from sim.core.clock import month_index
from sim.core.parameters import ParameterSet
from sim.state.columns import of_table
from sim.state.drivers import Drivers
from sim.state.table import Table
from sim.state.world import World

VILLAGES = np.repeat(np.arange(6), [6, 9, 12, 7, 3, 13])


def world_of(village: np.ndarray, given: dict | None = None) -> World:
    """A world whose households lie in these village rows (sorted; two villages a county), three persons a household."""
    villages = int(village.max()) + 1
    county = np.arange(villages) // 2
    n = len(village)
    ids = village * 65536 + np.arange(n)
    tables = {
        "counties": {"adcode": np.array([350402, 350421, 350428])[: int(county.max()) + 1]},
        "villages": {"code": 350421200200 + np.arange(villages), "county": county},
        "households": {"id": ids, "village": village, "county": county[village], **(given or {})},
        "persons": {"id": np.arange(3 * n), "household": np.repeat(np.arange(n), 3), "birth": np.arange(3 * n) % 1000},
    }
    made = {name: Table(name, len(next(iter(columns.values()))), columns) for name, columns in tables.items()}
    share = np.ones(len(made["counties"]))
    return World(parameters=ParameterSet([]), seed=7, month=month_index(2019, 1), drivers=Drivers({}), household_share=share, **made)


def model_of(world: World) -> mesa.Model:
    model = mesa.Model(rng=1)
    register(model, world)
    return model


class Plain(mesa.Agent):
    """A household as one ordinary object."""

    def __init__(self, model, household):
        super().__init__(model)
        for name in (*type(household)._columns, "village", "county", "row"):
            setattr(self, name, getattr(household, name))


@pytest.fixture
def world() -> World:
    i = np.arange(50)
    given = {"size": 1 + i * 7 % 5, "car": i % 3 == 0, "cash": np.float64(i * 37 % 11 * 1000 - 2000), "land": i * 13 % 50 / 4}
    return world_of(VILLAGES, given)


@pytest.fixture
def model(world) -> mesa.Model:
    return model_of(world)


@pytest.fixture
def plain(model):
    """An ordinary AgentSet of fifty agents with the same data."""
    other = mesa.Model(rng=1)
    agents = [Plain(other, household) for household in model.households]
    yield AgentSet(agents, random=other.random)
    assert len(agents) == 50  # an AgentSet holds weak references: the list keeps its members until the test is over


@pytest.fixture
def large_world() -> World:
    return world_of(np.arange(620_000) * 6 // 620_000)


@pytest.fixture
def new_model():
    """Makes a registered model over a world."""
    return model_of


@pytest.fixture
def declared():
    """Columns declared for a table."""
    return of_table
