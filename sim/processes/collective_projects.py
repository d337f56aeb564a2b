"""The project of a collective: a yearly return that hangs on kind, manager, remoteness, weather of the county and luck; a loss eats cash, then credit, then the project."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import gumbel_array, logistic_array, normal_quantile_array
from sim.processes import epidemic

OWNS = tuple(
    f"villages.{c}"
    for c in ("manager", "project", "project_value", "project_return", "project_stopped", "partner_group", "project_choice", "village_project",
              "village_loss", "village_invest", "village_borrow")
)  # fmt: skip
DRAW_RETURN, DRAW_START, DRAW_ELECTION, DRAW_KIND = 372, 373, 374, 375
ELECTIONS = (2015, 2018, 2021, 2026)  # years of village elections in Fujian; three years apart, then five
KINDS = ("planting", "tourism", "property", "energy")  # codes 1 to 4 of villages.project
PARAMETERS = (
    Parameter("projects.mean_planting", 0.06, "per_year", -1, 1, uniform(0.0, 0.12), "mean yearly return of planting or a greenhouse base", "种植基地项目平均年收益率", "assumption", "assumption", "collectives"),
    Parameter("projects.mean_tourism", 0.08, "per_year", -1, 1, uniform(-0.02, 0.15), "mean yearly return of tourism", "乡村旅游项目平均年收益率", "VC-TN", "assumption", "collectives"),
    Parameter("projects.mean_property", 0.055, "per_year", -1, 1, uniform(0.03, 0.08), "mean yearly return of houses bought to let, or of money in a firm for a fixed return", "物业与入股固定收益项目平均年收益率", "VC-RENT", "assumption", "collectives"),
    Parameter("projects.mean_energy", 0.07, "per_year", -1, 1, uniform(0.04, 0.10), "mean yearly return of hydropower or solar power", "水电光伏项目平均年收益率", "assumption", "assumption", "collectives"),
    Parameter("projects.sd_planting", 0.15, "per_year", 0, 2, uniform(0.08, 0.25), "standard deviation of the return of planting over years", "种植项目收益率标准差", "assumption", "assumption", "collectives"),
    Parameter("projects.sd_tourism", 0.12, "per_year", 0, 2, uniform(0.06, 0.20), "standard deviation of the return of tourism over years", "旅游项目收益率标准差", "assumption", "assumption", "collectives"),
    Parameter("projects.sd_property", 0.02, "per_year", 0, 2, uniform(0.005, 0.05), "standard deviation of the return of property over years", "物业项目收益率标准差", "assumption", "assumption", "collectives"),
    Parameter("projects.sd_energy", 0.03, "per_year", 0, 2, uniform(0.01, 0.06), "standard deviation of the return of energy over years", "水电光伏收益率标准差", "assumption", "assumption", "collectives"),
    Parameter("projects.manager", 0.03, "per_year", -1, 1, uniform(0.01, 0.06), "return that a manager one standard deviation better adds", "管理者能力对项目收益率的影响", "assumption", "assumption", "collectives"),
    Parameter("projects.remote", 0.04, "per_year", -1, 1, uniform(0.0, 0.08), "return of planting, tourism and property lost from the nearest to the farthest village", "偏远程度对项目收益率的影响", "assumption", "assumption", "collectives"),
    Parameter("projects.weather", 0.8, "ratio", 0, 5, uniform(0.3, 1.2), "return of planting lost for each unit of bad weather of county and village", "年景对种植项目收益率的影响", "assumption", "assumption", "collectives"),
    Parameter("projects.stopped", 0.25, "per_year", 0, 2, uniform(0.1, 0.4), "running cost of planting and tourism against their value, which goes on while an epidemic stops them", "停摆期间仍需支付的运营成本占资产比例", "assumption", "assumption", "collectives"),
    Parameter("projects.credit", 1.0, "ratio", 0, 10, uniform(0.5, 2.0), "debt of a collective at most, in years of operating income", "村集体负债上限(年经营性收入倍数)", "assumption", "assumption", "collectives"),
    Parameter("projects.least", 100000.0, "yuan", 0, 1e8, uniform(50000, 200000), "least money with which a project is begun, prices of 2019", "启动项目的最低资金(2019年价)", "SH-SNC", "assumption", "collectives"),
    Parameter("projects.invested", 0.6, "share", 0, 1, uniform(0.3, 0.9), "share of the money in the account that goes into a new project", "新项目投入占账户资金比例", "assumption", "assumption", "collectives"),
    Parameter("projects.start", -2.3, "log", -10, 10, uniform(-3.5, -1.0), "log odds that a mean manager with the money begins a project in a year", "一般管理者启动项目的对数优势", "assumption", "assumption", "collectives"),
    Parameter("projects.start_manager", 0.7, "log", -5, 5, uniform(0.2, 1.2), "what a manager one standard deviation better adds to these log odds", "管理者能力对启动项目的影响", "assumption", "assumption", "collectives"),
    Parameter("projects.care", 40.0, "ratio", 0, 1000, uniform(10, 80), "how sharply the kind of a new project follows its expected return", "新项目选择对预期收益的敏感度", "assumption", "assumption", "collectives"),
    Parameter("projects.manager_stays", 0.7, "share", 0, 1, uniform(0.5, 0.9), "chance that an election leaves the manager of the collective in place", "换届后管理者留任概率", "assumption", "assumption", "collectives"),
)  # fmt: skip


def step(world) -> None:
    """Neutral terms at the start, elections in January, the months lost to an epidemic, and in December the year's return and new projects."""
    v = world.villages
    if world.month == world.start:
        v.partner_group[:] = -1
    if world.month_of_year == 1:
        v.project_stopped[:] = 0.0
        if world.year in ELECTIONS and world.month > world.start:
            elect(world)
    lost = epidemic.loss(world).local
    if lost > 0.0:
        v.project_stopped[:] += lost / 12.0
    if world.month_of_year == 12:
        close_year(world)
        begin(world)


def elect(world) -> None:
    """Where the manager goes, another one of the same village's distribution comes."""
    v = world.villages
    goes, quality = uniforms(world.seed, DRAW_ELECTION, v.code, world.month)
    new = goes >= world.parameters["projects.manager_stays"]
    v.manager[new] = normal_quantile_array(quality[new])


def terms(world, name: str) -> np.ndarray:
    """float64[5]: a number of each kind of project by its code, 0 for none."""
    return np.array([0.0, *(world.parameters[f"projects.{name}_{kind}"] for kind in KINDS)])


def led_by(world) -> np.ndarray:
    """float64[villages]: quality of who runs the project; villages of a joint company are led by the best of them."""
    v = world.villages
    joint = np.flatnonzero(v.partner_group >= 0)
    if not joint.size:
        return v.manager
    best = np.full(v.partner_group.max() + 1, -np.inf)
    np.maximum.at(best, v.partner_group[joint], v.manager[joint])
    out = v.manager.copy()
    out[joint] = best[v.partner_group[joint]]
    return out


def expected(world, kind: np.ndarray) -> np.ndarray:
    """float64[villages]: mean return of a project of `kind` int[villages] in each village, in a year without weather, luck or epidemic."""
    v, p = world.villages, world.parameters
    far = np.array([0.0, 1.0, 1.0, 1.0, 0.0])[kind] * p["projects.remote"] * (v.remoteness - 0.5)
    return np.where(kind > 0, terms(world, "mean")[kind] + p["projects.manager"] * led_by(world) - far, 0.0)


def returns(world) -> np.ndarray:
    """float64[villages]: return of the year that ends; 0 where no project runs. No project can lose more than all."""
    v, p, kind = world.villages, world.parameters, world.villages.project
    luck = normal_quantile_array(draw(world.seed, DRAW_RETURN, v.code, world.month)) * terms(world, "sd")[kind]
    bad = p["projects.weather"] * (world.counties.weather[v.county] * v.weather - 1.0)
    stopped = p["projects.stopped"] * v.project_stopped
    year = expected(world, kind) + luck + np.where(kind == 1, bad, 0.0) - np.where((kind == 1) | (kind == 2), stopped, 0.0)
    return np.where(kind > 0, np.maximum(year, -1.0), 0.0)


def close_year(world) -> None:
    """Gains are paid in. Losses are paid from cash, then from credit up to the cap; where both end, the project ends."""
    v = world.villages
    v.project_return[:] = returns(world)
    gain = np.rint(v.project_value * v.project_return * 100.0)
    wins = np.flatnonzero(gain > 0.0)
    world.pay("village_project", wins, gain[wins])
    loses = np.flatnonzero(gain < 0.0)
    loss, cash = -gain[loses], np.maximum(world.free("villages")[loses], 0.0)
    room = np.floor(np.maximum(world.parameters["projects.credit"] * v.income_year[loses] * 100.0 - v.debt[loses], 0.0))
    lent = np.minimum(np.maximum(loss - cash, 0.0), room)
    lender = lent > 0.0
    world.pay("village_borrow", loses[lender], lent[lender])
    world.pay("village_loss", loses, np.minimum(loss, cash + lent))
    over = loses[loss > cash + lent]
    v.project[over], v.project_value[over] = 0, 0.0


def begin(world) -> None:
    """Who has money and no project may begin one; the kind follows its expected return, or the choice that was set."""
    v, p = world.villages, world.parameters
    cash, least = world.free("villages"), p["projects.least"] * world.drivers.price(world.month) * 100.0
    chance = logistic_array(p["projects.start"] + p["projects.start_manager"] * v.manager)
    wants = (v.project == 0) & (cash >= least) & (draw(world.seed, DRAW_START, v.code, world.month) < chance)
    rows = np.flatnonzero(wants)
    fen = np.floor(cash[rows] * p["projects.invested"])
    world.pay("village_invest", rows, fen)
    v.project[rows], v.project_value[rows] = kind_of(world)[rows], fen / 100.0


def kind_of(world) -> np.ndarray:
    """int64[villages]: kind of a new project, by expected return and a Gumbel draw for each kind (McFadden 1974)."""
    v, care = world.villages, world.parameters["projects.care"]
    utility = [
        care * expected(world, np.full(len(v), kind)) + gumbel_array(draw(world.seed, DRAW_KIND, v.code, world.month, kind))
        for kind in range(1, 1 + len(KINDS))
    ]
    return np.where(v.project_choice > 0, v.project_choice, 1 + np.argmax(utility, axis=0))
