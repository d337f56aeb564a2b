"""Pay of the month: local wages, own business and migrants' wages for the work planned, less illness, lost months and time given to posts.

Members away send home what those at home lack against basic needs, within bounds of their pay (support of kin, 寄带回收入).
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic

OWNS = ("households.wage_local", "households.wage_migrant", "households.business_net", "households.remittance")
PARAMETERS = (
    Parameter("work.sent_least", 0.08, "share", 0, 1, uniform(0.03, 0.15), "least share of migrants' pay sent to members at home", "外出者最低寄回比例", "assumption", "assumption", "work"),
    Parameter("work.sent_most", 0.45, "share", 0, 1, uniform(0.30, 0.60), "largest share of migrants' pay sent to members at home", "外出者最高寄回比例", "assumption", "assumption", "work"),
    Parameter("work.support", 7500.0, "yuan_per_year", 0, 1e5, uniform(5000, 10000), "income a head at home up to which members away help, prices of 2019", "外出者支持在家成员的收入水平(2019年价)", "assumption", "assumption", "work"),
)  # fmt: skip


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int16[::1], float64[::1], int16[::1], float64[::1], "
    "float64, float64, float64, float64, float64, float64, float64[::1], float64[::1], float64[::1], float64[::1])"
)
def _pay(local, workers, business, farm, away, migrants, luck, sick, labour, residents, post_local, wage_local, takings, wage_away, least, most, support, out_local, out_away, out_business, out_sent):
    for i in range(local.size):
        able = 1.0 - 1.0 / max(labour[i], 1.0) if sick[i] > 0 else 1.0
        here = able * luck[i]
        kept = 1.0 - post_local[i] / workers[i] if workers[i] > 0.0 else 1.0
        out_local[i] = np.rint(here * wage_local * local[i] * kept * 100.0)
        out_business[i] = np.rint(here * takings * business[i] * 100.0)
        pay = np.rint(able * luck[i] * wage_away * away[i] * 100.0)
        out_away[i], out_sent[i] = pay, 0.0
        if residents[i] > 0 and migrants[i] > 0.0:
            lack = support * residents[i] - out_local[i] - out_business[i] - farm[i] * 100.0 / 12.0
            out_sent[i] = np.rint(min(max(lack, least * pay), most * pay))


def step(world) -> None:
    """Wages and business income of the month in fen, a county at a time: its wage is one number, which keeps the loop vector code."""
    h, c, p, lost = world.households, world.counties, world.parameters, epidemic.loss(world)
    local = world.drivers.at("wage_local", world.month) * (1.0 - lost.local)
    away = world.drivers.at("wage_away", world.month) * (1.0 - lost.migrant)
    support = p["work.support"] * world.drivers.price(world.month) * 100.0 / 12.0  # fen a head and month
    reads = (h.local_base, h.local_workers, h.business_base, h.farm_value, h.migrant_base, h.migrants, h.luck_work, h.sick_left, h.labour, h.residents, h.post_local)
    writes = (h.wage_local, h.wage_migrant, h.business_net, h.remittance)
    for county, (first, end) in enumerate(zip(world.county_first, world.county_first[1:], strict=False)):
        _pay(*(column[first:end] for column in reads), local * c.wage_ratio[county], local * c.business_ratio[county], away, p["work.sent_least"], p["work.sent_most"],
             support, *(column[first:end] for column in writes))  # fmt: skip
