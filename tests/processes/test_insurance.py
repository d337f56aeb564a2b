"""Insurance by hand: own premiums and subsidy, triggers, claims; nobody pays who has nothing, nothing is paid where nothing was lost."""

import numpy as np
import pytest

from sim.processes import insurance
from sim.state.settlement import receive, settle

ALL = {"insurance.farm_constant": 50.0, "insurance.health_constant": 50.0}
NONE = {"insurance.farm_constant": -50.0, "insurance.health_constant": -50.0}


@pytest.fixture
def insured(world_at):
    """A world in March after insurance was bought, with 10,000 yuan in every household and all its contracted land worked."""

    def make(values, cash=10000.0):
        world = world_at(2019, 3, values)
        h = world.households
        h.cash[:], h.operated[:], h.welfare[:] = cash * 100, h.land, 30000.0
        insurance.terms(world)
        insurance.step(world)
        return world

    return make


def test_premiums_by_hand(insured):
    # 450 yuan a mu at 4.5 %, of which government pays three quarters: 5.0625 yuan a mu; 100 yuan a head
    world = insured(ALL)
    h = world.households
    assert np.array_equal(world.paid("farm_premium"), np.rint(506.25 * h.land)) and np.array_equal(world.paid("health_premium"), 10000.0 * h.size)
    assert np.array_equal(h.insured_farm == 1, h.land > 0) and np.array_equal(h.insured_health == 1, h.size > 0)
    receive(world)
    settle(world)
    assert np.array_equal(world.year_hukou[1], -world.paid("farm_premium")) and not world.year_hukou[[0, 2, 3]].any()


def test_nobody_buys_on_credit(insured):
    world = insured(ALL, cash=0.0)
    assert not world.payments.batches and not world.households.insured_health.any()


def test_nobody_insures_who_does_not_want_to(insured):
    assert not insured(NONE).payments.batches


def test_a_closed_product_is_not_bought(insured):
    assert not insured(ALL | {"insurance.sum": 0.0}).households.insured_farm.any()


def test_subsidy_and_habit_raise_the_number_insured(world_at, small_sample):
    counts = []
    for subsidy, habit in ((0.0, 0), (0.8, 0), (0.8, 1)):
        world = world_at(2019, 3, {"insurance.subsidy": subsidy, "insurance.weight": 600.0}, small_sample)
        h = world.households
        h.cash[:], h.operated[:], h.welfare[:], h.insured_farm[:] = 1e7, h.land, 30000.0, habit
        insurance.terms(world)
        insurance.buy(world)
        counts.append(np.count_nonzero(h.insured_farm))
    assert counts[0] < counts[1] < counts[2]


@pytest.mark.parametrize(("village", "county", "share"), [(1.0, 1.0, 0.0), (0.7, 1.0, 0.3), (1.0, 0.85, 0.0), (0.8, 0.9, 0.28), (1.2, 1.1, 0.0)])
def test_farm_claims_pay_the_share_lost_from_the_trigger_on(insured, village, county, share):
    world = insured(ALL)
    h, v, c = world.households, world.villages, world.counties
    world.month += 8
    v.weather[:], c.weather[:] = (village, 1.0), county
    world.open_month()
    insurance.step(world)
    first = h.village == 0
    expected = np.rint(100.0 * 450.0 * h.land * (share if share else 0.0))
    assert world.paid("farm_claim")[first] == pytest.approx(expected[first], abs=1)
    assert world.paid("farm_claim")[~first].any() == (1.0 - county >= 0.2)


def test_health_claims_by_hand(insured):
    # own cost of 8,000 yuan: half of what lies above 3,000
    world = insured(ALL)
    h = world.households
    world.open_month()
    world.pay("hospital", [0, 1, 2], [1500000.0, 250000.0, 1500000.0])
    world.pay("refund", [0, 2], [600000.0, 700000.0])
    world.pay("medical_aid", [0], [100000.0])
    h.insured_health[2] = 0
    insurance.health_claims(world)
    assert world.paid("health_claim")[:4].tolist() == [250000, 0, 0, 0]
    receive(world)
    settle(world)
    assert not world.year_hukou.any()


def test_claims_over_premiums_follow_from_the_events(start, small_sample):
    model = start(population=small_sample)
    paid = dict.fromkeys(("farm_premium", "farm_claim", "health_premium", "health_claim"), 0.0)
    for _ in range(60):
        model.step()
        for name in paid:
            paid[name] += model.world.paid(name).sum()
    assert all(paid.values()) and 0.3 < paid["health_claim"] / paid["health_premium"] < 2.0
    whole = paid["farm_premium"] / (1.0 - model.world.parameters["insurance.subsidy"])
    assert 0.1 < paid["farm_claim"] / whole < 2.0
