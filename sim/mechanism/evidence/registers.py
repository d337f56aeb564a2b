"""Comparison with registers (信息比对): vehicles, property, business, payroll and dwellings at the application; the same and the banks, with better
data, before the list is drawn up. A register misses what stands in another name or another county; the second comparison misses part of that, with
equal attention never more.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import assets
from sim.mechanism.offices import attention

DRAW_MISS = 307
PARAMETERS = (
    Parameter("registers.miss_car", 0.10, "share", 0, 1, uniform(0.02, 0.25), "cars that the vehicle register misses", "车辆登记比对遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.miss_flat", 0.35, "share", 0, 1, uniform(0.1, 0.6), "flats in town that the property register of the county misses", "不动产登记比对遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.miss_company", 0.15, "share", 0, 1, uniform(0.05, 0.3), "businesses that the business register misses", "工商登记比对遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.miss_payroll", 0.05, "share", 0, 1, uniform(0, 0.15), "public employment that the payroll register misses", "财政供养比对遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.miss_savings", 0.50, "share", 0, 1, uniform(0.2, 0.9), "savings above the limit that the banks' answer misses", "银行存款查询遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.miss_home", 0.30, "share", 0, 1, uniform(0.1, 0.6), "new homes that the register of dwellings misses", "住房登记比对新建购房遗漏率", "assumption", "assumption", "evidence"),
    Parameter("registers.second", 0.6, "ratio", 0, 1, uniform(0.3, 1.0), "misses of the second comparison against the first", "第二次比对遗漏率相对第一次", "assumption", "assumption", "evidence"),
)  # fmt: skip
FIRST = np.array([True, True, True, True, False, True])  # banks are asked in the second comparison only, in the order of `assets.SCREENS`; assumption


def find(world, rows: np.ndarray, second: bool) -> np.ndarray:
    """bool[n]: the first or second comparison finds something that a screen of the standard names."""
    p, out = world.parameters, np.zeros(len(rows), bool)
    asked = assets.screens(world) & (second | FIRST)
    if not asked.any():
        return out
    has = assets.own(world, rows) & asked
    some = np.flatnonzero(has.any(axis=1))
    chance = assets.misses(world, "registers", attention.office_factor(world, rows[some])) * np.where(second & FIRST, p["registers.second"], 1.0)
    hidden = assets.missed(world, DRAW_MISS, rows[some], 0, chance)  # in whose name something stands is lasting
    out[some] = (has[some] & ~hidden).any(axis=1)
    return out
