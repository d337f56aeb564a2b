"""Work, income, burdens and savings of town families by hand, and the mean income of the counties."""

import numpy as np
import pytest

from sim.population import urban
from sim.processes import urban_families
from sim.state.table import Table

NO_LUCK = {"urban_347.spread": 0.0, "urban_347.persistent_sd": 0.0, "urban_347.passing_sd": 0.0, "urban_347.loss": 0.0}
FAMILY = {"county": 0, "weight": 1.0, "size": 2, "able": 1}


@pytest.fixture
def world_of(world_at):
    """January 2020 with families given as dicts of columns; wages and prices that never change."""

    def make(*families, values=None):
        world = world_at(2020, 1, values)
        rows = [FAMILY | {"id": k} | family for k, family in enumerate(families)]
        names = {name for row in rows for name in row}
        world.urban = Table("urban", len(rows), {name: np.array([row.get(name, 0) for row in rows]) for name in names})
        return world

    return make


@pytest.fixture(scope="module")
def mean_income():
    """float64[12]: income a head of the families of a world by county."""

    def of(world) -> np.ndarray:
        u = world.urban
        return np.bincount(u.county, u.income) / np.bincount(u.county, u.size)

    return of


def crowd(world):
    """So many families that luck evens out."""
    found = urban.families(np.full(12, 3700), world.parameters, 1)
    world.urban = Table("urban", len(found["id"]), found)
    world.start = world.month
    return world


def test_the_mean_income_is_that_of_the_county_and_stays(world_at, mean_income):
    world = crowd(world_at(2020, 1))
    urban_families.step(world)
    expected = 39000.0 * urban_families.relative_income()
    assert np.allclose(mean_income(world), expected, rtol=0.04)
    for _ in range(5):
        world.month += 12
        urban_families.step(world)
    assert np.allclose(mean_income(world), expected, rtol=0.04)


def test_counties_keep_their_order_and_the_first_district_is_as_the_other(world_at):
    level = urban_families.relative_income()
    assert level[0] == level[1] == level.max() and level[11] > level[10] and np.average(level, weights=urban.towns().residents) == pytest.approx(1.0)


def test_without_loss_and_luck_a_worker_earns_the_mean_and_an_elder_the_pension(world_of):
    world = world_of({"working": 1}, {"working": 0, "able": 0, "elders": 2, "pensioned": 1}, values=NO_LUCK)
    urban_families.earn(world, np.zeros(2))
    pay = urban_families.pay(world)[0]
    assert world.urban.income[0] == pytest.approx(pay)
    # one pension of 2,500 a month and the basic one of 100 (as `world_at` has it)
    assert world.urban.income[1] == pytest.approx(12 * 2500 + 12 * 100)


def test_work_is_lost_and_found_by_chance_alone(world_of):
    world = world_of({"working": 1}, {"working": 0}, values={"urban_347.loss": 1.0, "urban_347.finding": 1.0})
    urban_families.work(world)
    assert world.urban.working.tolist() == [0, 1]


def test_a_referral_raises_the_chance_to_find_work(world_of):
    world = world_of(*[{"referral": 1.0 if k < 2000 else 0.0} for k in range(4000)], values={"urban_347.finding": 0.3})
    urban_families.work(world)
    assert world.urban.working[:2000].mean() == pytest.approx(0.6, abs=0.04) and world.urban.working[2000:].mean() == pytest.approx(0.3, abs=0.04)


def test_burdens_are_rent_and_care(world_of):
    world = world_of({"tenant": 1}, {"ill": 2}, {"ill": 1, "tenant": 1})
    urban_families.bear(world, np.zeros(3))
    assert world.urban.burden.tolist() == [7200.0, 10000.0, 12200.0]


def test_savings_by_hand(world_of):
    # least living 1.2 x 6,000 x 2 = 14,400. Row 0: 30,000 + 400 of help - 6,000 - 14,400 = 10,000 left, 0.3 of it saved on 1,000.
    # Row 1: 8,000 - 14,400 = -6,400 from savings of 7,000. Row 2: the same from savings of 5,000: nothing is left.
    world = world_of({"income": 30000.0, "burden": 6000.0, "relief_year": 40000.0, "savings": 1000.0}, {"income": 8000.0, "savings": 7000.0},
                     {"income": 8000.0, "savings": 5000.0})  # fmt: skip
    urban_families.save(world)
    assert world.urban.savings == pytest.approx([4000.0, 600.0, 0.0])


def test_a_world_without_towns_is_left_alone(world_at):
    world = world_at(2020, 1)
    world.urban = Table("urban", 0, {})
    urban_families.step(world)
    assert not len(world.urban)
