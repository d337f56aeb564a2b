"""Families of the towns, where a scenario has them: work, pay, pensions, burdens and savings of a year. They never meet the rural households.

Pay is such that the mean income a head of the county is that of its table; a job lost or found, lasting and passing luck move it by family.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.data import figure
from sim.population.urban import MOST, towns

OWNS = tuple(f"urban.{name}" for name in ("working", "persistent", "income", "burden", "savings"))
DRAW_WORK, DRAW_LUCK, DRAW_BURDEN = 423, 424, 425
PARAMETERS = (
    Parameter("urban_347.income", 39000.0, "yuan_per_year", 5000, 200000, uniform(35000, 42000), "disposable income a head of town residents in 2020, city; the counties differ as in their table", "2020年城镇居民人均可支配收入(全市)", "CTY-UINC-YA", "assumption", "urban_347"),
    Parameter("urban_347.pension", 2500.0, "yuan_per_month", 0, 20000, uniform(2000, 3000), "pension from employment in 2020; it moves with local wages", "2020年职工养老金", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.persistence", 0.85, "share", 0, 0.99, uniform(0.7, 0.95), "how much of lasting luck in pay remains after a year", "城镇收入持久冲击的年保留率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.persistent_sd", 0.15, "log", 0, 1, uniform(0.1, 0.2), "yearly lasting luck in pay, standard deviation of the log", "城镇收入持久冲击标准差", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.passing_sd", 0.15, "log", 0, 1, uniform(0.08, 0.25), "passing luck in the pay of a year, standard deviation of the log", "城镇收入暂时冲击标准差", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.loss", 0.04, "share", 0, 1, uniform(0.02, 0.08), "workers of towns who lose their work in a year", "城镇就业者年失业概率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.finding", 0.5, "share", 0, 1, uniform(0.3, 0.7), "those without work who find it in a year", "城镇无业者年再就业概率", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.rent", 7200.0, "yuan_per_year", 0, 100000, uniform(5000, 10000), "rent of a family that rents, prices of 2019", "租房家庭年租金(2019年价)", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.care", 5000.0, "yuan_per_year", 0, 200000, uniform(3000, 8000), "own outlay for a member with lasting illness, median, prices of 2019", "长期患病成员自付费用中位数(2019年价)", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.living", 1.2, "ratio", 0, 5, uniform(1.0, 1.5), "least living of a head as a multiple of the dibao standard", "最低生活消费相对低保标准", "assumption", "assumption", "urban_347"),
    Parameter("urban_347.saving", 0.3, "share", 0, 1, uniform(0.2, 0.4), "part of what is left above least living and burdens that is saved", "超过最低生活与刚性支出部分的储蓄率", "assumption", "assumption", "urban_347"),
)  # fmt: skip
BASE = 2020  # year of the levels above
CARE_SPREAD = 1.0  # of the log of own outlays for illness; assumption
FIRST_SAVINGS, FIRST_SPREAD = 0.3, 1.0  # savings at the start in years of income, and spread of the log; assumption
_TABLE = dict(zip(range(1, 12), ("SY", "MX", "QL", "NH", "DT", "YX", "SX", "JL", "TN", "JN", "YA"), strict=True))  # county row -> key of the county table


def step(world) -> None:
    """The year of all town families."""
    if not len(world.urban):
        return
    luck, care = _normals(world, DRAW_LUCK), _normals(world, DRAW_BURDEN)
    if world.month == world.start:
        begin(world, luck[0])
    else:
        save(world)
        work(world)
        p = world.parameters
        world.urban.persistent[:] = p["urban_347.persistence"] * world.urban.persistent + p["urban_347.persistent_sd"] * luck[0]
    earn(world, luck[1])
    bear(world, care[0])


def _normals(world, draw: int) -> tuple[np.ndarray, np.ndarray]:
    first, second = uniforms(world.seed, draw, world.urban.id, world.month)
    return normal_quantile_array(first), normal_quantile_array(second)


def begin(world, z: np.ndarray) -> None:
    """Work and lasting luck as they are in the long run, and first savings."""
    u, p = world.urban, world.parameters
    u.working[:] = _counted(world, u.able, idle(p), 1)
    u.persistent[:] = p["urban_347.persistent_sd"] * lasting(p) * z
    usual = p["urban_347.income"] * growth(world) * u.size
    u.savings[:] = FIRST_SAVINGS * usual * exp_array(FIRST_SPREAD * _normals(world, DRAW_BURDEN)[1])


def lasting(p) -> float:
    """Spread of lasting luck in the long run against that of a year."""
    rho = p["urban_347.persistence"]
    return 1.0 / np.sqrt(1.0 - rho * rho)


def idle(p) -> float:
    """Share of those fit for work who have none, in the long run and without referral."""
    loss, finding = p["urban_347.loss"], p["urban_347.finding"]
    return loss / max(loss + finding, 1e-12)


def growth(world) -> float:
    """Level of pay against that of BASE: it moves as the wage of local work does."""
    return world.drivers.at("wage_local", world.month) / world.drivers.paths["wage_local"].at(BASE)


def _counted(world, of: np.ndarray, chance: np.ndarray | float, k: int, above: bool = True) -> np.ndarray:
    """int64[n]: of so many members, those whose draw is `above` (or below) the chance."""
    out = np.zeros(len(of), np.int64)
    for member in range(MOST):
        u = uniforms(world.seed, DRAW_WORK, world.urban.id, world.month, k * MOST + member)[0]
        out += (member < of) & ((u >= chance) == above)
    return out


def work(world) -> None:
    """Some lose their work, some of those without find it; a referral of the centre makes finding likelier."""
    u, p = world.urban, world.parameters
    without = u.able - u.working
    found = _counted(world, without, np.minimum(p["urban_347.finding"] * (1.0 + u.referral), 1.0), 2, above=False)
    u.working[:] = _counted(world, u.working, p["urban_347.loss"], 1) + found


def relative_income() -> np.ndarray:
    """float64[12]: town income of the county against the city. The first district has no row in the table and is taken as the other one."""
    level = np.array([figure(f"CTY-UINC-{_TABLE[max(row, 1)]}").value for row in range(12)])
    return level / np.average(level, weights=towns().residents)


def pensions(world) -> tuple[float, float]:
    """Yuan a year of a pension from employment, and of the basic pension."""
    return 12.0 * world.parameters["urban_347.pension"] * growth(world), 12.0 * world.drivers.at("pension", world.month)


def pay(world) -> np.ndarray:
    """float64[12]: mean pay of a worker and year, such that members have the income of the county in the mean."""
    found, p = towns(), world.parameters
    employment, basic = pensions(world)
    old = found.old * (p["urban_347.pensioned"] * employment + (1.0 - p["urban_347.pensioned"]) * basic)
    working = found.hands * (1.0 - p["urban_347.chronic"]) * (1.0 - idle(p))
    return np.maximum(p["urban_347.income"] * relative_income() * growth(world) - old, 0.0) / working


def earn(world, z: np.ndarray) -> None:
    """Income of the year before any help: pay of those in work and pensions."""
    u, p = world.urban, world.parameters
    spread = [p["urban_347.spread"], p["urban_347.persistent_sd"] * lasting(p), p["urban_347.passing_sd"]]
    half = 0.5 * sum(s * s for s in spread)  # so that luck is one in the mean
    luck = exp_array(u.skill + u.persistent + spread[2] * z - half)
    employment, basic = pensions(world)
    u.income[:] = u.working * pay(world)[u.county] * luck + u.pensioned * employment + (u.elders - u.pensioned) * basic


def bear(world, z: np.ndarray) -> None:
    """Burdens of the year that a family cannot avoid: rent, and own outlays for illness."""
    u, p = world.urban, world.parameters
    care = u.ill * p["urban_347.care"] * exp_array(CARE_SPREAD * z)
    u.burden[:] = world.drivers.price(world.month) * (u.tenant * p["urban_347.rent"] + care)


def save(world) -> None:
    """Savings after the past year: part of what was left is kept, what was lacking is drawn while it lasts."""
    u, p = world.urban, world.parameters
    least = p["urban_347.living"] * world.drivers.at("dibao_standard", world.month - 1) * u.size
    left = u.income + u.relief_year / 100.0 - u.burden - least
    u.savings[:] = np.maximum(u.savings + np.where(left > 0.0, p["urban_347.saving"] * left, left), 0.0)
