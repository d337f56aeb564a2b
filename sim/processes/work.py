"""Pay of the month: local wages, own business and migrants' wages for the work planned, less illness, lost months and time given to posts.

Members away send home what those at home lack against basic needs, within bounds of their pay (support of kin, 寄带回收入).
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic
from sim.processes.labour_choice import AWAY, LOCAL

OWNS = ("households.wage_local", "households.wage_migrant", "households.wage_seasonal", "households.business_net", "households.remittance")
PARAMETERS = (
    Parameter("work.sent_least", 0.08, "share", 0, 1, uniform(0.03, 0.15), "least share of migrants' pay sent to members at home", "外出者最低寄回比例", "assumption", "assumption", "work"),
    Parameter("work.sent_most", 0.45, "share", 0, 1, uniform(0.30, 0.60), "largest share of migrants' pay sent to members at home", "外出者最高寄回比例", "assumption", "assumption", "work"),
    Parameter("work.support", 7500.0, "yuan_per_year", 0, 1e5, uniform(5000, 10000), "income a head at home up to which members away help, prices of 2019", "外出者支持在家成员的收入水平(2019年价)", "assumption", "assumption", "work"),
)  # fmt: skip


# months in which who goes for a season is away: home for Spring Festival and from the July harvest to October; assumption
SEASON = (3, 4, 5, 6, 11, 12)


@scalar("UniTuple(float64, 2)(int8, float64, float64)")
def without_job(kind, workers, migrants):
    """Share of local pay and of pay from away that is left while one member is out of that work."""
    here = 1.0 - 1.0 / max(workers, 1.0) if kind == LOCAL else 1.0
    there = 1.0 - 1.0 / max(migrants, 1.0) if kind == AWAY else 1.0
    return here, there


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], "
    "int16[::1], float64[::1], int16[::1], int8[::1], float64, float64, float64, float64, float64, float64, float64, float64[::1], float64[::1], float64[::1], float64[::1], "
    "float64[::1])"
)
def _pay(local, workers, business, farm, away, seasonal, migrants, luck, absent, labour, residents, post_local, lost_left, lost_kind, wage_local, wage_business, wage_away, wage_season,
         least, most, support, out_local, out_away, out_seasonal, out_business, out_sent):  # fmt: skip
    for i in range(local.size):
        able = (1.0 - min(absent[i] / max(labour[i], 1.0), 1.0)) * luck[i] * 100.0
        here, there = (1.0, 1.0) if lost_left[i] <= 0 else without_job(lost_kind[i], workers[i], migrants[i])
        kept = 1.0 - post_local[i] / workers[i] if workers[i] > 0.0 else 1.0
        near, own, season = (
            np.rint(able * wage_local * local[i] * here * kept),
            np.rint(able * wage_business * business[i]),
            np.rint(able * wage_season * seasonal[i]),
        )
        pay, sent = np.rint(able * wage_away * away[i] * there), 0.0
        if residents[i] > 0 and migrants[i] > 0.0:
            sent = np.rint(min(max(support * residents[i] - near - own - season - farm[i] * 100.0 / 12.0, least * pay), most * pay))
        out_local[i], out_business[i], out_seasonal[i], out_away[i], out_sent[i] = near, own, season, pay, sent


def step(world) -> None:
    """Wages and business income of the month in fen, a county at a time: its wage is one number, which keeps the loop vector code."""
    h, c, p, lost = world.households, world.counties, world.parameters, epidemic.loss(world)
    wage, wage_away = world.drivers.at("wage_local", world.month), world.drivers.at("wage_away", world.month)
    local, business = wage * (1.0 - lost.local) * c.wage_ratio, wage * (1.0 - lost.business) * c.business_ratio
    season = wage_away * (1.0 - lost.seasonal) * (12.0 / len(SEASON) if world.month_of_year in SEASON else 0.0)
    support = p["work.support"] * world.drivers.price(world.month) * 100.0 / 12.0  # fen a head and month
    reads = (h.local_base, h.local_workers, h.business_base, h.farm_value, h.migrant_base, h.seasonal_base, h.migrants, h.luck_work, h.absent, h.labour,
             h.residents, h.post_local, h.job_lost_left, h.job_lost_kind)  # fmt: skip
    writes = (h.wage_local, h.wage_migrant, h.wage_seasonal, h.business_net, h.remittance)
    for county, (first, end) in enumerate(zip(world.county_first, world.county_first[1:], strict=False)):
        _pay(*(column[first:end] for column in reads), local[county], business[county], wage_away * (1.0 - lost.migrant), season, p["work.sent_least"],
             p["work.sent_most"], support, *(column[first:end] for column in writes))  # fmt: skip
