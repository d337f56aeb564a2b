"""Training in the months before a county starts: it takes days of its cadres and staff and gives experience."""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.mechanism.offices import learning

OWNS = ()
PARAMETERS = (
    Parameter("learning.training_months", 2, "months", 0, 60, uniform(0, 6), "months before the start in which cadres are trained", "启动前培训月数", "assumption", "assumption", "learning"),
    Parameter("learning.training_days", 0.5, "days", 0, 30, uniform(0.0, 2.0), "days a month of training for each person, at most the days there are", "培训期每人每月培训天数", "assumption", "assumption", "learning"),
    Parameter("learning.training_worth", 1.0, "ratio", 0, 10, uniform(0.5, 2.0), "worth of a day of training against a day of the work", "一天培训相当于实际工作的天数", "assumption", "assumption", "learning"),
)  # fmt: skip


def step(world) -> None:
    """Train where the mechanism starts within the months of training. Days come from the month's days of villages and county."""
    v, c, p = world.villages, world.counties, world.parameters
    soon = (c.rollout > world.month) & (c.rollout - world.month <= p["learning.training_months"])
    if not (p["learning.on"] and p["learning.training_days"] > 0.0 and soon.any()):
        return
    persons = v.cadres + v.team
    in_village = np.where(soon[v.county], np.minimum(p["learning.training_days"] * persons, v.cadre_left), 0.0)
    share = world.household_share
    in_office = np.where(soon, np.minimum(p["learning.training_days"] * c.office * share, c.office_left), 0.0)
    v.cadre_left[:] -= in_village
    c.office_left[:] -= in_office
    whole = np.bincount(v.county, in_village * v.weight, len(c)) + np.divide(in_office, share, out=np.zeros(len(c)), where=share > 0.0)
    world.count("cadre_days", np.arange(len(c)), whole)
    learning.gain(world, p["learning.training_worth"] * whole)
