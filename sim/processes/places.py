"""What a county offers: access to off-farm jobs, the margin and work of its product mix, and when its harvests come."""

from functools import cache

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array
from sim.data import load

OWNS = ("counties.access", "counties.margin", "counties.labour_per_mu")
PARAMETERS = (
    Parameter("places.access_power", 0.55, "ratio", 0, 2, uniform(0.2, 0.8), "how strongly job access follows the county's off-farm employment share", "务工机会对县非农就业比例的弹性", "assumption", "assumption", "places"),
)  # fmt: skip
OTHER_INCOME = 0.25  # share of forest, and of side production, in farm income when it is spread over the months; assumption
FARM_PRODUCTS = ("grain", "tobacco", "seed_rice", "lotus", "tea", "fruit", "vegetables")


@cache
def products():
    """Table of products, index product (margin yuan a mu of 2016, labour months a mu, harvest months)."""
    return load("products").set_index("product")


@cache
def harvest(product: str) -> np.ndarray:
    """float64[12]: share of the product's income that arrives in each month; sums to 1."""
    months = np.zeros(12)
    for part in products().loc[product, "harvest"].split(";"):
        month, share = part.split(":")
        months[int(month) - 1] = float(share)
    return months / months.sum()


def off_farm_share() -> np.ndarray:
    """float64[12]: share of the employed outside agriculture (census 2020, long form), counties in code order."""
    return 1.0 - load("counties").sort_values("adcode")["employed_agri_pct"].to_numpy() / 100.0


def set_up(world) -> None:
    """Fill the county columns once. Access is relative to the mean over households."""
    mix = load("product_mix").sort_values("adcode")[list(FARM_PRODUCTS)].to_numpy()
    table = products().loc[list(FARM_PRODUCTS)]
    raw = exp_array(world.parameters["places.access_power"] * log_array(off_farm_share()))
    h = world.households
    weight = np.bincount(h.county, h.weight * (h.founded >= 0), len(world.counties))
    world.counties.access[:] = raw / np.average(raw, weights=np.maximum(weight, 1e-9))
    world.counties.margin[:] = (mix * table["margin"].to_numpy()).sum(axis=1)
    world.counties.labour_per_mu[:] = (mix * table["labour"].to_numpy()).sum(axis=1)


@cache
def harvest_by_county() -> np.ndarray:
    """float64[12 counties, 12 months]: share of a year's farm income that comes in each month."""
    mix = load("product_mix").sort_values("adcode")[list(FARM_PRODUCTS)].to_numpy()
    margin = products().loc[list(FARM_PRODUCTS), "margin"].to_numpy()
    weights = ((mix * margin)[:, :, None] * np.array([harvest(p) for p in FARM_PRODUCTS])).sum(axis=1)
    other = OTHER_INCOME * (harvest("forest") + harvest("side"))
    return np.ascontiguousarray((1.0 - 2.0 * OTHER_INCOME) * weights / weights.sum(axis=1, keepdims=True) + other)
