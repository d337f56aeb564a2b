"""The epidemic as dated losses: from February 2020 they halve each month, and nothing else of the run changes."""

import pytest

from sim.core.clock import month_index
from sim.processes import epidemic, farm, work
from sim.processes.crop_table import crop_table
from sim.processes.epidemic import Loss

VEGETABLES = crop_table().code("vegetables")
SHARES = {"epidemic.migrant_lost": 0.85, "epidemic.local_lost": 0.60, "epidemic.unsold": 0.15}


@pytest.mark.parametrize("year,month,migrant,local,unsold", [
    (2020, 1, 0.0, 0.0, 0.0),
    (2020, 2, 0.85, 0.60, 0.15),
    (2020, 3, 0.425, 0.30, 0.15),
    (2020, 5, 0.10625, 0.075, 0.15),
    (2020, 6, 0.053125, 0.0375, 0.0),
    (2020, 8, 0.85 / 64, 0.60 / 64, 0.0),
    (2020, 9, 0.0, 0.0, 0.0),
    (2021, 2, 0.0, 0.0, 0.0),
])  # fmt: skip
def test_months(world_at, year, month, migrant, local, unsold):
    assert epidemic.loss(world_at(year, month, SHARES)) == Loss(pytest.approx(migrant), pytest.approx(local), pytest.approx(unsold))


def test_without_the_epidemic_nothing_is_lost(world_at):
    assert epidemic.loss(world_at(2020, 2, {"epidemic.on": False})) == Loss()


def test_pay_and_sales_of_february_by_hand(world_at):
    # 4,000 away less 85 % is 600; 3,000 here less 60 % is 1,200; fresh produce keeps 85 % of its sales, inputs paid before
    sums = {}
    for on in (True, False):
        world = world_at(2020, 2, SHARES | {"epidemic.on": on})
        h = world.households
        h.migrant_base[3], h.local_base[3], h.local_workers[3], h.business_base[3], h.luck_work[:], h.luck_farm[:] = 1.0, 1.0, 1.0, 0.5, 1.0, 1.0
        h.crop[3], h.crop_area[3], h.farm_rate[3], h.inputs_paid[3] = VEGETABLES, 4.0, 1.0, 1.0
        h.forest[3], h.farm_labour[3], world.villages.weather[:] = 0.0, 0.0, 1.0
        work.step(world), farm.step(world)
        sums[on] = [h.columns[name][3] for name in ("wage_migrant", "wage_local", "business_net", "farm_net")]
    assert sums[True][:3] == [60000.0, 120000.0, 60000.0] and sums[False][:3] == [400000.0, 300000.0, 150000.0]
    assert sums[True][3] == pytest.approx(0.85 * sums[False][3], abs=1.0)


def test_the_epidemic_moves_nothing_before_it_comes(start, everywhere):
    runs = [start(everywhere, values={"epidemic.on": on}) for on in (True, False)]
    for model in runs:
        while model.world.month < month_index(2020, 2):
            model.step()
    one, other = (model.world.households for model in runs)
    assert all((one.columns[name] == other.columns[name]).all() for name in one.columns)
    for model in runs:
        model.step()
    assert one.wage_migrant.sum() < 0.2 * other.wage_migrant.sum()
    assert (one.migrants == other.migrants).all()  # months are lost, not the plan of the year
