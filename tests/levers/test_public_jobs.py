"""Posts by hand: how many a village has, who is offered one, what it costs the household, what it pays to the yuan."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.levers import public_jobs
from sim.mechanism.steps import listing
from sim.state.reasons import Reason

# Rows of the artificial households: 0 to 5 in village A (Qingliu), 6 to 11 in village B (Jianning). Registered poor are rows 1, 5 and 10.
TAKE = {
    "public_jobs.wage": 700.0,
    "public_jobs.contract": 12,
    "public_jobs.posts_registered": 0.0,
    "public_jobs.budget": 80e6,
    "posts.time": 0.4,
    "posts.constant": 20.0,
}  # fmt: skip  so attractive that a refusal has a chance of 1 in 10^8


@pytest.fixture
def april(world_at):
    """April 2016 with one idle worker in every home that has residents, and only the further posts of running counties."""

    def make(**values):
        world = world_at(2016, 4, TAKE | {f"public_jobs.{k}": v for k, v in values.items()})
        world.households.idle[:] = world.households.residents > 0
        world.households.support[:] = 1.0
        world.purses.fill("public_jobs", np.full(12, 1e9))
        return world

    return make


def test_posts_of_registered_households_and_further_posts(april):
    # 36,950 posts for 36,950 registered households is one each: 2 in village A, 1 in village B. Whole numbers leave nothing to the draw.
    world = april(posts_registered=36950.0, posts_per_village=3.0)
    assert public_jobs.slots(world).tolist() == [2 + 3, 1 + 3]
    world.counties.rollout[:] = -1  # the mechanism nowhere
    assert public_jobs.slots(world).tolist() == [2, 1]
    world.counties.rollout[:] = world.month  # starts this month: nobody is listed yet
    assert public_jobs.slots(world).tolist() == [2, 1]


def test_a_part_of_a_post_is_drawn_and_right_in_the_mean(start, small_sample):
    # 2,500 posts for 36,950 registered households, villages of the sample; each year another draw, the same all year
    world = start(population=small_sample, values={"public_jobs.posts_per_village": 0.0, "public_jobs.posts_registered": 2500.0}).world
    registered = np.bincount(world.households.village, world.households.jiandang, len(world.villages))
    years = []
    for year in range(2000, 2400):
        world.month = month_index(year, 4)
        years.append(public_jobs.slots(world))
        assert (np.floor(registered * 2500 / 36950) <= years[-1]).all() and (years[-1] <= np.ceil(registered * 2500 / 36950)).all()
    mean, error = np.mean(years, axis=0), np.sqrt(0.25 / 400)
    assert (np.abs(mean - registered * 2500 / 36950) < 5 * error).all()


def test_the_poorest_by_recorded_income_are_offered_the_posts(april):
    world = april(posts_per_village=2.0)
    h = world.households
    h.on_list[6:], h.plan[6:] = 1, 1
    #            away    business  land    no land  registered  ordinary
    h.declared[6:] = [3000, 20000, 8000, 6000, 9000, 5000]
    h.welfare[6:] = [0, 0, 0, 90000, 0, 90000]  # the truth, which the office does not see
    public_jobs.deliver(world)
    ((rows, fen, months, lever),) = world.offers.of("post")
    # two posts in B: rows 11 (5,000) and 9 (6,000); in A the registered rows 1 and 5. The house of row 6 is empty: all are away.
    assert sorted(rows.tolist()) == [1, 5, 9, 11] and lever == "public_jobs"
    assert set(fen) == {70000.0} and set(months) == {12}
    assert h.reason_post[6:].tolist() == [Reason.NO_LABOUR, Reason.SLOT, Reason.SLOT, Reason.NONE, Reason.SLOT, Reason.NONE]


def test_posts_that_are_held_are_not_offered_again(april):
    world = april(posts_per_village=2.0)
    h = world.households
    h.on_list[6:], h.plan[6:] = 1, 1
    h.welfare[:] = h.size * 1000.0
    h.post_left[7], h.post_left[8] = 5, 1
    public_jobs.deliver(world)
    ((rows, *_),) = world.offers.of("post")
    assert not (rows >= 6).any()


def offered(world) -> list[int]:
    """Rows offered a post this month."""
    world.open_month()
    public_jobs.deliver(world)
    return sorted(row for rows, *_ in world.offers.of("post") for row in rows.tolist())


@pytest.mark.parametrize("month", [1, 3, 5, 12])
def test_the_number_of_posts_is_set_in_april_and_what_is_free_is_offered_in_any_month(april, month):
    world = april()
    world.month = month_index(2016, month)
    world.households.on_list[:], world.households.plan[:] = 1, 1
    assert offered(world) == [] and not world.villages.posts.any()
    world.villages.posts[:] = 1
    first = offered(world)
    assert len(first) == 2
    world.households.post_left[first] = 3  # both are taken
    assert offered(world) == []
    world.households.post_left[first] = 0  # both contracts end
    assert offered(world) == first


def test_who_declines_is_asked_again_in_april_and_the_next_in_rank_gets_the_offer(april):
    world = april(posts_per_village=1.0)
    h = world.households
    h.on_list[6:], h.plan[6:] = 1, 1
    h.declared[6:] = [1, 5, 4, 2, 9, 3]
    world.month = month_index(2016, 6)
    world.villages.posts[:] = [0, 1]
    assert offered(world) == [9]
    world.refuse("public_jobs", np.array([9]), Reason.DECLINED)
    assert offered(world) == [11]
    world.month = month_index(2017, 4)
    assert 9 in offered(world)


def test_a_plan_that_holds_a_post_is_what_counts_not_the_list(april):
    world = april()
    h = world.households
    h.on_list[:] = 1
    h.plan[[7, 10]] = 1
    rows = offered(world)
    assert set(rows) <= {7, 10, *np.flatnonzero(h.jiandang)} and {7, 10} & set(rows)


def test_twelve_months_pay_twelve_wages(start):
    # From April 2016 to March 2017 each household that takes a post receives 12 x 700 = 8,400 yuan, and the ledger says the same.
    stay = {
        "labour.constant_away": -20.0,
        "labour.constant_business": -20.0,
        "labour.constant_job": -20.0,
        "labour.constant_seasonal": -20.0,
        "recognition.aware": 0.0,
    }
    model = start(values=TAKE | stay)
    for _ in range(15):
        model.step()
    h = model.world.households
    h.on_list[:], h.plan[:] = 0, 0
    listing.enter(model.world, np.array([3, 9, 11]))
    total = 0.0
    for _ in range(12):
        model.step()
        total = total + model.world.paid("wage_post")
    assert model.world.month == month_index(2017, 4)
    assert total[[3, 9, 11]].tolist() == [840000.0] * 3
    assert not h.post_left[[3, 9, 11]].any()
    spent = [model.world.ledger.spent("public_jobs", c, month_index(2016, 4), month_index(2017, 3)) for c in range(12)]
    assert sum(spent) == total.sum()


def test_the_purse_of_a_county_by_hand(world_at):
    # 17.40 yuan in the city are 1 fen for each of 1,740 villages. The artificial households stand for themselves, so nothing is scaled; the
    # ten counties where none of them lives need no purse.
    world = world_at(2016, 1, {"public_jobs.budget": 17.4})
    public_jobs.fill_purse(world)
    purse = dict(zip(world.counties.adcode.tolist(), world.purses.of("public_jobs").tolist(), strict=True))
    assert {code: fen for code, fen in purse.items() if fen} == {350423: 111.0, 350430: 92.0}


def test_a_measure_that_begins_in_summer_has_the_rest_of_the_budget(world_at):
    # from July: 6 of 12 months of 34.80 yuan are 1 fen for each of 1,740 villages
    world = world_at(2016, 7, {"public_jobs.budget": 34.8})
    world.levers_on["public_jobs"] = (world.month, world.month + 100)
    public_jobs.deliver(world)
    purse = dict(zip(world.counties.adcode.tolist(), world.purses.of("public_jobs").tolist(), strict=True))
    assert {code: fen for code, fen in purse.items() if fen} == {350423: 111.0, 350430: 92.0}
    world.month += 1
    public_jobs.deliver(world)
    assert world.purses.of("public_jobs").sum() == 203.0


def test_the_formula_shares_the_same_money_among_counties(april):
    def shares(formula):
        world = april(formula=formula)
        h = world.households
        h.jiandang[:], h.on_list[:] = 0, 0
        h.jiandang[0], h.on_list[6:9] = 1, 1  # one registered household in the first county, three listed ones in the other
        assert set(h.weight[[0, 6, 7, 8]]) == {1.0}
        return world, world.village_share * public_jobs.tilt(world), h.county[[0, 6]]

    world, villages, _ = shares("villages")
    assert (villages == world.village_share).all()
    np.testing.assert_allclose(shares("equal")[1], 1 / 12)
    _, poor, counties = shares("poor")
    assert poor[counties].tolist() == pytest.approx([0.25, 0.75]) and poor.sum() == pytest.approx(1.0)


def test_with_nobody_registered_money_goes_by_villages(april):
    world = april(formula="poor")
    world.households.jiandang[:], world.households.on_list[:] = 0, 0
    assert (public_jobs.tilt(world) == 1.0).all()
