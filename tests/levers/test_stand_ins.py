"""Outside volumes by hand: who is reached, what is paid when and by whom, and that capital is spent in the same month."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.comparison import PLACEBO
from sim.core.clock import month_index
from sim.levers import stand_ins
from sim.processes import transfers
from sim.state.settlement import settle

# Three registered households (rows 1, 5, 10); 1,200 yuan a year in two parts
GRANT = replace(PLACEBO, name="grant", lever="production_project", to="registered_poor", households=3, yuan=1200.0, months=(3, 9))


@pytest.fixture
def grants(world_at):
    """A world of a month with the stand-ins given, after they were delivered, paid and settled."""

    def make(*items, month: int = 3, **values):
        world = world_at(2016, month, **values)
        world.stand_ins = items
        stand_ins.deliver(world)
        transfers.step(world)
        settle(world)
        return world

    return make


def test_a_grant_comes_in_equal_parts_in_its_months(grants):
    for month, fen in ((3, 60000.0), (9, 60000.0), (4, 0.0), (12, 0.0)):
        world = grants(GRANT, month=month)
        h, paid = world.households, world.paid("grant_province")
        assert paid[[1, 5, 10]].tolist() == [fen] * 3 and paid.sum() == 3 * fen
        assert h.cash[1] == fen and h.welfare[1] == fen / 100


@pytest.mark.parametrize("payer,flow", [
    ("centre", "grant_centre"), ("province", "grant_province"), ("county", "grant_county"), ("cooperative", "dividend"),
])  # fmt: skip
def test_each_payer_pays_through_its_own_flow(grants, payer, flow):
    world = grants(replace(GRANT, payer=payer))
    assert world.paid(flow).sum() == 180000.0
    others = {"grant_centre", "grant_province", "grant_county", "dividend", "capital_grant"} - {flow}
    assert not any(world.paid(name).any() for name in others)


def test_capital_is_spent_in_the_same_month_and_is_no_income(grants):
    world = grants(replace(GRANT, counts_as_income=False))
    h = world.households
    assert world.paid("capital_grant")[1] == world.paid("capital_spent")[1] == 60000.0
    assert not h.cash.any() and not h.welfare.any()


@pytest.mark.parametrize("first,last,paid", [((2016, 3), (2016, 3), True), ((2016, 4), (2020, 1), False), ((2010, 1), (2016, 2), False)])
def test_only_from_its_first_to_its_last_month(grants, first, last, paid):
    world = grants(replace(GRANT, first=month_index(*first), last=month_index(*last)))
    assert world.paid("grant_province").any() == paid


def test_two_programmes_add_up(grants):
    world = grants(GRANT, replace(GRANT, name="other", yuan=600.0, months=(3,)))
    assert world.paid("grant_province")[1] == 120000.0


def test_groups(world_at):
    world = world_at(2016, 3)
    world.households.operated[:] = 0.0
    world.households.operated[[0, 8]] = 2.0
    assert stand_ins.meant(world, "registered_poor").tolist() == [1, 5, 10]
    assert stand_ins.meant(world, "farm").tolist() == [0, 8]
    assert stand_ins.meant(world, "all").tolist() == list(range(12))
    world.households.size[[0, 1]] = 0  # died out
    assert stand_ins.meant(world, "registered_poor").tolist() == [5, 10]
    assert stand_ins.meant(world, "farm").tolist() == [8]
    assert stand_ins.meant(world, "one").tolist() == [2]


def test_the_placebo_reaches_one_household_whatever_its_weight(world_at, small_sample):
    world = world_at(2016, 1, population=small_sample)
    assert world.households.weight.min() > 40
    assert len(stand_ins.reached(world, PLACEBO, {})) == 1


def test_volumes_are_reached_in_the_mean_and_households_keep_their_grant_all_year(start, small_sample):
    world = start(population=small_sample).world
    world.households.size[:] = 1
    item = replace(GRANT, to="all", households=100_000, months=(3, 9))
    shares = []
    for year in range(2016, 2036):
        world.month = month_index(year, 3)
        spring = stand_ins.reached(world, item, {})
        world.month = month_index(year, 9)
        assert np.array_equal(spring, stand_ins.reached(world, item, {}))
        shares.append(world.households.weight[spring].sum())
    n, chance = len(world.households), 100_000 / 549_607
    error = 549_607 * np.sqrt(chance * (1 - chance) / (20 * n)) * 1.2  # weights differ between villages
    assert abs(np.mean(shares) - 100_000) < 5 * error
    assert len(set(shares)) > 1  # other households in other years


def test_more_households_than_there_are_reaches_all(grants):
    world = grants(replace(GRANT, to="all", households=10**6))
    assert (world.paid("grant_province") == 60000.0).all()


def test_another_stand_in_does_not_move_the_draw(world_at, small_sample):
    world = world_at(2016, 3, population=small_sample)
    item = replace(GRANT, households=9000)
    world.stand_ins = (item,)
    stand_ins.deliver(world)
    (alone,) = world.offers.of("grant")
    world.open_month()
    world.stand_ins = (replace(GRANT, name="before", payer="county", households=5000), item, replace(GRANT, name="after", payer="centre"))
    stand_ins.deliver(world)
    (again,) = (batch for batch in world.offers.of("grant") if batch[3] == alone[3])
    assert alone[0].size and np.array_equal(alone[0], again[0]) and np.array_equal(alone[1], again[1])
