"""Spare rows are no households: sets, places and counts leave them out until a household is founded in one."""

import numpy as np
import pytest

from sim.population import tiny_world
from sim.population.spare import with_spare
from sim.processes import division


@pytest.fixture
def model(start):
    """Twelve households, two spare rows in each of the two villages."""
    return start(population=with_spare(tiny_world()))


def test_spare_rows_are_in_no_set(model):
    assert len(model.households) == 12 and len(model.households.rows) == 12 and len(list(model.households)) == 12
    assert [len(village.households) for village in model.villages] == [6, 6]
    assert sum(len(county.households) for county in model.counties) == 12
    assert model.households.id.tolist() == [h.id for h in model.households] and model.households[6].row == 8
    assert len(model.households.select(model.households.land > 0.0)) == (model.world.households.land > 0.0).sum()


def test_a_divided_household_is_in_the_sets(model):
    world = model.world
    world.month += 24
    world.households.size[:] = np.bincount(world.persons.household, minlength=16)
    assert division.divide(world, np.array([0]), np.array([1])).tolist() == [6]
    assert len(model.households) == 13 and len(model.villages[0].households) == 7
    assert model.households[6] in model.households and model.households[6].row == 6
    assert model.households.select(model.households.rows == 6)[0].founded == world.month
