"""What contracts see of a farm: the product that it mainly sells, the output to expect from it, and the market price of the year.

Reads households.crop and products.price, products.slump where the farm has them; a world without them gets a product for each household by the mix of
its county and a price for each product and year, both by keyed draws.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.special import exp_array, normal_quantile_array
from sim.data import load
from sim.processes.places import FARM_PRODUCTS, products

DRAW_PRODUCT, DRAW_PRICE = 351, 352
OFF_FIELD = {"forest": 0.15, "side": 0.10}  # share of households that mainly sell it, where the farm does not say; assumption


def main_product(world) -> np.ndarray:
    """int8[households]: place in products.csv of the product that the household mainly sells."""
    h = world.households
    if "crop" in h.columns:
        return h.crop
    mix, names = load("product_mix").sort_values("adcode"), list(products().index)
    share = np.zeros((len(mix), len(names)))
    for name in FARM_PRODUCTS:
        share[:, names.index(name)] = mix[name].to_numpy() * products().loc[name, "margin"]
    share *= (1.0 - sum(OFF_FIELD.values())) / share.sum(axis=1, keepdims=True)
    for name, part in OFF_FIELD.items():
        share[:, names.index(name)] = part
    edge = np.cumsum(share, axis=1)[h.county]
    return (draw(world.seed, DRAW_PRODUCT, h.id, 0)[:, None] * edge[:, -1:] > edge).sum(axis=1).astype(np.int8)


def output_ratio(p) -> float:
    """Gross output of the main product for each yuan of net farm income in a normal year."""
    return p["contracts.main"] * p["contracts.gross"]


def expected_output(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: gross yuan a year of the main product of households `rows` in a normal year, from the plan of work of last year."""
    return world.households.farm_value[rows] * output_ratio(world.parameters)


def market(world) -> np.ndarray:
    """float64[counties, products]: market price of the year against what was expected when contracts were signed."""
    n = len(products())
    if {"price", "slump"} <= set(world.products.columns) and len(world.products):
        return (world.products.price * world.products.slump).reshape(-1, n)
    sd = world.parameters["contracts.volatility"]
    luck = normal(world.seed, DRAW_PRICE, np.arange(n), world.year)
    return np.broadcast_to(exp_array(sd * luck - 0.5 * sd * sd), (len(world.counties), n))


def normal(seed: int, process: int, ids: np.ndarray, when: int) -> np.ndarray:
    """float64[n]: a standard normal draw for each id."""
    return normal_quantile_array(draw(seed, process, ids, when))
