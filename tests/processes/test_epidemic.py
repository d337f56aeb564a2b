"""The epidemic as dated losses: from February 2020 they fade each month, and nothing else of the run changes."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.data.rows import rows
from sim.processes import epidemic, farm, work
from sim.processes.crop_table import crop_table
from sim.processes.epidemic import Loss

VEGETABLES = crop_table().code("vegetables")
SHARES = {"epidemic.migrant_lost": 0.85, "epidemic.seasonal_lost": 0.90, "epidemic.local_lost": 0.60, "epidemic.business_lost": 0.50, "epidemic.job_lost": 0.40,
          "epidemic.recovery": 0.5, "epidemic.unsold": 0.30, "epidemic.rents": 0.5, "epidemic.rent_months": 3, "epidemic.hospital": 0.4}  # fmt: skip


@pytest.mark.parametrize("year,month,left,unsold,rents", [
    (2020, 1, 0.0, 0.0, 0.0),
    (2020, 2, 1.0, 0.30, 0.5),
    (2020, 3, 0.5, 0.30, 0.5),
    (2020, 4, 0.25, 0.30, 0.5),
    (2020, 5, 0.125, 0.30, 0.0),
    (2020, 6, 0.0625, 0.0, 0.0),
    (2020, 12, 1 / 1024, 0.0, 0.0),
    (2021, 1, 0.0, 0.0, 0.0),
])  # fmt: skip
def test_months(world_at, year, month, left, unsold, rents):
    found = epidemic.loss(world_at(year, month, SHARES))
    kinds = (found.migrant, found.seasonal, found.local, found.business, found.job, found.hospital)
    assert kinds == pytest.approx([left * share for share in (0.85, 0.90, 0.60, 0.50, 0.40, 0.4)])
    assert found.rents == rents and found.unsold == pytest.approx([unsold * epidemic.PERISHABLE[name] for name in crop_table().names])


def test_what_keeps_is_sold_and_what_spoils_is_not():
    share = epidemic.PERISHABLE
    assert share["tobacco"] == 0.0 and share["vegetables"] == 1.0 and share["grain"] < share["tea"] < share["vegetables"]


def test_what_the_table_of_products_calls_storable_mostly_keeps():
    for row in rows("products"):
        assert (epidemic.PERISHABLE[row["product"]] <= 0.5) == (row["storable"] == "1"), row["product"]


def test_a_slower_recovery_loses_more_of_every_later_month(world_at):
    fast, slow = (epidemic.loss(world_at(2020, 5, SHARES | {"epidemic.recovery": speed})) for speed in (0.4, 0.7))
    assert slow.migrant > fast.migrant and slow.job > fast.job and slow.unsold == fast.unsold


def test_without_the_epidemic_nothing_is_lost(world_at):
    assert epidemic.loss(world_at(2020, 2, {"epidemic.on": False})) == Loss()


def test_pay_and_sales_of_february_by_hand(world_at):
    # 4,000 away less 85 % is 600; 3,000 here less 60 % is 1,200; 1,500 of own business less half is 750; vegetables keep 70 % of their sales, inputs paid before
    sums = {}
    for on in (True, False):
        world = world_at(2020, 2, SHARES | {"epidemic.on": on})
        h = world.households
        h.migrant_base[3], h.local_base[3], h.local_workers[3], h.business_base[3], h.luck_work[:], h.luck_farm[:] = 1.0, 1.0, 1.0, 0.5, 1.0, 1.0
        h.crop[3], h.crop_area[3], h.farm_rate[3], h.inputs_paid[3] = VEGETABLES, 4.0, 1.0, 1.0
        h.forest[3], h.farm_labour[3], world.villages.weather[:], world.counties.weather[:] = 0.0, 0.0, 1.0, 1.0
        work.step(world), farm.step(world)
        sums[on] = [h.columns[name][3] for name in ("wage_migrant", "wage_local", "business_net", "farm_net")]
    assert sums[True][:3] == [60000.0, 120000.0, 75000.0] and sums[False][:3] == [400000.0, 300000.0, 150000.0]
    assert sums[True][3] == pytest.approx(0.7 * sums[False][3], abs=1.0)


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


def test_who_plans_in_february_expects_the_year_that_comes(world_at):
    # 0.85 of February, half of it in March and so on: 1.7 months of twelve
    away, local = epidemic.outlook(world_at(2020, 2, SHARES))
    assert away == pytest.approx(0.85 * 2 / 12, rel=1e-3) and local == pytest.approx(0.60 * 2 / 12, rel=1e-3)
    assert epidemic.outlook(world_at(2021, 2, SHARES)) == (0.0, 0.0) == epidemic.outlook(world_at(2020, 2, SHARES | {"epidemic.on": False}))


def test_fewer_leave_for_work_away_in_the_epidemic(start, small_sample, everywhere):
    # S-13
    runs = [start(everywhere, small_sample, values={"epidemic.on": on}) for on in (True, False)]
    for model in runs:
        while model.world.month <= month_index(2020, 2):
            model.step()
    hit, spared = (model.world.households.migrants.sum() for model in runs)
    assert 0.85 * spared < hit < spared


def test_the_poor_need_not_lose_more(start, small_sample, everywhere):
    # S-14, one-sided: of those below the median before, the loss of the year is not larger than among those above by more than a tenth of income
    runs = [start(everywhere, small_sample, values={"epidemic.on": on}) for on in (True, False)]
    for model in runs:
        while model.world.month < month_index(2021, 1):
            model.step()
    hit, spared = (model.sheets.done[-1].hukou.sum(axis=0) for model in runs)
    before = runs[0].sheets.done[-2].hukou.sum(axis=0) / np.maximum(runs[0].sheets.done[-2].size, 1)
    poor, loss = before < np.median(before), 1.0 - hit.sum() / spared.sum()
    share = [1.0 - hit[rows].sum() / spared[rows].sum() for rows in (poor, ~poor)]
    assert loss > 0 and share[0] < share[1] + 0.1
