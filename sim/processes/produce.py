"""What contracts see of a farm: the product that it mainly sells, the output to expect from it, and the market price of the year.

Reads households.crop, products.price and slump where the farm has them; a world without them gets a product for each household by the mix of
its county and a price for each product and year, both by keyed draws.
"""

from functools import cache

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.special import exp_array, normal_quantile_array
from sim.data import load

DRAW_PRODUCT, DRAW_PRICE = 351, 352
OFF_FIELD = {"forest": 0.15, "side": 0.10}  # share of households that mainly sell it, where the farm does not say; assumption


@cache
def names() -> tuple[str, ...]:
    """Products in the order of products.csv."""
    return tuple(load("products")["product"])


@cache
def _shares() -> np.ndarray:
    """float64[12 counties, products]: share of households that mainly sell each product, by value of the county's mix."""
    table, mix = load("products").set_index("product"), load("product_mix").sort_values("adcode")
    share = np.zeros((len(mix), len(names())))
    for name in set(mix.columns) & set(names()):
        share[:, names().index(name)] = mix[name].to_numpy() * table.loc[name, "margin"]
    share *= (1.0 - sum(OFF_FIELD.values())) / share.sum(axis=1, keepdims=True)
    for name, part in OFF_FIELD.items():
        share[:, names().index(name)] = part
    return np.cumsum(share, axis=1)


@cache
def mu_of_land() -> tuple[np.ndarray, np.ndarray]:
    """float64[12 counties] each: net margin at prices of 2016 (yuan) and labour (months) of a mu of the county's mix of products."""
    table, mix = load("products").set_index("product"), load("product_mix").sort_values("adcode")
    grown = [name for name in mix.columns if name in names()]
    margin, labour = ((mix[grown].to_numpy() * table.loc[grown, name].to_numpy(float)).sum(axis=1) for name in ("margin", "labour"))
    return margin, labour


def main_product(world) -> np.ndarray:
    """int8[households]: place in products.csv of the product that the household mainly sells."""
    h = world.households
    if "crop" in h.columns:
        return h.crop
    edge = _shares()[h.county]
    return (draw(world.seed, DRAW_PRODUCT, h.id, 0)[:, None] * edge[:, -1:] > edge).sum(axis=1).astype(np.int8)


def output_ratio(p) -> float:
    """Gross output of the main product for each yuan of net farm income in a normal year."""
    return p["orders.main"] * p["orders.gross"]


def expected_output(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: gross yuan a year of the main product of households `rows` in a normal year, from the plan of work of last year."""
    return world.households.farm_value[rows] * output_ratio(world.parameters)


def market(world) -> np.ndarray:
    """float64[counties, products]: market price of the year against what was expected when contracts were signed."""
    n = len(names())
    if {"price", "slump"} <= set(world.products.columns) and len(world.products):
        return (world.products.price * world.products.slump).reshape(-1, n)
    sd = world.parameters["orders.volatility"]
    luck = normal(world.seed, DRAW_PRICE, np.arange(n), world.year)
    return np.broadcast_to(exp_array(sd * luck - 0.5 * sd * sd), (len(world.counties), n))


def normal(seed: int, process: int, ids: np.ndarray, when: int) -> np.ndarray:
    """float64[n]: a standard normal draw for each id."""
    return normal_quantile_array(draw(seed, process, ids, when))
