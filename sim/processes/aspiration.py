"""Who is content with last year's work: households whose income a head reaches their aspiration, under the rule of satisficing (Simon 1955, QJE 69(1)).

The aspiration is a share of the mean of what the household has been used to and what the village has.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.processes.labour_plan import SATISFICING

OWNS = ("households.used_to",)
PARAMETERS = (
    Parameter("labour.aspiration", 0.9, "share", 0, 2, uniform(0.7, 1.1), "income a head, against the mean of the own past and the village, that contents a household (rule of satisficing)", "满意度阈值:相对自身以往与本村均值之中值的比例", "assumption", "assumption", "choice"),
)  # fmt: skip
ADAPTS = 0.5  # weight of the last year in what a household is used to; assumption


def content(world) -> np.ndarray:
    """int8[households]: 1 where nothing is planned anew; all 0 under the other rules and in the first month of a run."""
    h, p = world.households, world.parameters
    if p["labour.rule"] != SATISFICING or world.month == world.start:
        return np.zeros(len(h), np.int8)
    head = world.year_income() / np.maximum(h.size, 1) / world.drivers.price(world.month)
    h.used_to[:] = np.where(h.used_to == 0.0, head, (1.0 - ADAPTS) * h.used_to + ADAPTS * head)
    people = np.bincount(h.village, h.size, len(world.villages))
    village = np.bincount(h.village, head * h.size, len(world.villages)) / np.maximum(people, 1.0)
    return (head >= p["labour.aspiration"] * 0.5 * (h.used_to + village[h.village])).astype(np.int8)
