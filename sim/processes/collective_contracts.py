"""Contracts of the collective: shops, workshop, greenhouse, hydropower, and land, forest and ponds are let for some years at a rent that stays fixed.

Rents of what is built come monthly, those of land once a year; some come late, in an epidemic more (`epidemic.loss`), and some never.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, logistic_array
from sim.processes import epidemic, firm_credit

OWNS = tuple(
    f"villages.{c}"
    for c in ("shops", "workshop", "greenhouse", "hydropower", "rent_built", "rent_land", "years_built", "years_land", "tenant_firm", "overdue", "village_rent",
              "village_rent_firm")
)  # fmt: skip
DRAW_RELET = 371
PAY_MONTH, LET_MONTH = 11, 2  # land rent after the harvest; contracts that have run out are let anew after Spring Festival; assumptions
BUILT = ("shops", "workshop", "greenhouse", "hydropower")
PRICES_OF = 2016  # year of the prices at which assets are valued
PARAMETERS = (
    Parameter("contracts.rate", 0.10, "per_year", 0, 0.5, uniform(0.05, 0.15), "yearly rent of what is built against its value", "房产设施年租金率", "VC-RENT", "recalled", "collectives"),
    Parameter("contracts.rent_forest", 12.0, "yuan_per_mu", 0, 500, uniform(5, 25), "rent of a mu of forest of the collective, prices of produce of 2016", "集体林地租金", "assumption", "assumption", "collectives"),
    Parameter("contracts.rent_pond", 400.0, "yuan_per_mu", 0, 5000, uniform(200, 800), "rent of a mu of pond, prices of produce of 2016", "集体鱼塘租金", "assumption", "assumption", "collectives"),
    Parameter("contracts.old_rent", 0.75, "ratio", 0, 2, uniform(0.5, 0.9), "rent of contracts of the start against the market: long contracts of the past are cheap", "存量合同租金相对市场价", "assumption", "assumption", "collectives"),
    Parameter("contracts.years_built", 3, "years", 1, 50, uniform(2, 5), "years of a new contract for what is built", "房产设施新合同年限", "assumption", "assumption", "collectives"),
    Parameter("contracts.years_land", 10, "years", 1, 50, uniform(5, 15), "years of a new contract for land, forest and ponds", "土地林地新合同年限", "assumption", "assumption", "collectives"),
    Parameter("contracts.relet", 1.5, "log", -10, 10, uniform(0.5, 2.5), "log odds that a mean manager lets what is vacant within a year", "一般管理者一年内招租成功的对数优势", "assumption", "assumption", "collectives"),
    Parameter("contracts.relet_manager", 0.5, "log", -5, 5, uniform(0, 1), "what a manager one standard deviation better adds to these log odds", "管理者能力对招租的影响", "assumption", "assumption", "collectives"),
    Parameter("contracts.relet_remote", 2.0, "log", -10, 10, uniform(0, 3), "what full remoteness takes from these log odds", "偏远程度对招租的影响", "assumption", "assumption", "collectives"),
    Parameter("contracts.bargain", 0.10, "log", -1, 1, uniform(0, 0.2), "log rent that a manager one standard deviation better gets more", "管理者能力对租金的影响", "assumption", "assumption", "collectives"),
    Parameter("contracts.late", 0.03, "share", 0, 1, uniform(0, 0.08), "share of rents that is not paid when due", "租金逾期比例", "assumption", "assumption", "collectives"),
    Parameter("contracts.recover", 0.06, "share", 0, 1, uniform(0.02, 0.12), "share of rent owed that comes in a month", "拖欠租金月收回比例", "assumption", "assumption", "collectives"),
    Parameter("contracts.forget", 0.30, "share", 0, 1, uniform(0.1, 0.5), "share of rent owed that is given up each year", "拖欠租金年核销比例", "assumption", "assumption", "collectives"),
)  # fmt: skip


def step(world) -> None:
    """New contracts once a year, rents each month."""
    if world.month == world.start:
        first_contracts(world)
    elif world.month_of_year == LET_MONTH:
        let(world)
    collect(world)


def market(world) -> tuple[np.ndarray, np.ndarray]:
    """(built, land) float64[villages]: yuan a year that the market would give for a mean manager, current prices."""
    v, c, p, d, m = world.villages, world.counties, world.parameters, world.drivers, world.month
    prices = d.price(m) / d.paths["price"].at(PRICES_OF)
    built = sum(v.columns[name] for name in BUILT) * p["contracts.rate"] * prices
    fields = v.commons_land * p["land.rent"] * c.rent_ratio[v.county]
    return built, (fields + v.commons_forest * p["contracts.rent_forest"] + v.commons_ponds * p["contracts.rent_pond"]) * d.at("farm_price", m)


def first_contracts(world) -> None:
    """Contracts that run at the start; their years left are of the population."""
    v, old = world.villages, world.parameters["contracts.old_rent"]
    v.tenant_firm[:] = -1
    built, land = market(world)
    v.rent_built[:], v.rent_land[:] = old * built, old * land


def let(world) -> None:
    """A year of every contract is over; what is free is let if the manager finds a tenant, at the rent of the day."""
    v, p = world.villages, world.parameters
    odds = p["contracts.relet"] + p["contracts.relet_manager"] * v.manager - p["contracts.relet_remote"] * (v.remoteness - 0.5)
    chance, skill = logistic_array(odds), exp_array(p["contracts.bargain"] * v.manager)
    draws = uniforms(world.seed, DRAW_RELET, v.code, world.month)
    for kind, worth, draw in zip(("built", "land"), market(world), draws, strict=True):
        rent, years = v.columns[f"rent_{kind}"], v.columns[f"years_{kind}"]
        years[:] = np.maximum(years - 1, 0)
        free = years == 0
        found = free & (draw < chance)
        rent[free] = 0.0
        rent[found], years[found] = (worth * skill)[found], int(p[f"contracts.years_{kind}"])
        if kind == "built":
            v.tenant_firm[free] = -1


def collect(world) -> None:
    """Rents of the month less what is late, and part of what was late before, in fen."""
    v, p = world.villages, world.parameters
    late = 1.0 - (1.0 - p["contracts.late"]) * (1.0 - epidemic.loss(world).rents)
    due = np.rint(v.rent_built * (100.0 / 12.0)) + (np.rint(v.rent_land * 100.0) if world.month_of_year == PAY_MONTH else 0.0)
    back = np.floor(v.overdue * p["contracts.recover"])
    paid = np.floor(due * (1.0 - late)) + back
    firm = v.tenant_firm >= 0
    if firm.any():
        paid[firm] = np.minimum(paid[firm], can_pay(world, v.tenant_firm[firm], paid[firm]))
    v.overdue[:] += due - paid
    if world.month_of_year == 12:
        v.overdue[:] -= np.floor(v.overdue * p["contracts.forget"])
    others, firms = np.flatnonzero(~firm & (paid > 0.0)), np.flatnonzero(firm & (paid > 0.0))
    world.pay("village_rent", others, paid[others])
    world.pay("village_rent_firm", firms, paid[firms], v.tenant_firm[firms])


def can_pay(world, firm: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """float64[n]: whole fen that each tenant firm pays, its money shared in proportion where it is short of it."""
    asked = np.bincount(firm, wanted, len(world.enterprises))
    return firm_credit.in_part(wanted, firm, firm_credit.fund(world, asked), asked)


def received(world) -> np.ndarray:
    """float64[villages]: fen of rent received this month."""
    return world.paid("village_rent") + world.paid("village_rent_firm")
