"""Working time is conserved: what a household has planned is no more than its members have, and a post takes its time from other work."""

import numpy as np

from sim.core.clock import month_text
from sim.processes.budget import USES
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, HOME, JOB, LOCAL, SCHOOL, SEASONAL

CLOSE = 1e-9  # sums of shares of workers in another order


def units(world) -> np.ndarray:
    """float64[persons]: working time in full workers of those who may work: half from 60 on or with chronic illness, none with lost labour.

    By the age in February, when the year is planned."""
    q = world.persons
    age = ((world.month - 1) // 12 * 12 + 1 - q.birth) // 12
    return np.where((age < 16) | (age >= 78) | (q.health == 2), 0.0, np.where((age < 60) & (q.health == 0), 1.0, 0.5))


def test_twelve_months_of_each_unit_go_to_declared_uses_and_to_nothing_else(walk):
    for _, model in walk:
        if model.world.month % 12 == 1:  # births and deaths of January meet the plan of last year
            continue
        world, h, q = model.world, model.world.households, model.world.persons
        months = {use: h.columns[f"months_{use}"] for use in USES}
        whole = 12.0 * np.bincount(q.household, units(world), len(h))
        assert np.allclose(12.0 * h.plan_units, whole, rtol=0, atol=CLOSE) and np.allclose(sum(months.values()), whole, rtol=0, atol=CLOSE)
        assert min(months[use].min() for use in USES) >= -CLOSE, month_text(world.month - 1)


def test_the_plan_and_the_budget_tell_the_same(walk):
    for _, model in walk:
        h = model.world.households
        assert np.allclose(h.months_farm + h.months_forest, 12.0 * (h.farm_labour - h.post_farm), rtol=0, atol=CLOSE)
        assert np.allclose(h.months_local, 12.0 * (h.local_workers - h.post_local), rtol=0, atol=CLOSE)
        assert (h.months_idle >= 12.0 * (h.idle - np.minimum(h.idle, h.post_time)) - CLOSE).all()  # idle hands at home are part of all idle time
        assert np.array_equal(h.months_post > 0, h.post_time > 0)


def test_each_member_does_one_thing_and_where_it_can(walk):
    for _, model in walk:
        if model.world.month % 12 != 2:
            continue
        world, q, own = model.world, model.world.persons, units(model.world)
        assert not np.isin(q.activity[own == 0], (FARM, LOCAL, BUSINESS, AWAY, SEASONAL, JOB)).any()
        assert (q.resident[q.activity == AWAY] == 0).all() and (q.resident[np.isin(q.activity, (FARM, LOCAL, BUSINESS, SEASONAL, JOB))] == 1).all()
        assert np.isin(q.activity[own > 0], (HOME, FARM, LOCAL, BUSINESS, AWAY, SCHOOL, SEASONAL, JOB)).all()
        assert (np.bincount(q.household, q.activity == JOB, len(world.households)) <= (world.households.job_offer > 0)).all()
        assert np.array_equal(world.households.migrants, np.bincount(q.household, q.activity == AWAY, len(world.households)))


def test_the_time_of_a_post_comes_from_idle_hands_the_farm_or_local_work(walk):
    held = 0
    for _, model in walk:
        h, time = model.world.households, model.world.parameters["posts.time"]
        works = model.world.paid("wage_post") > 0
        held += works.sum()
        assert (h.post_farm <= h.farm_labour).all() and (h.post_local <= h.local_workers).all(), month_text(model.world.month - 1)
        assert (h.post_farm >= 0).all() and (h.post_local >= 0).all()
        assert not h.post_farm[~works].any() and not h.post_local[~works].any()
        rest = time - h.post_farm[works] - h.post_local[works]
        assert (rest <= h.idle[works] + CLOSE).all() and (rest >= -CLOSE).all(), month_text(model.world.month - 1)
        assert (h.residents[works] > 0).all()
    assert held > 0
