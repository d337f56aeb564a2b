"""Funerals: a death costs the household that remains, by its means but never less than a plain burial (人情与丧葬支出)."""

import numpy as np

from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform

OWNS = ("households.funeral",)
PARAMETERS = (
    Parameter("funerals.least", 8000.0, "yuan", 0, 1e6, uniform(5000, 12000), "cost of a plain burial, prices of 2019", "简办丧葬费用(2019年价)", "assumption", "assumption", "shocks"),
    Parameter("funerals.months", 3.0, "months", 0, 60, uniform(1, 6), "months of the household's income that custom asks for a funeral", "按习俗丧葬费相当于家庭收入月数", "assumption", "assumption", "shocks"),
    Parameter("funerals.most", 40000.0, "yuan", 0, 1e6, uniform(25000, 60000), "most that is spent on a funeral, prices of 2019", "丧葬费用上限(2019年价)", "assumption", "assumption", "shocks"),
)  # fmt: skip


def step(world) -> None:
    """Pay for the deaths that the new roster of January counts (`households.deaths`). Who leaves nobody behind is buried from what is left."""
    p, h, price = world.parameters, world.households, world.drivers.price(world.month)
    rows = np.flatnonzero(h.deaths > 0)
    least, most = p["funerals.least"] * price, max(p["funerals.most"], p["funerals.least"]) * price
    due = to_fen(np.clip(p["funerals.months"] / 12.0 * world.year_income(rows), least, most) * h.deaths[rows])
    world.pay("funeral", rows, np.where(h.size[rows] > 0, due, np.minimum(due, h.cash[rows])))
