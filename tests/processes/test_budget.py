"""The labour-time budget by hand: a post takes its months from idle hands, farm and local work, and gives them back."""

import numpy as np
import pytest

from sim.processes import budget
from sim.processes.budget import USES


@pytest.fixture
def planned(world_at):
    """Artificial households in February 2016 with two full workers in row 9: fields and forest need 1.0 and 0.25 workers."""

    def make():
        world = world_at(2016, 2)
        h = world.households
        h.forest[9] = 0.25 / budget.forest_need()
        h.plan_units[9], h.farm_need[9], h.farm_labour[9], h.local_workers[9], h.idle[9] = 2.0, 1.25, 1.0, 0.5, 0.25
        h.months_care[9] = 3.0
        budget.step(world)
        return world

    return make


def months(world) -> dict[str, float]:
    """Months of row 9 that are not zero."""
    found = {use: round(float(world.households.columns[f"months_{use}"][9]), 9) for use in USES}
    return {use: value for use, value in found.items() if value}


def test_the_year_of_two_workers_by_hand(planned):
    # 12 months on own land, a fifth of them in the forest; 6 of local work, 3 of care; 24 - 21 = 3 idle
    assert months(planned()) == {"farm": 9.6, "forest": 2.4, "local": 6.0, "care": 3.0, "idle": 3.0}


def test_a_post_takes_its_months_and_gives_them_back(planned):
    world = planned()
    h = world.households
    world.month += 3
    h.post_left[9], h.post_time[9], h.post_farm[9], h.post_local[9] = 5, 0.4, 0.1, 0.05
    budget.step(world)
    # 4.8 months: 1.2 from the land, 0.6 from local work, the other 3 from idle time
    assert months(world) == {"farm": 8.64, "forest": 2.16, "local": 5.4, "post": 4.8, "care": 3.0}
    h.post_left[9], h.post_time[9], h.post_farm[9], h.post_local[9] = 0, 0.0, 0.0, 0.0
    budget.step(world)
    assert months(world) == {"farm": 9.6, "forest": 2.4, "local": 6.0, "care": 3.0, "idle": 3.0}


def test_without_land_there_is_no_month_in_the_forest(planned):
    world = planned()
    h = world.households
    h.farm_need[9], h.forest[9] = 0.0, 0.0
    budget.step(world)
    assert h.months_forest[9] == 0.0 and h.months_farm[9] == pytest.approx(12.0)
    assert np.isfinite(h.months_idle).all()
