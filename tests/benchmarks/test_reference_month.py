"""The peers of the reference month do the same work, and the work is what its name says."""

from __future__ import annotations

import json
import subprocess

import numpy as np
import pytest

from benchmarks import reference_mesa, reference_numpy, rules, workload
from benchmarks.configurations import Configuration
from benchmarks.run import ROOT, command, measure_all, middle, table, with_ratios

COMPARED = (
    *("shock", "ill_months", "earned", "income", "consumption", "cash", "debt", "income_a_head"),
    *("programme", "poor_months", "calm_months", "line", "headcount", "gap", "gini"),
)


def after(months: int, households: int = 600, peer=reference_numpy):
    begin = workload.start(households)
    world = peer.ReferenceMonth(begin)
    for month in range(workload.FIRST_MONTH, workload.FIRST_MONTH + months):
        world.take(workload.month_draws(begin.ids, month))
        world.step()
    return world


@pytest.fixture(scope="module")
def arrays():
    return after(3)


@pytest.fixture(scope="module")
def agents():
    return after(3, peer=reference_mesa)


@pytest.mark.parametrize("name", COMPARED)
def test_peers_agree(arrays, agents, name):
    ours, theirs = arrays.column(name), agents.column(name)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12 * np.abs(ours).max())


def test_every_rule_has_work(arrays):
    assert 0.05 < arrays.headcount.mean() < 0.3
    assert 0.2 < arrays.gini.mean() < 0.6
    assert arrays.ill.any() and len(arrays.hired) and arrays.dividend.any()
    assert 0 < arrays.programme.mean() < 0.4
    assert (arrays.cash == 0).any() and (arrays.debt > 0).any()


def test_programme_is_entered_and_left():
    before, later = after(1).programme, after(8).programme
    assert (~before & later).any() and (before & ~later).any()


def test_posts_go_to_the_poorest_within_the_quota():
    world = after(2)
    ranking = world.income_a_head.copy()
    world.take(workload.month_draws(workload.start(600).ids, workload.FIRST_MONTH + 2))
    world.earn()
    world.allot_posts()
    hired = np.isin(np.arange(600), world.hired)
    waiting = world.programme & ~world.ill & ~hired
    assert (np.bincount(world.village[hired], minlength=len(world.posts)) <= world.posts).all()
    for village in np.unique(world.village[waiting]):
        here = world.village == village
        assert hired[here].sum() == world.posts[village]
        assert ranking[here & hired].max() <= ranking[here & waiting].min()


def test_money_is_neither_made_nor_lost():
    world = after(2)
    cash, debt, fund = world.cash.copy(), world.debt.copy(), world.fund.sum()
    world.take(workload.month_draws(workload.start(600).ids, workload.FIRST_MONTH + 2))
    world.step()
    interest = rules.INTEREST * debt
    net = world.cash - world.debt - (cash - debt)
    np.testing.assert_allclose(net, world.income - world.consumption - interest, atol=1e-8)
    np.testing.assert_allclose(fund + world.levy.sum(), world.fund.sum() + world.dividend.sum())


@pytest.mark.parametrize(
    ("incomes", "expected"), [([3.0] * 10, 0), ([0.0] * 9 + [5.0], 0.9), (np.arange(1.0, 11), 0.3)], ids=["equal", "one has all", "line"]
)
def test_gini_closed_form(incomes, expected):
    assert reference_numpy.gini(np.asarray(incomes), np.arange(1.0, 20)) == pytest.approx(expected)


def test_start_covers_all_rows_and_counties():
    begin = workload.start(10_000)
    assert len(np.unique(begin.ids)) == 10_000 == begin.village_starts[-1] == begin.county_starts[-1]
    assert (np.diff(begin.village_starts) > 0).all() and (np.diff(begin.county_starts) > 0).all()


def test_a_peer_prints_one_line_of_json():
    job = Configuration("numpy", 600, 2, 1)
    done = subprocess.run(command(job), cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    told = json.loads(done.stdout)
    assert told["households"] == 600 and told["months"] == 2
    assert told["ns"] == pytest.approx(told["seconds_step"] * 1e9 / 1200)
    assert told["per_process"]["draws"] > 0


def test_medians_and_ratios():
    runs = [{"ns": ns, "peak_mib": None, "per_process": {"draws": 2 * ns}} for ns in (1, 5, 3)]
    assert middle(runs) == {"ns": 3, "peak_mib": None, "per_process": {"draws": 6}}
    sizes = (("numpy", 10_000, 80), ("numpy", 550_000, 100), ("model", 5_500, 160), ("model", 400_000, 300))
    rows = with_ratios([{"engine": e, "households": n, "ns": ns} for e, n, ns in sizes])
    assert [row["ratio"] for row in rows] == [1, 1, 2, 3]


def test_a_measured_row_is_printed():
    rows = measure_all((Configuration("numpy", 600, 1, 2),))
    assert rows[0]["repeats"] == 2 and rows[0]["ratio"] == 1
    assert "numpy" in table(rows) and len(table(rows).splitlines()) == 2
