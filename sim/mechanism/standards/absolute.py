"""The official rural poverty line (2,300 yuan of 2010), moved with rural prices: 3,218 yuan in 2019. The same everywhere."""

import numpy as np

from sim.core.parameters import Parameter, uniform

NAME, ZH, EN = "absolute", "国家农村扶贫标准(绝对线)", "official rural poverty line"
PARAMETERS = (
    Parameter("recognition.absolute_line", 3218.0, "yuan_per_year", 500, 50000, uniform(3000, 4000), "official rural poverty line a head at prices of 2019", "国家农村扶贫标准(2019年价)", "POV-CN-LINE", "recalled", "standard"),
)  # fmt: skip


def line(world) -> float:
    """Yuan a head and year at current prices."""
    return world.parameters["recognition.absolute_line"] * world.drivers.price(world.month)


def need(world, look) -> np.ndarray:
    """float64[n]: income a head over the line."""
    return look.income / line(world)
