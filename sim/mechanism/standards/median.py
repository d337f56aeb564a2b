"""An income line: a share of the rural median of county, city, province or nation, floating with it or anchored at 2018 and moved with prices.

Half the median is the usual relative line of the OECD and of the studies of China after 2020; 40 and 60 % bound it.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.standards import reference

NAME, ZH, EN = "median", "农村居民收入中位数一定比例", "share of a rural median"
PARAMETERS = (
    Parameter("recognition.line_share", 0.5, "share", 0.2, 0.8, uniform(0.4, 0.6), "line as a share of the median of disposable income per head", "认定线占农村人均收入中位数比例", "assumption", "assumption", "standard"),
)  # fmt: skip


def line(world) -> np.ndarray:
    """float64[counties]: yuan a head and year at current prices."""
    return world.parameters["recognition.line_share"] * reference.medians(world)


def need(world, look) -> np.ndarray:
    """float64[n]: income a head over the line of the county."""
    return look.income / line_of(world, look.rows)


def line_of(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: the line of the county of `rows`, at least one yuan."""
    return np.maximum(line(world)[world.households.county[rows]], 1.0)
