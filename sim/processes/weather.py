"""Weather, disasters and prices of the year: a factor of the county, disasters of villages, hail, flood and pest by product, and slumps of product prices.

Rows of `products` are county * products + product, in the order of products.csv. A price is drawn for the product alone: Sanming sells into one market.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import normal_quantile_array
from sim.processes.crop_table import SIDE, crop_table
from sim.processes.shocks import mean_one

OWNS = ("counties.weather", "villages.weather", "villages.struck", "products.weather", "products.slump")
DRAW_COUNTY, DRAW_VILLAGE, DRAW_HAZARD, DRAW_PRICE = 212, 213, 287, 288
PARAMETERS = (
    Parameter("shocks.weather_sd", 0.06, "log", 0, 1, uniform(0.03, 0.10), "weather of county and year, standard deviation", "县年景标准差", "S122", "assumption", "shocks"),
    Parameter("shocks.disaster_chance", 0.06, "share", 0, 1, uniform(0.03, 0.10), "chance that a disaster hits the fields of a village in a year", "村级灾害年概率", "S122", "recalled", "shocks"),
    Parameter("shocks.disaster_loss", 0.30, "share", 0, 1, uniform(0.15, 0.50), "share of the harvest lost in a disaster", "受灾减产比例", "S122", "assumption", "shocks"),
    Parameter("shocks.hazard_chance", 0.12, "share", 0, 1, uniform(0.06, 0.20), "chance of hail, of flood and of a pest in a county and year, each", "县级冰雹、洪涝、病虫害年概率(各)", "assumption", "assumption", "shocks"),
    Parameter("shocks.hazard_area", 0.10, "share", 0, 1, uniform(0.05, 0.20), "share of the county's most vulnerable crop lost to such an event", "县级灾害对最脆弱作物的减产比例", "S122", "assumption", "shocks"),
    Parameter("shocks.price_sd", 0.10, "log", 0, 1, uniform(0.05, 0.18), "yearly price of a product of middling risk, standard deviation", "一般农产品年价格标准差", "assumption", "assumption", "shocks"),
    Parameter("shocks.slump_chance", 0.08, "share", 0, 0.5, uniform(0.03, 0.15), "chance that the price of a product slumps in a year", "农产品价格暴跌年概率", "assumption", "assumption", "shocks"),
    Parameter("shocks.slump_depth", 0.30, "share", 0, 1, uniform(0.15, 0.50), "fall of the price in a slump, for a product of middling risk", "价格暴跌幅度", "assumption", "assumption", "shocks"),
    Parameter("shocks.swine_on", False, "switch", 0, 1, uniform(0, 1), "swine fever of 2018 to 2020 (herds lost, then dear pork)", "2018-2020年非洲猪瘟", "assumption", "assumption", "shocks"),
    Parameter("shocks.swine_herd", 0.25, "share", 0, 1, uniform(0.10, 0.45), "side production lost to swine fever in 2019", "2019年非洲猪瘟养殖损失", "assumption", "assumption", "shocks"),
    Parameter("shocks.swine_price", 1.25, "ratio", 0.1, 5, uniform(1.0, 1.6), "price of side production against a normal year in 2019 and 2020", "2019-2020年养殖产品价格倍数", "assumption", "assumption", "shocks"),
)  # fmt: skip
# Loss of a product against the most vulnerable one in hail, flood and pest. Assumption.
VULNERABLE = {
    "grain": (0.3, 0.8, 0.6), "tobacco": (1.0, 0.6, 0.5), "seed_rice": (0.3, 0.8, 0.8), "lotus": (0.4, 0.6, 0.6), "tea": (0.5, 0.1, 0.4),
    "fruit": (0.8, 0.2, 1.0), "vegetables": (0.6, 1.0, 0.8), "forest": (0.0, 0.0, 0.4), "fishery": (0.0, 0.8, 0.3),
    "side": (0.0, 0.2, 0.3),
}  # fmt: skip
MIDDLING = 0.10  # volatility in products.csv of a product of middling price risk; assumption
SWINE_HERD, SWINE_PRICE = (2019,), (2019, 2020)


def step(world) -> None:
    """Draw the year's weather, disasters and prices."""
    p, c, v = world.parameters, world.counties, world.villages
    c.weather[:] = mean_one(p["shocks.weather_sd"], normal_quantile_array(uniforms(world.seed, DRAW_COUNTY, c.adcode, world.month)[0]))
    v.struck[:] = uniforms(world.seed, DRAW_VILLAGE, v.code, world.month)[0] < p["shocks.disaster_chance"]
    v.weather[:] = np.where(v.struck == 1, 1.0 - p["shocks.disaster_loss"], 1.0)
    world.products.weather[:] = hazards(world).reshape(-1)
    world.products.slump[:] = np.tile(prices(world), len(c))
    if p["shocks.swine_on"]:
        swine_fever(world)


def hazards(world) -> np.ndarray:
    """float64[counties, products]: share of a normal harvest that hail, flood and pest leave."""
    p, names = world.parameters, crop_table().names
    factor = np.ones((len(world.counties), len(names)))
    for kind in range(3):
        comes = uniforms(world.seed, DRAW_HAZARD, world.counties.adcode, world.month, kind)[0] < p["shocks.hazard_chance"]
        factor *= 1.0 - p["shocks.hazard_area"] * np.outer(comes, [VULNERABLE[name][kind] for name in names])
    return factor


def prices(world) -> np.ndarray:
    """float64[products]: price of the year against the path of farm prices, mean one: a spread around it, and now and then a slump."""
    p, risk = world.parameters, crop_table().volatility / MIDDLING
    normal, u = uniforms(world.seed, DRAW_PRICE, np.arange(len(risk)), world.month)
    chance, depth = p["shocks.slump_chance"], np.minimum(p["shocks.slump_depth"] * risk, 0.9)
    slump = np.where(u < chance, 1.0 - depth, (1.0 - chance * (1.0 - depth)) / (1.0 - chance))
    return mean_one(p["shocks.price_sd"] * risk, normal_quantile_array(normal)) * slump


def swine_fever(world) -> None:
    """The dated event in side production, where it is switched on."""
    p, side = world.parameters, slice(SIDE, None, len(crop_table().names))
    if world.year in SWINE_HERD:
        world.products.weather[side] *= 1.0 - p["shocks.swine_herd"]
    if world.year in SWINE_PRICE:
        world.products.slump[side] *= p["shocks.swine_price"]
