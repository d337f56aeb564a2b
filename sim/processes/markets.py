"""Markets of a county, thin: money spent locally raises takings of own business at once, and work, wage and land rent with a lag of a year.

Local demand is measured in yearly local wages for each labour unit of the county, against the base year; part of business and of local work
serves demand from outside and does not move. Spending abroad, in other counties, and goods made elsewhere leak out. Until the base year is
over all ratios are 1, so that the calibrated level stands.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, log_array, power
from sim.state.columns import money

OWNS = tuple(
    f"counties.{c}"
    for c in ("wage_ratio", "local_months", "rent_ratio", "business_ratio", "purchases", "demand", "labour_units", "sellers", "seekers", "work_found",
              "land_wanted", "land_offered", "base_purchases", "base_sellers", "base_seekers", "base_found", "base_land")
)  # fmt: skip
PLAN_MONTH = 3  # the plan of the year stands: who works where is counted
QUARTER = 0.25  # weight of the new quarter in yearly purchases: a mean over about a year
LARGEST_PART = 0.9  # of business or work that can depend on local spending; assumption
BUSINESS_RANGE = (0.5, 2.0)  # bounds of takings against the base; no county comes near them; assumption
MOST_MONTHS = 11.5  # months a year that a local worker can find at most; assumption
SPENT_BY_VILLAGES = ("village_admin", "village_works", "village_upkeep")
PARAMETERS = (
    Parameter("markets.on", True, "switch", 0, 1, uniform(0, 1), "local markets respond to spending and to hands", "本地市场对消费与劳动力作出反应", "assumption", "assumption", "structure"),
    Parameter("markets.base_year", 2018, "years", 2015, 2030, uniform(2016, 2019), "year whose local demand is the base: savings have settled by then", "本地需求基准年", "assumption", "assumption", "markets"),
    Parameter("markets.trend", 0.016, "per_year", -0.1, 0.2, uniform(0.005, 0.03), "yearly growth of local spending against local wages that goes to shops of towns and to online trade", "本地消费相对工资增长中流向城镇与网购的部分", "assumption", "assumption", "markets"),
    Parameter("markets.outside_trend", -0.025, "per_year", -0.2, 0.2, uniform(-0.04, 0.0), "yearly change of local work for demand from outside, for each labour unit: scarcity common to all places is in the wage path already", "外部需求提供的本地岗位年变动(每劳动力)", "assumption", "assumption", "markets"),
    Parameter("markets.bought_here", 0.70, "share", 0, 1, uniform(0.55, 0.85), "share of living spending of residents that is bought in the county", "居民生活消费在本县购买比例", "assumption", "assumption", "markets"),
    Parameter("markets.village_here", 0.80, "share", 0, 1, uniform(0.60, 0.95), "share of spending of villages that is bought in the county", "村集体支出在本县购买比例", "assumption", "assumption", "markets"),
    Parameter("markets.kept", 0.45, "share", 0, 1, uniform(0.30, 0.60), "share of local purchases that becomes pay or profit of rural households of the county; the rest leaks (goods made elsewhere, owners in town)", "本县购买额转为农户收入的比例", "assumption", "assumption", "markets"),
    Parameter("markets.to_business", 0.45, "share", 0, 1, uniform(0.30, 0.65), "part of that which own business earns; the rest pays local workers", "其中归自营的部分", "assumption", "assumption", "markets"),
    Parameter("markets.crowding", 0.5, "ratio", 0, 2, uniform(0.2, 0.8), "elasticity with which the local takings of a business fall when others open", "自营户增多对单位收益的摊薄弹性", "assumption", "assumption", "markets"),
    Parameter("markets.wage_elasticity", 0.25, "ratio", 0, 3, uniform(0.05, 0.5), "elasticity of the local wage to work offered against hands that seek it", "本地工资对供求比的弹性", "assumption", "assumption", "markets"),
    Parameter("markets.rent_elasticity", 0.30, "ratio", 0, 3, uniform(0.1, 0.6), "elasticity of land rent to land wanted against land offered", "土地租金对供求比的弹性", "assumption", "assumption", "markets"),
    Parameter("markets.speed", 0.5, "share", 0, 1, uniform(0.3, 0.7), "share of the way to the new level that work, wage and rent go in a year", "年调整速度", "assumption", "assumption", "markets"),
    Parameter("markets.most", 0.04, "log", 0, 1, uniform(0.02, 0.08), "largest change of wage ratio and rent ratio in a year", "工资与租金年最大变动", "assumption", "assumption", "markets"),
)  # fmt: skip


@kernel("void(float64[::1], int16[::1], int16[::1], float64[::1], int64[::1], float64[::1])")
def _spent_at_home(spending, residents, size, weight, first, out):
    """Weighted fen of living spending that members at home spend, by county: by heads, since members away eat elsewhere."""
    for c in range(first.size - 1):
        total = 0.0
        for i in range(first[c], first[c + 1]):
            if residents[i] > 0:
                total += spending[i] * weight[i] * residents[i] / size[i]
        out[c] = total


@kernel("void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int64[::1], float64, float64[:,::1])")
def _count(labour, business, workers, found, farm, land, weight, first, per_worker, out):
    """Weighted sums by county: labour units, own business, local workers, work found, farmland wanted and offered."""
    for c in range(first.size - 1):
        a, b, w, f, wanted, offered = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(first[c], first[c + 1]):
            a += labour[i] * weight[i]
            b += business[i] * weight[i]
            w += workers[i] * weight[i]
            f += found[i] * weight[i]
            spare = (farm[i] * per_worker - land[i]) * weight[i]
            wanted += max(spare, 0.0)
            offered += max(-spare, 0.0)
        out[0, c], out[1, c], out[2, c], out[3, c], out[4, c], out[5, c] = a, b, w, f, wanted, offered


def step(world) -> None:
    """Terms of the year: months of work, wage and rent move towards what demand and supply of last year ask for."""
    c, p = world.counties, world.parameters
    normal = p["labour.local_months"] * c.access
    if world.month == world.start or not p["markets.on"]:
        c.wage_ratio[:], c.rent_ratio[:], c.business_ratio[:], c.demand[:], c.local_months[:] = c.wage_level, 1.0, 1.0, 1.0, normal
        return
    if world.year > p["markets.base_year"]:
        set_base(world)
        tight = tightness(world)
        c.local_months[:] = np.minimum(c.local_months + p["markets.speed"] * (normal * tight - c.local_months), MOST_MONTHS)
        c.wage_ratio[:] = c.wage_level * moved(world, c.wage_ratio / c.wage_level, p["markets.wage_elasticity"] * log_array(tight))
        land = against(divided(c.land_wanted, c.land_offered), c.base_land)
        c.rent_ratio[:] = moved(world, c.rent_ratio, p["markets.rent_elasticity"] * log_array(land))


def trade(world) -> None:
    """Each quarter, when the spending of the month is known: yearly purchases in the county, and what own business takes from them."""
    c, p = world.counties, world.parameters
    if not p["markets.on"]:
        return
    if world.month_of_year == PLAN_MONTH:
        count(world)
    now = divided(purchases(world), 12.0 * world.drivers.at("wage_local", world.month) * c.labour_units)
    c.purchases[:] = np.where(c.purchases > 0.0, c.purchases + QUARTER * (now - c.purchases), now)
    c.demand[:] = against(c.purchases, c.base_purchases) / power(1.0 + p["markets.trend"], years_since_base(world))
    c.business_ratio[:] = takings(world)


def takings(world) -> np.ndarray:
    """float64[counties]: what a unit of own business takes against the base year: more if more is bought here, less if more sell."""
    c, p = world.counties, world.parameters
    part = local_part(world, p["markets.to_business"], c.base_sellers)
    others = exp_array(-p["markets.crowding"] * log_array(against(divided(c.sellers, c.labour_units), c.base_sellers)))
    return np.clip((1.0 - part) + part * c.demand * others, *BUSINESS_RANGE)


def count(world) -> None:
    """Who seeks local work, runs a business, and wants or offers land this year."""
    h, c, out = world.households, world.counties, np.zeros((6, len(world.counties)))
    per_worker = world.parameters["land.per_worker"]
    _count(h.labour, h.business_base, h.local_workers, h.local_base, h.farm_labour, h.land, h.weight, world.county_first, per_worker, out)
    c.labour_units[:], c.sellers[:], c.seekers[:], c.work_found[:], c.land_wanted[:], c.land_offered[:] = out


def purchases(world) -> np.ndarray:
    """float64[counties]: yuan a year bought in the county, at the rate of this month's living spending and last year's spending of villages."""
    h, p, fen = world.households, world.parameters, np.zeros(len(world.counties))
    _spent_at_home(h.spending, h.residents, h.size, h.weight, world.county_first, fen)
    out = p["markets.bought_here"] * fen * (12.0 / 100.0)
    names = [column.name for column in money()]
    rows = [names.index(name) for name in SPENT_BY_VILLAGES]
    for month in world.ledger.yuan[-12:]:
        out += p["markets.village_here"] * month[rows].sum(axis=0)
    return out


def set_base(world) -> None:
    """Once, after the base year: what was bought, sold, sought and found then."""
    c = world.counties
    if c.base_purchases.any():
        return
    c.base_purchases[:], c.base_sellers[:] = c.purchases, divided(c.sellers, c.labour_units)
    c.base_seekers[:], c.base_found[:] = divided(c.seekers, c.labour_units), divided(c.work_found, c.labour_units)
    c.base_land[:] = divided(c.land_wanted, c.land_offered)


def years_since_base(world) -> float:
    """Years from the end of the base year to the end of this month, 0 before."""
    return max(world.year - world.parameters["markets.base_year"] - 1.0 + world.month_of_year / 12.0, 0.0)


def local_part(world, of_kept: float, served: np.ndarray) -> np.ndarray:
    """float64[counties]: part of business or work (`served`, units a labour unit) that local purchases of the base year paid for."""
    return np.minimum(divided(world.parameters["markets.kept"] * of_kept * world.counties.base_purchases, served), LARGEST_PART)


def tightness(world) -> np.ndarray:
    """float64[counties]: work offered against hands that seek it, 1 in the base year. Demand from outside goes with the labour units of the county, and its trend."""
    c = world.counties
    part = local_part(world, 1.0 - world.parameters["markets.to_business"], c.base_found)
    outside = power(1.0 + world.parameters["markets.outside_trend"], max(world.year - world.parameters["markets.base_year"] - 1.0, 0.0))
    return ((1.0 - part) * outside + part * c.demand) / against(divided(c.seekers, c.labour_units), c.base_seekers)


def moved(world, ratio: np.ndarray, target: np.ndarray) -> np.ndarray:
    """float64[counties]: `ratio` on its way to e**target, within the largest yearly change."""
    p, now = world.parameters, log_array(ratio)
    return exp_array(now + np.clip(p["markets.speed"] * (target - now), -p["markets.most"], p["markets.most"]))


def divided(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a / b, and 0 where b is 0."""
    return np.divide(a, b, out=np.zeros(len(a)), where=b > 0.0)


def against(now: np.ndarray, base: np.ndarray) -> np.ndarray:
    """now / base, and 1 where one of them is 0: a county of which the sample holds nothing does not move."""
    return np.divide(now, base, out=np.ones(len(now)), where=(now > 0.0) & (base > 0.0))
