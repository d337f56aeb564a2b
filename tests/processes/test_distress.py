"""Running short: the order of coping, asset sales at a discount, and illness that eats savings."""

import numpy as np
import pytest

from sim.processes import consumption, distress
from sim.state.settlement import receive, settle

RULES = {
    "consumption.need": 6000.0,
    "consumption.hunger": 0.5,
    "consumption.norm": 0.0,
    "distress.discount": 0.2,
    "distress.months": 2.0,
    "credit.smallest": 1000.0,
}
ROW, LEAST = 9, 500.0  # two persons: 0.5 x 6,000 x 2 / 12


@pytest.fixture
def month(world_at):
    """A month of household 9 with cash, kin's limit, assets and a bill in yuan; the world before it is settled."""

    def live(cash=0.0, kin=0.0, capital=0.0, medical=0.0, values=None):
        world = world_at(2019, 4, RULES | (values or {}))
        h = world.households
        h.cash[:] = 1e7
        h.cash[ROW], h.kin_cap[ROW], h.capital[ROW], h.medical[ROW] = cash * 100, kin * 100, capital * 100, medical * 100
        consumption.norm(world)
        receive(world)
        distress.ask(world)
        distress.sell(world)
        consumption.step(world)
        return world

    return live


def paid(world, name):
    return world.paid(name)[ROW] / 100


def test_savings_come_first(month):
    world = month(cash=600.0, capital=5000.0, kin=5000.0)
    assert not paid(world, "asset_sale") and not paid(world, "kin_loan") and world.households.short[ROW] == 0


def test_kin_come_before_assets(month):
    world = month(cash=100.0, kin=400.0, capital=5000.0)
    assert paid(world, "kin_loan") == 400 and not paid(world, "asset_sale") and not world.offers.of("loan")[0][0].size


def test_what_kin_cannot_lend_is_asked_from_a_bank(month):
    rows, fen, _, purpose = month(cash=100.0, kin=100.0).offers.of("loan")[0]
    assert rows.tolist() == [ROW] and fen.tolist() == [(300 + 2 * LEAST) * 100] and purpose == "bills"


def test_no_bank_lends_less_than_its_smallest_loan(month):
    assert month(cash=100.0, kin=300.0).offers.of("loan")[0][1].tolist() == [110000.0] and month(cash=499.0).offers.of("loan")[0][1].tolist() == [
        100100.0
    ]
    assert month(cash=499.0, values={"credit.smallest": 5000.0}).offers.of("loan")[0][1].tolist() == [500000.0]


def test_assets_are_sold_below_their_value(month):
    world = month(cash=100.0, capital=5000.0)  # 400 are missing: 500 worth of assets
    assert paid(world, "asset_sale") == 400 and paid(world, "asset_discount") == 100 and world.households.short[ROW] == 1
    settle(world)
    assert world.households.capital[ROW] == 450000 and not world.year_hukou.any() and paid(world, "spending") == LEAST


def test_consumption_below_the_least_comes_last(month):
    world = month(cash=100.0, capital=250.0)
    assert paid(world, "asset_sale") == 200 and paid(world, "spending") == 300
    settle(world)
    assert world.households.capital[ROW] == 0 and world.households.cash[ROW] == 0


def test_a_bill_is_met_whatever_it_takes(month):
    world = month(medical=900.0, capital=500.0)
    assert paid(world, "asset_sale") == 400 and paid(world, "kin_loan") == 500 and paid(world, "spending") == 0
    settle(world)
    assert world.households.cash[ROW] == 0 and world.households.debt[ROW] == 50000


def test_months_in_a_row_are_counted(month):
    world = month(cash=0.0)
    h = world.households
    assert h.short[ROW] == 1 and h.short.sum() == 1
    distress.sell(world)
    assert h.short[ROW] == 2
    h.cash[ROW] = 1e7
    distress.sell(world)
    assert h.short[ROW] == 0


def test_illness_lowers_savings_and_assets(start, small_sample):
    # S-09: two runs that differ in what hospital cases cost
    ends = []
    for cost in (1000.0, 20000.0):
        model = start(population=small_sample, values={"health.cost_median": cost})
        model.world.households.capital[:] = 500000.0
        for _ in range(48):
            model.step()
        h = model.world.households
        ends.append((h.cash.mean(), h.capital.mean(), h.debt.mean()))
    assert ends[1][0] < ends[0][0] and ends[1][1] < ends[0][1] and ends[1][2] > ends[0][2]


def test_productive_assets_keep_from_going_short(start, small_sample):
    # S-18 in this part: who can sell something falls below the least consumption in fewer months, at the price of the asset
    months = []
    for capital in (0.0, 2000000.0):
        model = start(population=small_sample)
        model.world.households.capital[:] = capital
        eaten = 0.0
        for _ in range(36):
            model.step()
            h = model.world.households
            eaten += np.maximum(0.5 * distress.at_least(model.world, np.arange(len(h))) - h.spending, 0.0)[h.size > 0].sum()
        months.append(eaten)
    assert months[1] < months[0]


def test_what_wore_off_this_month_cannot_be_sold(world_at):
    # 1,000 yuan of tools lose a tenth in January; the rest, 900, is sold at 80 %
    world = world_at(2019, 1, RULES)
    h = world.households
    h.cash[:], h.cash[ROW], h.kin_cap[ROW], h.capital[ROW] = 1e7, -10_000_000.0, 0.0, 100_000.0
    consumption.norm(world)
    receive(world)
    world.pay("wear", np.array([ROW]), np.array([10_000.0]))
    distress.ask(world)
    distress.sell(world)
    assert paid(world, "asset_sale") == 720.0 and paid(world, "asset_discount") == 180.0
    settle(world)
    assert h.capital[ROW] == 0.0
