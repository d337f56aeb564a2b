"""An income line: a share of the county's rural median, floating with it or anchored at the start and moved with prices."""

import numpy as np

from sim.core.parameters import Parameter, uniform

NAME, ZH = "median", "县农村居民收入中位数一定比例"
PARAMETERS = (
    Parameter("recognition.line_share", 0.5, "share", 0.2, 0.8, uniform(0.4, 0.6), "line as a share of the county median of disposable income per head", "认定线占县农村人均收入中位数比例", "assumption", "assumption", "standard"),
    Parameter("recognition.floating", True, "switch", 0, 1, uniform(0, 1), "the line follows the median (otherwise anchored at the median of 2018)", "认定线随中位数浮动", "assumption", "assumption", "standard"),
)  # fmt: skip
ANCHOR = 2018


def line(world) -> np.ndarray:
    """float64[counties]: yuan a head and year at current prices."""
    c, p = world.counties, world.parameters
    median = c.median_survey
    if not p["recognition.floating"] and world.real_medians:
        anchor = min(ANCHOR, max(world.real_medians))  # a run that starts its mechanism earlier anchors at its last known year
        median = world.real_medians[anchor] * world.drivers.price(world.month)
    return p["recognition.line_share"] * median


def need(world, look) -> np.ndarray:
    """float64[n]: income a head over the line of the county."""
    return look.income / np.maximum(line(world)[world.households.county[look.rows]], 1.0)
