"""Spending stays within the purse: what a lever pays in a county between two budgets is never more than it was given."""

import numpy as np
import pytest

from sim.core.clock import month_index, month_text
from sim.data import load
from sim.mechanism.offices import money
from sim.state.columns import money as moves
from sim.state.reasons import Reason

SMALL = {"public_jobs.budget": 2e6}  # a fortieth of the usual: 238 full posts in the whole city


def from_purse(lever: str) -> list[int]:
    """Flows that a lever pays from a purse: those of which the county is payer."""
    return [i for i, c in enumerate(moves()) if c.lever == lever and c.payer == "county"]


@pytest.mark.parametrize("values", [{}, SMALL], ids=["usual", "small"])
def test_a_purse_falls_by_what_is_paid_and_is_filled_at_most_once_a_year(values, start, small_sample):
    model, fills, seen = start(population=small_sample, values=values), {}, set()
    for _ in range(40):
        before = {lever: array.copy() for lever, array in model.world.purses.balance.items()}
        model.step()
        for lever, left in model.world.purses.balance.items():
            paid = model.world.ledger.fen[-1][from_purse(lever)].sum(axis=0)
            assert (left >= 0).all(), (lever, month_text(model.world.month - 1))
            seen.add(lever)
            if not np.array_equal(before.get(lever, 0.0 * left) - paid, left):
                fills.setdefault(lever, []).append(model.world.month - 1)
    assert seen >= {"public_jobs", "safety_net"}
    assert all(np.diff(months).tolist() == [12] * (len(months) - 1) and len(months) >= 3 for months in fills.values()), fills


def share_of_posts(population) -> np.ndarray:
    """float64[12]: a county's share of the budget for posts, by villages of all the city and by sampled households."""
    villages = load("counties").sort_values("adcode")["admin_villages"].to_numpy(float)
    assert villages.sum() == 1740  # administrative villages, DIV-VIL-SM
    county, there, weight = population.households["county"], population.occupied(), population.household_weights()
    return villages / 1740 * np.bincount(county, there, 12) / np.bincount(county, weight * there, 12)


@pytest.mark.parametrize("budget", [80e6, 2e6, 0.0])
def test_posts_cost_a_county_no_more_than_its_budget_of_the_year(budget, start, small_sample):
    model = start(population=small_sample, values={"public_jobs.budget": budget})
    model.world.counties.own_met[:] = 1.0 - model.world.parameters["money.strain"] * (1.0 - money.strength())
    met = money.parts(model.world).sum(axis=0)  # all of it but for what a poor county leaves of its own part
    assert met.max() == pytest.approx(1.0) and 0.8 < met.min() < 0.99
    given = np.rint(met * np.rint(budget * share_of_posts(small_sample) * 100.0))
    for year in (2015, 2016, 2017):
        for _ in range(12):
            model.step()
        spent = [model.world.ledger.spent("public_jobs", c, month_index(year, 1), month_index(year, 12)) for c in range(12)]
        assert (spent <= given).all()
        assert np.array_equal(given - spent, model.world.purses.of("public_jobs"))
        assert sum(spent) > 0 or budget == 0.0


def test_without_money_there_are_no_wages_and_the_reason_is_the_purse(start, small_sample):
    model = start(population=small_sample, values={"public_jobs.budget": 0.0})
    for _ in range(4):
        model.step()
    offered = np.concatenate([rows for rows, *_ in model.world.offers.of("post")])
    h = model.world.households
    assert len(offered) > 20
    assert not model.world.paid("wage_post").any() and not h.post_left.any() and not h.post_farm.any() and not h.post_local.any()
    refused = h.reason_post[offered]
    assert set(refused.tolist()) <= {Reason.PURSE, Reason.DECLINED, Reason.NO_LABOUR} and (refused == Reason.PURSE).mean() > 0.3


def test_with_money_for_all_the_posts_are_the_limit(start, small_sample):
    model = start(population=small_sample, values={"public_jobs.budget": 1e10, "posts.constant": 20.0})
    for _ in range(10):
        model.step()
        h, v = model.world.households, model.world.villages
        held = np.bincount(h.village, model.world.paid("wage_post") > 0, len(v))
        assert (held <= v.posts).all()
        if model.world.offers.of("post") and model.world.month % 12 == 4:
            assert (h.reason_post == Reason.SLOT).any() and not (h.reason_post == Reason.PURSE).any()
            candidates = np.bincount(h.village, h.jiandang & (h.reason_post != Reason.NO_LABOUR), len(v))
            assert np.array_equal(held, np.minimum(v.posts, candidates))
    assert held.sum() > 0
