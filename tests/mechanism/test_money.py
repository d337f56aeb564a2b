"""Budgets by level of government by hand: matching, means of the county, carry-over, one purse, and a ledger that holds every fen."""

import numpy as np
import pytest

from sim.mechanism.offices import money
from sim.state.columns import ledger_rows, money as moves
from sim.state.purses import LEVELS, Purses, Terms, apportioned

COUNTY = LEVELS.index("county")


@pytest.fixture
def world(world_at):
    """January 2017; the centre gives twice what any other level does."""
    weights = {f"money.weight_{level}": 1.0 for level in LEVELS}
    return world_at(2017, 1, weights | {"money.weight_centre": 2.0, "money.strain": 0.0})


def test_matching_shares_by_hand(world):
    money.step(world)
    share = world.purses.terms.parts
    key = money.key_counties()
    assert key.sum() > 0 and np.allclose(share.sum(axis=0), 1.0)
    assert np.allclose(share[:, key].T, [2 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6])
    assert np.allclose(share[:, ~key].T, [2 / 5, 1 / 5, 1 / 5, 0.0, 1 / 5])  # only key counties have a coastal partner


def test_a_poor_county_leaves_part_of_its_own_share(world):
    world.parameters.set("money.strain", 0.5, "test")
    money.step(world)
    lacking = 0.5 * (1.0 - money.strength())
    assert lacking.max() > 0.02 and lacking.min() == 0.0
    assert np.allclose(world.counties.own_met, 1.0 - lacking)
    assert np.allclose(1.0 - world.purses.terms.parts.sum(axis=0), lacking / np.where(money.key_counties(), 6, 5))


def test_no_weights_no_money(world):
    for level in LEVELS:
        world.parameters.set(f"money.weight_{level}", 0.0, "test")
    money.step(world)
    world.purses.grant("public_jobs", np.full(12, 100.0), 2017)
    assert not world.purses.of("public_jobs").any()


def test_parts_are_whole_fen_and_add_up():
    total = np.arange(12.0) * 7919.0 + 1.0
    parts = apportioned(total, np.full((5, 12), 0.2))
    assert np.array_equal(parts, np.rint(parts)) and np.array_equal(parts.sum(axis=0), total) and (np.abs(parts - total / 5) <= 1.0).all()


def purses(carry: float = 0.0, level: float = 1.0, pooled: bool = False) -> Purses:
    """Two counties; the centre gives 3 parts of 4, the county 1."""
    made = Purses(2)
    parts = np.zeros((len(LEVELS), 2))
    parts[0], parts[COUNTY] = 0.75, 0.25
    made.terms = Terms(parts, level, carry, pooled)
    return made


@pytest.mark.parametrize("carry, kept", [(0.0, 0.0), (0.4, 24.0), (1.0, 60.0)])
def test_carry_over_by_hand(carry, kept):
    made = purses(carry)
    made.grant("public_jobs", np.array([100.0, 200.0]), 2019)
    made.of("public_jobs")[:] -= 40.0, 200.0  # spent: 60 are left in the first county
    made.news.clear()
    made.grant("public_jobs", np.array([100.0, 100.0]), 2020)
    assert made.of("public_jobs").tolist() == [100.0 + kept, 100.0]
    ((given, lapsed),) = made.news
    assert given[0].tolist() == [75.0, 75.0] and lapsed.sum(axis=0).tolist() == [60.0 - kept, 0.0]
    assert lapsed[0, 0] == np.rint(0.75 * (60.0 - kept))


def test_the_level_multiplies():
    made = purses(level=0.5)
    made.grant("public_jobs", np.array([100.0, 30.0]), 2019)
    assert made.of("public_jobs").tolist() == [50.0, 15.0]


def test_one_purse_for_all_or_one_each():
    for pooled, first, second in ((False, 100.0, 50.0), (True, 150.0, 150.0)):
        made = purses(pooled=pooled)
        made.grant("public_jobs", np.full(2, 100.0), 2019)
        made.grant("another", np.full(2, 50.0), 2019)
        assert made.of("public_jobs")[0] == first and made.of("another")[0] == second
        made.of("another")[:] -= 30.0
        assert made.of("public_jobs")[0] == first - 30.0 * pooled
        made.grant("public_jobs", np.full(2, 100.0), 2020)  # the year before lapses once
        made.grant("another", np.full(2, 50.0), 2020)
        assert made.of("public_jobs")[0] == first


@pytest.mark.parametrize("bad", [np.array([1.0, -1.0]), np.array([1.0])])
def test_no_budget_below_zero_or_of_another_length(bad):
    with pytest.raises(ValueError):
        purses().grant("public_jobs", bad, 2019)


@pytest.mark.parametrize("carry", [0.0, 0.5])
def test_the_ledger_holds_what_each_level_gave_and_got_back(carry, start, small_sample):
    model = start(population=small_sample, values={"money.carry": carry, "money.strain": 0.3})
    purses, given, lapsed = model.world.purses, np.zeros((len(LEVELS), 12)), np.zeros((len(LEVELS), 12))
    for _ in range(37):
        january, left = model.world.month_of_year == 1, purses.of("public_jobs").copy()
        before = purses.given.get("public_jobs", np.ones((len(LEVELS), 12)))
        model.step()
        assert all((balance >= 0).all() for balance in purses.balance.values())
        if january:
            given += purses.given["public_jobs"]
            lapsed += apportioned(left - np.floor(carry * left), before / before.sum(axis=0))
    fen, row = np.array(model.world.ledger.fen).sum(axis=0), ledger_rows()
    for i, level in enumerate(money.GIVERS):
        assert np.array_equal(fen[row[f"fund_{level}"]], given[i]) and np.array_equal(fen[row[f"return_{level}"]], lapsed[i])
    paid = sum(fen[i] for i, c in enumerate(moves()) if c.lever == "public_jobs" and c.payer == "county")
    assert np.array_equal(given.sum(axis=0) - lapsed.sum(axis=0) - paid, purses.of("public_jobs"))
    assert paid.sum() > 0 and lapsed.sum() > 0 and given[money.GIVERS.index("coastal_partner")].sum() > 0
    yuan = np.array(model.world.ledger.yuan).sum(axis=0)[row["fund_centre"]]
    assert np.allclose(yuan * 100.0 * model.world.household_share, fen[row["fund_centre"]], rtol=1e-9)


def test_less_money_never_pays_more_posts(start, small_sample):
    paid = []
    for level in (0.0, 0.1, 1.0):
        model = start(population=small_sample, values={"money.level": level})
        for _ in range(18):
            model.step()
        paid.append(sum(fen[ledger_rows()["wage_post"]].sum() for fen in model.world.ledger.fen))
    assert paid[0] == 0 < paid[1] < paid[2]
