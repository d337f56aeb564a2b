"""Local markets: still until the base year, the right way for each sign, bounded, calm over many years, and each county for itself."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import markets

ON = {"markets.on": True, "markets.base_year": 2018, "markets.outside_trend": 0.0}


@pytest.fixture
def world(world_at):
    """A world in February 2019 just after the base year: per labour unit 2.0 yearly wages bought, 0.05 businesses, 0.1 workers with 0.09 of work found."""
    world = world_at(2019, 2, ON)
    c = world.counties
    c.wage_ratio[:], c.rent_ratio[:], c.business_ratio[:], c.demand[:] = 1.0, 1.0, 1.0, 1.0
    c.local_months[:] = world.parameters["labour.local_months"] * c.access
    c.purchases[:], c.labour_units[:], c.sellers[:], c.seekers[:], c.work_found[:] = 2.0, 1000.0, 50.0, 100.0, 90.0
    c.land_wanted[:], c.land_offered[:] = 500.0, 400.0
    markets.set_base(world)
    return world


def normal(world) -> np.ndarray:
    return world.parameters["labour.local_months"] * world.counties.access


def test_in_the_base_year_nothing_moves(world):
    c, months = world.counties, normal(world)
    markets.step(world)
    assert np.allclose(c.wage_ratio, 1.0) and np.allclose(c.rent_ratio, 1.0) and np.allclose(c.local_months, months)
    assert np.allclose(markets.takings(world), 1.0) and np.allclose(markets.tightness(world), 1.0)


def test_a_run_stands_still_until_the_base_year_is_over(start, small_sample):
    model = start(population=small_sample, values={"markets.base_year": 2016})
    c = model.world.counties
    for _ in range(25):
        model.step()
        assert (
            np.array_equal(c.wage_ratio, c.wage_level)
            and (c.rent_ratio == 1.0).all()
            and (c.business_ratio == 1.0).all()
            and np.allclose(c.local_months, normal(model.world))
        )
    for _ in range(15):
        model.step()
    assert (c.base_purchases > 0.0).all() and (c.business_ratio != 1.0).any() and (c.local_months != normal(model.world)).any()


def test_switched_off_it_never_moves(start, small_sample):
    model = start(population=small_sample, values={"markets.base_year": 2015, "markets.on": False})
    for _ in range(40):
        model.step()
    c = model.world.counties
    assert np.array_equal(c.wage_ratio, c.wage_level) and (c.business_ratio == 1.0).all() and not c.base_purchases.any()


def test_more_spending_by_hand(world):
    # kept 0.45 x 0.45 for business of 2.0 wages a unit = 0.405 of 12 x 0.05 = 0.6: part 0.675; a tenth more demand adds 6.75 %
    for name, value in {"markets.kept": 0.45, "markets.to_business": 0.45}.items():
        world.parameters.set(name, value, "test")
    world.counties.base_sellers[:] = 0.6
    world.counties.sellers[:] = 600.0
    world.counties.demand[:] = 1.1
    assert markets.takings(world) == pytest.approx(1.0 + 0.1 * 0.405 / 0.6)


def test_more_spending_more_months_and_wage(world):
    c, months = world.counties, normal(world)
    c.demand[0], c.demand[1] = 1.2, 0.8
    markets.step(world)
    assert c.local_months[0] > months[0] and c.wage_ratio[0] > 1.0 and c.local_months[1] < months[1] and c.wage_ratio[1] < 1.0
    assert (c.wage_ratio[2:] == 1.0).all() and np.allclose(c.local_months[2:], months[2:])  # each county for itself


def test_more_hands_fewer_months_each(world):
    c, months = world.counties, normal(world)
    c.seekers[0], c.seekers[1] = 150.0, 70.0
    markets.step(world)
    assert c.local_months[0] < months[0] and c.wage_ratio[0] < 1.0 and c.local_months[1] > months[1]


def test_work_is_shared_not_made_by_those_who_seek_it(world):
    """At full speed, hands times months stay what demand pays for."""
    c, months = world.counties, normal(world)
    world.parameters.set("markets.speed", 1.0, "test")
    c.seekers[:] = 125.0
    markets.step(world)
    assert np.allclose(c.seekers * c.local_months, 100.0 * months)


def test_more_sellers_less_for_each_but_more_in_all(world):
    c = world.counties
    c.sellers[:] = 60.0
    one = markets.takings(world)
    assert (one < 1.0).all() and (60.0 * one > 50.0).all()


def test_rent_follows_land_wanted(world):
    c = world.counties
    c.land_wanted[0], c.land_offered[1] = 800.0, 800.0
    markets.step(world)
    assert c.rent_ratio[0] > 1.0 > c.rent_ratio[1] and (c.rent_ratio[2:] == 1.0).all()


def test_yearly_changes_are_bounded(world):
    c, most = world.counties, world.parameters["markets.most"]
    c.demand[:6], c.demand[6:] = 50.0, 0.0
    c.land_wanted[:] = 1e9
    markets.step(world)
    for ratio in (c.wage_ratio, c.rent_ratio):
        assert (np.abs(np.log(ratio)) <= most * (1 + 1e-9)).all()
    assert (c.local_months <= markets.MOST_MONTHS).all() and (c.local_months > 0.0).all()
    takings = markets.takings(world)
    assert (takings >= markets.BUSINESS_RANGE[0]).all() and (takings <= markets.BUSINESS_RANGE[1]).all()


@pytest.mark.parametrize("shock", [0.7, 1.4])
@pytest.mark.parametrize("response", [0.0, 0.5, 1.5])
def test_calm_over_fifteen_years(world, shock, response):
    """After a lasting shock of demand, with hands that follow pay by an elasticity, months come to rest: each step is smaller than the last from year three on."""
    c = world.counties
    c.demand[:] = shock
    base, path = normal(world), []
    for _ in range(15):
        markets.step(world)
        c.seekers[:] = 100.0 * (c.local_months / base * c.wage_ratio) ** response
        path.append(c.local_months[0] / base[0])
        world.month += 12
    steps = np.abs(np.diff(path))
    assert (steps[3:] <= steps[2:-1] + 1e-12).all() and steps[-1] < 0.003
    assert (path[-1] - 1.0) * (shock - 1.0) > 0


def test_a_county_without_households_does_not_move(world_at):
    # the artificial villages lie in two of the twelve counties
    world = world_at(2018, 3, ON)
    for month in (3, 6, 9, 12):
        world.month = month_index(2018, month)
        world.households.spending[:] = 100_000.0
        markets.trade(world)
    world.month = month_index(2019, 2)
    markets.step(world)
    markets.trade(world)
    empty = np.bincount(world.households.county, minlength=12) == 0
    c = world.counties
    assert (c.business_ratio[empty] == 1.0).all() and (c.rent_ratio[empty] == 1.0).all() and np.allclose(c.local_months[empty], normal(world)[empty])
    assert all(np.isfinite(column).all() for column in c.columns.values())


def test_who_is_away_spends_elsewhere(world_at):
    world = world_at(2019, 6, ON)
    h = world.households
    h.spending[:], h.size[:], h.residents[:] = 10_000.0, 4, 4
    all_home = markets.purchases(world).copy()
    h.residents[:] = 1
    assert np.allclose(markets.purchases(world), all_home / 4)
    h.residents[:] = 0
    assert not markets.purchases(world).any()


def test_purchases_by_hand(world_at):
    # six households of each village spend 100 yuan this month, all at home, half of it here: 6 x 100 x 12 x 0.5 = 3,600 yuan a year
    world = world_at(2019, 6, ON | {"markets.bought_here": 0.5})
    h = world.households
    h.spending[:], h.size[:], h.residents[:] = 10_000.0, 2, 2
    found = markets.purchases(world)
    assert found[found > 0].tolist() == pytest.approx([3_600.0, 3_600.0])


def test_takings_reach_own_business_and_wage_reaches_local_work(world_at):
    from sim.processes import work

    world = world_at(2019, 6)
    h, c = world.households, world.counties
    h.business_base[:], h.local_base[:], h.local_workers[:], h.luck_work[:] = 1.0, 1.0, 1.0, 1.0
    c.wage_ratio[:], c.business_ratio[:] = 1.0, 1.0
    work.step(world)
    business, wage = h.business_net.copy(), h.wage_local.copy()
    c.wage_ratio[:], c.business_ratio[:] = 1.1, 1.2
    work.step(world)
    assert np.allclose(h.business_net, 1.2 * business, atol=1.0) and np.allclose(h.wage_local, 1.1 * wage, atol=1.0) and (wage > 0).all()
