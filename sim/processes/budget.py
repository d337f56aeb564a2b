"""The labour-time budget: twelve months of each labour unit over own farm, forest, business, local work, job, post, work away, care, school and idle.

The plan of the year says what time goes where; a public-welfare post takes its months from it. The sum is always that of the members.
"""

from functools import cache

import numpy as np

from sim.core.compiled import kernel
from sim.processes.crop_table import FOREST, crop_table
from sim.state.rows import distinct, nonzero

LAID = ("farm", "forest", "local", "post", "idle")

OWNS = tuple(f"households.months_{use}" for use in LAID)
PLANNED = ("business", "job", "away", "seasonal", "care", "school")  # months that only the plan of the year changes
USES = (*LAID, *PLANNED)


@kernel(
    "void(int64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64, float64[::1], "
    "float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1])"
)
def _lay(rows, time, farm, local, labour, workers, need, forest, units, per_mu, business, job, away, seasonal, care, school, m_farm, m_forest, m_local,
         m_post, m_idle):  # fmt: skip
    for i in rows:
        tended = 12.0 * (labour[i] - farm[i])
        share = min(forest[i] * per_mu / need[i], 1.0) if need[i] > 0.0 else 0.0
        m_forest[i], m_farm[i] = tended * share, tended * (1.0 - share)
        m_local[i], m_post[i] = 12.0 * (workers[i] - local[i]), 12.0 * time[i]
        planned = business[i] + job[i] + away[i] + seasonal[i] + care[i] + school[i]
        m_idle[i] = 12.0 * units[i] - planned - m_farm[i] - m_forest[i] - m_local[i] - m_post[i]


@cache
def forest_need() -> float:
    """Workers that a mu of forest needs."""
    return float(crop_table().labour[FOREST]) / 12.0


def step(world) -> None:
    """Lay out the budget after a plan; in other months where a post is held or has ended. What no use claims is idle."""
    h = world.households
    planned = world.month_of_year == 2 or world.month == world.start
    rows = np.arange(len(h)) if planned else distinct(np.concatenate([nonzero(h.post_time), nonzero(h.months_post)]))
    _lay(rows, h.post_time, h.post_farm, h.post_local, h.farm_labour, h.local_workers, h.farm_need, h.forest, h.plan_units,
         forest_need(), *(h.columns[f"months_{use}"] for use in (*PLANNED, *LAID)))  # fmt: skip
