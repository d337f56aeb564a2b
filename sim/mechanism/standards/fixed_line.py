"""A line in yuan set for a planning period, as Guangdong did for 2016 to 2020: 4,000 yuan a head at prices of 2014, about a third of its rural mean then."""

import numpy as np

from sim.core.clock import month_index
from sim.core.parameters import Parameter, uniform

NAME, ZH, EN = "fixed_line", "固定金额线(广东做法)", "fixed line in yuan (Guangdong)"
PARAMETERS = (
    Parameter("recognition.fixed_line", 4000.0, "yuan_per_year", 500, 50000, uniform(3500, 6000), "line a head at prices of 2014", "固定认定线(2014年价)", "REL-GD", "found", "standard"),
)  # fmt: skip
SINCE_2014 = 1.013  # rural prices of 2015, where the path of prices begins, over those of 2014: first change of that path


def line(world) -> float:
    """Yuan a head and year at current prices."""
    rise = world.drivers.price(world.month) / world.drivers.price(month_index(2015))
    return world.parameters["recognition.fixed_line"] * SINCE_2014 * rise


def need(world, look) -> np.ndarray:
    """float64[n]: income a head over the line."""
    return look.income / line(world)
