"""Assets and ties that count against an applicant (否决项): a car, a flat in town, a new home, a registered business, public employment,
savings. Who has them, and what a visitor of the household sees of them.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import traits
from sim.mechanism.offices import attention

SCREENS = ("car", "flat", "company", "payroll", "savings", "home")
DRAW_FLAT, DRAW_COMPANY, DRAW_PAYROLL, DRAW_VISIT = 303, 304, 305, 306
PARAMETERS = (
    Parameter("recognition.car_screen", True, "switch", 0, 1, uniform(0, 1), "households with a car are screened out", "有车一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.flat_screen", True, "switch", 0, 1, uniform(0, 1), "households with a flat in town are screened out", "城镇购房一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.company_screen", True, "switch", 0, 1, uniform(0, 1), "households with a registered business are screened out", "工商注册一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.payroll_screen", True, "switch", 0, 1, uniform(0, 1), "households with a member on the public payroll are screened out", "财政供养人员一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.savings_screen", True, "switch", 0, 1, uniform(0, 1), "households with savings above the limit are screened out", "存款超限一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.home_screen", True, "switch", 0, 1, uniform(0, 1), "households that built or bought a home of late are screened out", "近年新建购住房一票否决", "assumption", "assumption", "standard"),
    Parameter("assets.home_years", 3.0, "years", 0, 50, uniform(2, 5), "years for which a home counts as new", "新建购住房计算年限", "assumption", "assumption", "standard"),
    Parameter("assets.savings", 4.0, "ratio", 0, 1000, uniform(2, 6), "savings a head that are allowed, as a multiple of the yearly dibao standard", "人均存款上限相对低保年标准倍数", "assumption", "assumption", "standard"),
    Parameter("assets.flat", 0.10, "share", 0, 1, uniform(0.04, 0.20), "rural households that have a flat in a town", "农户拥有城镇住房比例", "assumption", "assumption", "evidence"),
    Parameter("assets.company", 0.30, "share", 0, 1, uniform(0.15, 0.50), "own businesses that are registered", "自营活动登记注册比例", "assumption", "assumption", "evidence"),
    Parameter("assets.payroll", 0.03, "share", 0, 1, uniform(0.01, 0.06), "rural households with a member on the public payroll", "农户有财政供养人员比例", "assumption", "assumption", "evidence"),
    Parameter("assets.likeness", 0.5, "ratio", 0, 0.99, uniform(0.2, 0.7), "correlation of such traits with the ability of the household", "此类特征与家庭能力的相关系数", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_car", 0.05, "share", 0, 1, uniform(0, 0.15), "cars that a visit of the household misses", "入户未发现车辆比例", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_flat", 0.50, "share", 0, 1, uniform(0.3, 0.8), "flats in town that a visit misses", "入户未发现城镇住房比例", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_company", 0.30, "share", 0, 1, uniform(0.1, 0.5), "registered businesses that a visit misses", "入户未发现工商注册比例", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_payroll", 0.20, "share", 0, 1, uniform(0.05, 0.4), "public employment that a visit misses", "入户未发现财政供养比例", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_savings", 0.85, "share", 0, 1, uniform(0.7, 1.0), "savings above the limit that a visit misses", "入户未发现超限存款比例", "assumption", "assumption", "evidence"),
    Parameter("assets.miss_home", 0.05, "share", 0, 1, uniform(0, 0.2), "new homes that a visit misses", "入户未发现新建购住房比例", "assumption", "assumption", "evidence"),
)  # fmt: skip
_SWITCHES = ("recognition.car_screen", *(f"assets.{name}_screen" for name in SCREENS[1:]))


def screens(world) -> np.ndarray:
    """bool[screens]: which of `SCREENS` are on."""
    return np.array([bool(world.parameters[name]) for name in _SWITCHES])


def own(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, screens]: what `rows` really have, in the order of `SCREENS`."""
    h, p = world.households, world.parameters
    registered = draw(world.seed, DRAW_COMPANY, h.id[rows], 0) < p["assets.company"]
    allowed = 100.0 * p["assets.savings"] * world.drivers.at("dibao_standard", world.month) * h.size[rows]
    return np.column_stack([
        h.car[rows] == 1,
        traits.top(world, rows, DRAW_FLAT, p["assets.flat"], p["assets.likeness"]),
        (h.business_base[rows] > 0.0) & registered,
        traits.top(world, rows, DRAW_PAYROLL, p["assets.payroll"], p["assets.likeness"]),
        h.cash[rows] > allowed,
        (h.house_built[rows] > 0) & (world.month - h.house_built[rows] < 12.0 * p["assets.home_years"]),
    ])  # fmt: skip


def barred(world, rows: np.ndarray) -> np.ndarray:
    """bool[n]: has something that a screen of the standard names, whether seen or not."""
    on = screens(world)
    return (own(world, rows) & on).any(axis=1) if on.any() else np.zeros(len(rows), bool)


def missed(world, key: int, rows: np.ndarray, month: int, chance: np.ndarray) -> np.ndarray:
    """bool[n, screens]: what stays hidden with the `chance` float64[n, screens] of each; who hides it well at one chance does so at every higher one."""
    ids = world.households.id[rows]
    return np.column_stack([draw(world.seed, key, ids, month, k) for k in range(len(SCREENS))]) < chance


def misses(world, room: str, factor: np.ndarray) -> np.ndarray:
    """float64[n, screens]: chances that `room` (`assets`, the visit, or `registers`) misses each thing; `factor` float64[n] scales its errors."""
    return np.minimum(factor[:, None] * np.array([world.parameters[f"{room}.miss_{name}"] for name in SCREENS]), 1.0)


def visit(world, rows: np.ndarray, error: float = 1.0) -> np.ndarray:
    """bool[n]: a visitor sees something that a screen names; `error` scales the misses (0: sees all)."""
    found, on = np.zeros(len(rows), bool), screens(world)
    if not on.any():
        return found
    has = own(world, rows) & on
    some = np.flatnonzero(has.any(axis=1))
    chance = misses(world, "assets", error * attention.error_factor(world, rows[some]))
    found[some] = (has[some] & ~missed(world, DRAW_VISIT, rows[some], world.month, chance)).any(axis=1)
    return found
