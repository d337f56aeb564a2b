"""Leading enterprises: demand of the year, and with whom and on what terms they would work, without any policy.

An enterprise processes produce and sells it outside. It can buy its produce on the market and hire staff from elsewhere; assured supply, workers who
live nearby and land of its own are worth more to it than they cost by its own measure, and it shares part of that gain in its terms.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array, normal_quantile_array
from sim.processes import firm_credit, produce

TERMS = ("price_premium", "price_floor", "price_follow", "penalty", "wage_ratio", "lease_worth", "subsidy_per_partner", "poor_bonus", "guarantee")
OWNS = (
    *(f"enterprises.{c}" for c in ("size", "advantage", "work_gain", "reliability", "demand", "capacity", "vacancies", *TERMS)),
    "villages.lease_wanted", "villages.lease_rent", "villages.lease_firm",
)  # fmt: skip
DRAW_DEMAND, DRAW_TRAITS = 355, 356
TRAIT_SPREAD = 0.5  # log spread of the traits of a new enterprise around the mean, as at the start; assumption
PARAMETERS = (
    Parameter("enterprises.demand_sd", 0.16, "log", 0, 1, uniform(0.08, 0.25), "yearly innovation of the demand for an enterprise's goods, standard deviation", "企业需求冲击标准差", "assumption", "assumption", "firms"),
    Parameter("enterprises.demand_lasts", 0.5, "ratio", 0, 0.99, uniform(0.3, 0.8), "demand shock that stays from year to year", "企业需求冲击持续系数", "assumption", "assumption", "firms"),
    Parameter("enterprises.given", 0.4, "share", 0, 1, uniform(0.2, 0.6), "share of its gain that an enterprise gives to households in its terms", "企业让利比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.raw", 0.60, "share", 0, 1, uniform(0.45, 0.70), "produce bought, share of sales", "原料占销售额比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.local", 0.08, "share", 0, 1, uniform(0.03, 0.20), "share of its produce that an enterprise would buy under contract in its base villages", "基地村订单收购占比", "assumption", "assumption", "firms"),
    Parameter("enterprises.jobs", 1.0, "persons", 0, 20, uniform(0.5, 2.0), "local workers for each million yuan of yearly sales of 2018", "每百万元销售额本地用工", "assumption", "assumption", "firms"),
    Parameter("enterprises.floor", 0.90, "ratio", 0, 2, uniform(0.8, 1.0), "least contract price against the expected market price", "订单保底价系数", "assumption", "assumption", "firms"),
    Parameter("enterprises.follow", 0.6, "share", 0, 1, uniform(0.2, 1.0), "how far the contract price follows the market", "订单随行就市比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.penalty", 0.05, "share", 0, 1, uniform(0, 0.15), "share of the price that a household which sells elsewhere pays", "订单违约金比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.own_land", 0.01, "share", 0, 1, uniform(0, 0.05), "share of its produce that an enterprise would grow on leased land", "自建基地原料占比", "assumption", "assumption", "firms"),
    Parameter("enterprises.yield", 1.5, "ratio", 0, 10, uniform(1.0, 2.5), "net value of a mu on an enterprise's own base against that of households", "企业基地亩均净值倍数", "assumption", "assumption", "firms"),
    Parameter("enterprises.machines", 0.8, "share", 0, 1, uniform(0.6, 0.95), "labour of a mu that machines do on an enterprise's own base", "企业基地机械替代用工比例", "assumption", "assumption", "firms"),
    Parameter("enterprises.rent_above", 0.3, "share", 0, 5, uniform(0, 0.8), "rent that an enterprise offers above that between villagers", "企业流转租金溢价", "assumption", "assumption", "firms"),
)  # fmt: skip


def set_up(world) -> None:
    """Demand as usual and terms before the first plan; no village has a lease."""
    world.enterprises.demand[:] = 1.0
    world.villages.lease_firm[:] = -1
    terms(world, np.arange(len(world.enterprises)))


def terms(world, rows: np.ndarray) -> None:
    """Contract terms and wage of enterprises `rows`, from what assured supply and local workers are worth to them."""
    e, p = world.enterprises, world.parameters
    e.price_premium[rows] = p["enterprises.given"] * e.advantage[rows]
    e.wage_ratio[rows] = 1.0 + p["enterprises.given"] * e.work_gain[rows]
    for name, column in (("floor", e.price_floor), ("follow", e.price_follow), ("penalty", e.penalty)):
        column[rows] = p[f"enterprises.{name}"]


def step(world) -> None:
    """January: demand of the year, traits and terms of those who took over works last year, produce, workers and land wanted."""
    e, p = world.enterprises, world.parameters
    fresh = np.flatnonzero((e.entered > world.month - 12) & (e.entered > world.start))
    if fresh.size:
        traits(world, fresh)
        terms(world, fresh)
    u = uniforms(world.seed, DRAW_DEMAND, e.id, world.month)[0]
    sd, lasts = p["enterprises.demand_sd"], p["enterprises.demand_lasts"]
    e.demand[:] = exp_array(lasts * log_array(e.demand) + sd * normal_quantile_array(u))
    year_sales = firm_credit.year_sales(world) * e.alive
    expected = exp_array(lasts * log_array(e.demand))  # whoever signs for three years expects half of the shock to last
    e.capacity[:] = year_sales * expected * (p["enterprises.raw"] * p["enterprises.local"])
    e.vacancies[:] = e.size * e.alive * expected * (p["enterprises.jobs"] / 1e6) * (e.work_gain > 0.0)
    leases(world, year_sales * p["enterprises.raw"] * p["enterprises.own_land"])


def traits(world, rows: np.ndarray) -> None:
    """Advantages and honesty of new enterprises, drawn by the works and the month of entry."""
    e, p = world.enterprises, world.parameters
    for name, k in (("advantage", 0), ("work_gain", 1)):
        u = np.array([uniforms(world.seed, DRAW_TRAITS, e.id[row], e.entered[row], k)[0] for row in rows])
        e.columns[name][rows] = p[f"firms.{name}"] * exp_array(TRAIT_SPREAD * normal_quantile_array(u) - 0.5 * TRAIT_SPREAD * TRAIT_SPREAD)
    e.reliability[rows] = 0.6 + 0.4 * np.array([uniforms(world.seed, DRAW_TRAITS, e.id[row], e.entered[row], 2)[0] for row in rows])


def leases(world, wish: np.ndarray) -> None:
    """Land that the firm with the largest wish in each village would lease: only where value less labour exceeds the rent that it offers."""
    e, v, c, p, links = world.enterprises, world.villages, world.counties, world.parameters, world.links
    price = world.drivers.at("farm_price", world.month)
    rent = p["land.rent"] * price * np.where(c.rent_ratio > 0.0, c.rent_ratio, 1.0) * (1.0 + p["enterprises.rent_above"])
    wage = world.drivers.at("wage_local", world.month) * np.where(c.wage_ratio > 0.0, c.wage_ratio, 1.0)
    margin, labour = produce.mu_of_land()
    net = margin * c.productivity * price * p["enterprises.yield"] - labour * (1.0 - p["enterprises.machines"]) * wage
    worth = np.divide(net[e.county] * (1.0 + e.advantage), rent[e.county], out=np.zeros(len(e)), where=rent[e.county] > 0.0)
    e.lease_worth[:] = worth
    wanted = (wish * (worth > 1.0) / np.maximum(net[e.county], 1.0))[links.enterprise] * links.share
    v.lease_wanted[:], v.lease_rent[:], v.lease_firm[:] = 0.0, 0.0, -1
    order = np.lexsort((-e.id[links.enterprise], wanted))  # the largest wish is written last
    order = order[wanted[order] > 0.0]
    v.lease_wanted[links.village[order]], v.lease_firm[links.village[order]] = wanted[order], links.enterprise[order]
    some = v.lease_firm >= 0
    v.lease_rent[some] = rent[v.county[some]]
