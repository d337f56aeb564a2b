"""Prices of farm products in a county: the national price of the year, and where markets are thin the answer to what the county itself supplies."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array
from sim.processes.crop_table import FISH, FOREST, GRAIN, SIDE, crop_table

OWNS = ("products.price", "products.supply", "products.base_supply", "counties.leaf_tax")
BOUND = 4.0  # supply further than this multiple from that of the first year is priced as at it: stocks and other counties set limits; assumption
PARAMETERS = (
    Parameter("product_prices.response", 1.0, "ratio", 0, 5, uniform(0.0, 2.0), "answer of local prices to local supply, as a multiple of the table of products (0 none)", "本地价格对本地供给的反应(相对产品表)", "assumption", "assumption", "farm"),
    Parameter("product_prices.leaf_tax", 0.22, "share", 0, 1, uniform(0.20, 0.22), "tax that the buyer of tobacco leaf pays to the county, share of what growers are paid (20 % of the purchase with its subsidies)", "烟叶税占农户售烟收入比例", "TOB-20", "derived", "farm"),
)  # fmt: skip
LEAF_MONTHS = slice(6, 8)  # leaf is bought in July and August; later sales of that land are the rice that follows it


@kernel(
    "void(int8[::1], int32[::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float32[::1], float32[::1], int8[::1], float32[::1], "
    "int8[::1], float64[::1], float64[::1], int64[::1], float64[:,::1])"
)
def add_supply(county, village, weight, weather, rate, labour, crop, main, grain, tree, orchard, pond, forest, sales, codes, out):
    """Add to `out` [counties, products] the planned output of households at base prices. `codes`: grain, fish, forest, side."""
    for i in range(county.size):
        c, w = county[i], weight[i] * weather[village[i]]
        out[c, codes[3]] += w * labour[i] * sales[codes[3]]
        w *= rate[i]
        out[c, crop[i]] += w * main[i] * sales[crop[i]]
        out[c, codes[0]] += w * grain[i] * sales[codes[0]]
        if tree[i] >= 0:
            out[c, tree[i]] += w * orchard[i] * sales[tree[i]]
        out[c, codes[1]] += w * pond[i] * sales[codes[1]]
        out[c, codes[2]] += w * forest[i] * sales[codes[2]]


def planned(world, weather: np.ndarray) -> np.ndarray:
    """float64[counties * products]: output that the year's plan brings at base prices, villages times `weather`, weighted to the whole county."""
    h, t = world.households, crop_table()
    out = np.zeros((len(world.counties), len(t.names)))
    add_supply(h.county, h.village, h.weight, weather, h.farm_rate, h.farm_labour, h.crop, h.crop_area, h.grain_area, h.tree, h.orchard, h.pond, h.forest,
               t.sales, np.array([GRAIN, FISH, FOREST, SIDE]), out)  # fmt: skip
    return out.reshape(-1)


def step(world) -> None:
    """Prices of the year after the plan of work: elasticity of the table times the log of supply against the first year, weather included."""
    g, t = world.products, crop_table()
    if world.month == world.start:
        g.base_supply[:] = planned(world, np.ones(len(world.villages)))
    v = world.villages
    g.supply[:] = planned(world, v.weather * world.counties.weather[v.county]) * g.weather
    ratio = np.divide(g.supply, g.base_supply, out=np.ones(len(g)), where=(g.base_supply > 0.0) & (g.supply > 0.0))
    power = t.local[g.product] * world.parameters["product_prices.response"]
    g.price[:] = exp_array(-power * log_array(np.clip(ratio, 1.0 / BOUND, BOUND)))
    world.counties.leaf_tax[:] = leaf_tax(world)


def leaf_tax(world) -> np.ndarray:
    """float64[counties]: yuan a year that the buyer of tobacco leaf pays to the county, at this year's harvest and price. It takes nothing from growers."""
    g, code = world.products, crop_table().code("tobacco")
    rows = np.flatnonzero(g.product == code)
    leaf = crop_table().season[code, LEAF_MONTHS].sum() * world.drivers.at("farm_price", world.month)
    return world.parameters["product_prices.leaf_tax"] * leaf * g.supply[rows] * g.price[rows] * g.slump[rows]
