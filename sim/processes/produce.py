"""What contracts see of farms: the worth of a mu of land and the market price of the year."""

from functools import cache

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.special import normal_quantile_array
from sim.processes import weather
from sim.processes.crop_table import crop_table, mix


@cache
def mu_of_land() -> tuple[np.ndarray, np.ndarray]:
    """float64[12 counties] each: net margin at prices of 2016 (yuan) and labour (months) of a mu of the county's mix of products."""
    t = crop_table()
    return (mix() * (t.sales - t.inputs)).sum(axis=1), (mix() * t.labour).sum(axis=1)


def market(world) -> np.ndarray:
    """float64[counties, products]: market price of the year against what was expected when contracts were signed, mean one.

    What a county itself supplies moves its prices as well (products.price), but that is known in February when contracts are signed.
    """
    return world.products.slump.reshape(len(world.counties), -1)


def spread(world) -> np.ndarray:
    """float64[products]: standard deviation of that price."""
    return weather.price_spread(world.parameters)


def normal(seed: int, process: int, ids: np.ndarray, when: int) -> np.ndarray:
    """float64[n]: a standard normal draw for each id."""
    return normal_quantile_array(draw(seed, process, ids, when))
