"""A multiple of the dibao standard, as for families at the edge of dibao (低保边缘): 1.5 times in the rules of the civil affairs offices, 1.0 to 2.0 in use."""

import numpy as np

from sim.core.parameters import Parameter, uniform

NAME, ZH, EN = "dibao_multiple", "低保标准倍数", "multiple of the dibao standard"
PARAMETERS = (
    Parameter("recognition.dibao_multiple", 1.5, "ratio", 1.0, 2.0, uniform(1.0, 2.0), "line as a multiple of the dibao standard", "认定线为低保标准的倍数", "REL-EDGE", "recalled", "standard"),
)  # fmt: skip


def line(world) -> float:
    """Yuan a head and year at current prices."""
    return world.parameters["recognition.dibao_multiple"] * world.drivers.at("dibao_standard", world.month)


def need(world, look) -> np.ndarray:
    """float64[n]: income a head over the line."""
    return look.income / line(world)
