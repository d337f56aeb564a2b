"""Illness: a hospital case costs money, part of which insurance pays back, and takes a worker away for some months."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp, normal_quantile

OWNS = ("households.sick_left", "households.medical", "households.refund")
DRAW_CASE = 230
PARAMETERS = (
    Parameter("health.cost_median", 5200.0, "yuan", 0, 1e6, uniform(3500, 8000), "median bill of a hospital case, prices of 2019", "住院费用中位数(2019年价)", "assumption", "assumption", "health"),
    Parameter("health.cost_sd", 0.95, "log", 0, 3, uniform(0.7, 1.2), "spread of log bills", "住院费用对数标准差", "assumption", "assumption", "health"),
    Parameter("health.refund", 0.52, "share", 0, 1, uniform(0.40, 0.62), "share of the bill paid by resident insurance", "居民医保实际报销比例", "HE-PAY", "recalled", "health"),
    Parameter("health.long", 1.28, "ratio", 0, 5, uniform(1.04, 1.64), "cases costlier than this many standard deviations keep a worker away for a year (one in ten)", "致一年误工的费用分位(标准差)", "assumption", "assumption", "health"),
    Parameter("health.middle", 0.25, "ratio", -5, 5, uniform(0.0, 0.52), "cases costlier than this many standard deviations keep a worker away for three months, cheaper ones for one", "致三个月误工的费用分位(标准差)", "assumption", "assumption", "health"),
    Parameter("health.everyday", 260.0, "yuan_per_year", 0, 1e5, uniform(150, 450), "clinic and medicine a head and year, prices of 2019", "人均门诊药品支出(2019年价)", "assumption", "assumption", "health"),
)  # fmt: skip


@kernel(
    "void(int64, int64, int64[::1], float64[::1], int16[::1], float64, float64, float64, float64, float64, float64, float64, int16[::1], float64[::1], float64[::1])"
)
def _cases(seed, month, ids, hazard, size, median, sd, share, everyday, price, long, middle, sick_left, medical, refund):
    for i in range(ids.size):
        if sick_left[i] > 0:
            sick_left[i] -= 1
        bill = 0.0
        happens, severity = pair(seed, DRAW_CASE, ids[i], month, 0)
        if happens < hazard[i]:
            z = normal_quantile(severity)
            bill = median * price * exp(sd * z)
            # the costlier cases keep a worker away longer: one, three or twelve months
            sick_left[i] = max(sick_left[i], 12 if z > long else (3 if z > middle else 1))
        refund[i] = np.rint(bill * share * 100.0)
        medical[i] = np.rint((bill + everyday * price * size[i] / 12.0) * 100.0)


def step(world) -> None:
    """Cases of the month."""
    p, h = world.parameters, world.households
    _cases(world.seed, world.month, h.id, h.hazard, h.size, p["health.cost_median"], p["health.cost_sd"], p["health.refund"], p["health.everyday"],
           world.drivers.price(world.month), p["health.long"], p["health.middle"], h.sick_left, h.medical, h.refund)  # fmt: skip
