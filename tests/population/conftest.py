"""One 1:1 population for all tests of this room."""

import pytest

from sim.population import Population, build


@pytest.fixture(scope="session")
def city() -> Population:
    """The 1:1 population of seed 1, made without the cache."""
    return build(1, cache=False)
