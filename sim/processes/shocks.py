"""Luck of the year: a persistent (AR 1) and a transitory shock of each household, weather of county and village. Measurement error is not here."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.processes.crop_table import crop_table

OWNS = ("households.persistent", "households.luck_farm", "households.luck_work", "counties.weather", "villages.weather",
        "products.weather", "products.slump")  # fmt: skip
DRAW_HOUSEHOLD, DRAW_TRANSITORY, DRAW_COUNTY, DRAW_VILLAGE, DRAW_SLUMP = 210, 211, 212, 213, 328
PARAMETERS = (
    Parameter("shocks.persistence", 0.65, "ratio", 0, 0.99, uniform(0.45, 0.85), "AR(1) of log productivity from year to year", "收入冲击年持续系数", "S107", "recalled", "ridge"),
    Parameter("shocks.persistent_sd", 0.16, "log", 0, 1, uniform(0.10, 0.25), "yearly innovation of the persistent shock, standard deviation", "持久冲击标准差", "S109", "recalled", "ridge"),
    Parameter("shocks.farm_sd", 0.28, "log", 0, 1.5, uniform(0.15, 0.40), "transitory shock of farming, standard deviation", "农业暂时冲击标准差", "S108", "recalled", "ridge"),
    Parameter("shocks.work_sd", 0.20, "log", 0, 1.5, uniform(0.10, 0.30), "transitory shock of work, standard deviation", "务工暂时冲击标准差", "S108", "recalled", "ridge"),
    Parameter("shocks.weather_sd", 0.06, "log", 0, 1, uniform(0.03, 0.10), "weather of county and year, standard deviation", "县年景标准差", "S122", "assumption", "shocks"),
    Parameter("shocks.disaster_chance", 0.10, "share", 0, 1, uniform(0.05, 0.15), "chance that a disaster hits the fields of a village in a year", "村级灾害年概率", "S122", "recalled", "shocks"),
    Parameter("shocks.disaster_loss", 0.30, "share", 0, 1, uniform(0.15, 0.50), "share of the harvest lost in a disaster", "受灾减产比例", "S122", "assumption", "shocks"),
    Parameter("shocks.product_spread", 1.0, "ratio", 0, 5, uniform(0.5, 1.5), "spread of yearly prices of a product against the table of products", "产品价格年波动相对产品表", "assumption", "assumption", "shocks"),
)  # fmt: skip


def mean_one(sd: float, normal: np.ndarray) -> np.ndarray:
    """Log-normal factor with mean 1."""
    return exp_array(sd * normal - 0.5 * sd * sd)


def step(world) -> None:
    """Draw the year's shocks; the first year starts the persistent shock from its long-run distribution."""
    p, h, m = world.parameters, world.households, world.month
    rho, sd = p["shocks.persistence"], p["shocks.persistent_sd"]
    first = normal_quantile_array(uniforms(world.seed, DRAW_HOUSEHOLD, h.id, m)[0])
    if m == world.start:
        h.persistent[:] = first * sd / np.sqrt(1.0 - rho * rho)
    else:
        h.persistent[:] = rho * h.persistent + sd * first
    farm, work = uniforms(world.seed, DRAW_TRANSITORY, h.id, m)
    h.luck_farm[:] = mean_one(p["shocks.farm_sd"], normal_quantile_array(farm))
    h.luck_work[:] = mean_one(p["shocks.work_sd"], normal_quantile_array(work))
    weather(world)
    slump(world)


def slump(world) -> None:
    """National price of each product in the year, mean 1; the weather of its county."""
    g, spread = world.products, world.parameters["shocks.product_spread"]
    volatility = crop_table().volatility[g.product] * spread
    normal = normal_quantile_array(uniforms(world.seed, DRAW_SLUMP, g.product, world.month)[0])
    g.slump[:] = exp_array(volatility * normal - 0.5 * volatility * volatility)
    g.weather[:] = world.counties.weather[g.county]


def weather(world) -> None:
    """Weather of the year: a county factor with mean 1 and village disasters."""
    p, c, v = world.parameters, world.counties, world.villages
    c.weather[:] = mean_one(p["shocks.weather_sd"], normal_quantile_array(uniforms(world.seed, DRAW_COUNTY, c.adcode, world.month)[0]))
    struck = uniforms(world.seed, DRAW_VILLAGE, v.code, world.month)[0] < p["shocks.disaster_chance"]
    v.weather[:] = np.where(struck, 1.0 - p["shocks.disaster_loss"], 1.0)
