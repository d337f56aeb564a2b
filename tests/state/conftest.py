"""Small worlds whose numbers can be followed by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.core.parameters import ParameterSet
from sim.state.drivers import Drivers, Path
from sim.state.table import Table
from sim.state.world import World

ADCODES = np.array([350402, 350421])


def small_world(county=(0, 0, 1), weight=None, prices=None, month: int = month_index(2019), **household) -> World:
    """One household for each entry of `county` (sorted county rows), one village a county, two persons a household, no growth of prices."""
    county = np.array(county, np.int8)
    n = len(county)
    columns = {"county": county, "village": county.astype(np.int32), "weight": np.ones(n) if weight is None else np.array(weight, float)}
    given = {name: np.array(values, float) for name, values in household.items()}
    return World(
        parameters=ParameterSet([]),
        seed=1,
        month=month,
        drivers=Drivers({"price": Path(prices or {2019: 1.0}, 0.0)}),
        counties=Table("counties", 2, {"adcode": ADCODES}),
        villages=Table("villages", 2, {"county": np.array([0, 1], np.int8)}),
        households=Table("households", n, columns | given),
        persons=Table("persons", 2 * n, {"household": np.repeat(np.arange(n), 2)}),
        household_share=np.ones(2),
    )


@pytest.fixture(scope="session")
def make_world() -> Callable[..., World]:
    """Maker of small worlds."""
    return small_world
