"""What a place offers: the county's access to jobs, product mix and harvests; the village's road, clinic and distances. Measures change them later.

Villages have no coordinates in the data: road and distances follow the type of the town and the drawn remoteness, with keyed noise.
"""

from functools import cache

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array
from sim.data import load

OWNS = (
    "counties.access",
    "counties.margin",
    "counties.labour_per_mu",
    "villages.road",
    "villages.clinic",
    "villages.school_km",
    "villages.hospital_km",
)
DRAW_ROAD, DRAW_DISTANCE = 289, 290
PARAMETERS = (
    Parameter("places.access_power", 0.55, "ratio", 0, 2, uniform(0.2, 0.8), "how strongly job access follows the county's off-farm employment share", "务工机会对县非农就业比例的弹性", "assumption", "assumption", "places"),
    Parameter("places.road_spread", 0.15, "share", 0, 1, uniform(0.05, 0.25), "spread of the quality of access among villages equally remote", "同等偏远村道路条件差异", "assumption", "assumption", "places"),
    Parameter("places.road_poor", 0.08, "share", 0, 1, uniform(0.0, 0.20), "worse access of a registered poor village", "建档立卡贫困村道路条件差距", "assumption", "assumption", "places"),
    Parameter("places.no_clinic", 0.30, "share", 0, 1, uniform(0.10, 0.45), "chance that the most remote village has no clinic at the start; falls to none in the nearest", "最偏远村无卫生室概率", "assumption", "assumption", "places"),
)  # fmt: skip
OTHER_INCOME = 0.25  # share of forest, and of side production, in farm income when it is spread over the months; assumption
FARM_PRODUCTS = ("grain", "tobacco", "seed_rice", "lotus", "tea", "fruit", "vegetables")
PRODUCTS = (*FARM_PRODUCTS, "forest", "side")
# By type of the town (order of sim.population.villages.TOWN_TYPES): km to a school with all grades and to the county hospital from a village in the middle of
# the town; and the km that remoteness adds. Sanming's towns lie 5 to 60 km from their county seat. Assumption.
SCHOOL_KM, SCHOOL_REMOTE = (2.0, 2.5, 2.5, 1.0, 2.0), 8.0
HOSPITAL_KM, HOSPITAL_REMOTE = (14.0, 20.0, 22.0, 3.0, 8.0), 35.0


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


def product_rows() -> dict[str, np.ndarray]:
    """Columns of the table of products: a row for each county and product, in the order of PRODUCTS; a normal year until weather and prices are drawn."""
    n = len(PRODUCTS)
    return {"county": np.repeat(np.arange(12), n), "product": np.tile(np.arange(n), 12), "weather": np.ones(12 * n), "slump": np.ones(12 * n)}


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
    villages(world)


def villages(world) -> None:
    """Road (0 none to 1 as near the county seat), clinic and distances of each village at the start, by its own draws."""
    p, v = world.parameters, world.villages
    road, clinic = uniforms(world.seed, DRAW_ROAD, v.code, 0)
    school, hospital = uniforms(world.seed, DRAW_DISTANCE, v.code, 0)
    v.road[:] = np.clip(1.0 - v.remoteness + p["places.road_spread"] * (2.0 * road - 1.0) - p["places.road_poor"] * v.poor_village, 0.0, 1.0)
    v.clinic[:] = clinic >= p["places.no_clinic"] * v.remoteness
    v.school_km[:] = np.array(SCHOOL_KM)[v.town_type] * (0.5 + school) + SCHOOL_REMOTE * v.remoteness
    v.hospital_km[:] = np.array(HOSPITAL_KM)[v.town_type] * (0.5 + hospital) + HOSPITAL_REMOTE * v.remoteness


@cache
def harvest_by_product() -> np.ndarray:
    """float64[12 counties, products, 12 months]: share of a year's normal farm income of a county that each product brings in each month; sums to 1."""
    mix = load("product_mix").sort_values("adcode")[list(FARM_PRODUCTS)].to_numpy()
    value = mix * products().loc[list(FARM_PRODUCTS), "margin"].to_numpy()
    share = np.full((len(mix), len(PRODUCTS)), OTHER_INCOME)
    share[:, : len(FARM_PRODUCTS)] = (1.0 - 2.0 * OTHER_INCOME) * value / value.sum(axis=1, keepdims=True)
    return share[:, :, None] * np.array([harvest(p) for p in PRODUCTS])


def season(world, unsold: tuple[float, ...]) -> np.ndarray:
    """float64[counties]: share of the year's normal farm income that this month brings, after the year's hazards and prices by product."""
    factor = (world.products.weather * world.products.slump).reshape(len(world.counties), -1) * (1.0 - np.array(unsold))
    return (harvest_by_product()[:, :, world.month_of_year - 1] * factor).sum(axis=1)
