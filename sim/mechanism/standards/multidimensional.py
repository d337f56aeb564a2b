"""Several lacks at once, counted as by Alkire and Foster (2011): income, schooling, health, housing, water, employment, insurance, each with the same weight.

A household meets the standard when its weighted share of lacks reaches the cut-off. Source: Alkire S., Foster J. (2011), Journal of Public Economics
95(7-8):476-487; a cut-off of one third is that of the global index.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.standards import median

NAME, ZH, EN = "multidimensional", "多维贫困(A-F双界线法)", "multidimensional (Alkire-Foster)"
PARAMETERS = (
    Parameter("recognition.cutoff", 1.0 / 3.0, "share", 0.05, 1.0, uniform(0.25, 0.45), "weighted share of lacks from which a household is poor", "多维贫困临界值k", "assumption", "assumption", "standard"),
)  # fmt: skip
DIMENSIONS = 7
ROUNDING = 1e-9
SPREAD = 0.25  # of one lack: how far income orders households with equally many lacks; below one half, so that it never decides who is poor
LEAST = 0.05  # lacks that a household without any counts as, so that its need is a number


def enough(cutoff: float) -> float:
    """How many of the seven lacks reach the cut-off."""
    return float(np.ceil(cutoff * DIMENSIONS - ROUNDING))


def lacks(world, look) -> np.ndarray:
    """bool[n, 7]: income below the line of `median`, then the other dimensions."""
    return np.column_stack([median.need(world, look) < 1.0, look.deprived])


def need(world, look) -> np.ndarray:
    """float64[n]: as `need_at` with the cut-off of the scenario."""
    return need_at(world, look, world.parameters["recognition.cutoff"])


def need_at(world, look, cutoff: float) -> np.ndarray:
    """float64[n]: lacks that reach the cut-off, less a half, over lacks; among equal numbers the poorer in income is needier."""
    depth = np.clip(1.0 - 0.5 * median.need(world, look), 0.0, 1.0)
    return (enough(cutoff) - 0.5) / np.maximum(lacks(world, look).sum(axis=1) + SPREAD * depth, LEAST)
