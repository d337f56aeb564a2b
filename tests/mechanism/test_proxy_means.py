"""The proxy means test: its least squares, the survey that it rests on, and how well it predicts households that the survey did not see."""

import numpy as np
import pytest

from sim.mechanism.standards.least_squares import solve
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import median, proxy_means

MEDIAN = 16000.0


@pytest.fixture(scope="module")
def lived(start, scenarios, small_sample):
    """The sample at the end of March 2017, two years into a run."""
    model = start(scenarios["current_policy"], small_sample)
    while model.world.month < 2017 * 12 + 3:
        model.step()
    return model.world


@pytest.fixture
def world(lived):
    """That world with nothing worked out yet and the declared survey."""
    lived.estimates.clear()
    lived.month = 2017 * 12 + 2
    for name, value in (("recognition.proxy_survey", 1000), ("recognition.proxy_error", 0.1), ("recognition.proxy_same_share", True), ("recognition.line_share", 0.5)):
        lived.parameters.set(name, value, "test")
    return lived


def homes(world) -> np.ndarray:
    return np.flatnonzero(world.households.size > 0)


def log_income(world, rows: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(Look(world, rows, true=True).income, proxy_means.LEAST))


def fit_quality(world, rows: np.ndarray) -> float:
    """Share of the variance of log income that the formula explains among `rows`."""
    y = log_income(world, rows)
    return 1 - ((y - proxy_means.predicted(proxy_means.formula(world)[:-1], proxy_means.visible(world, rows))) ** 2).mean() / y.var()


@pytest.mark.parametrize("n,k", [(30, 1), (200, 5), (1000, 17)])
def test_least_squares_are_those_of_numpy(n, k):
    random = np.random.default_rng(n)
    x = np.vstack([np.ones(n), random.normal(size=(k - 1, n)) * np.arange(1, k)[:, None]])
    y = random.normal(size=n) + x.sum(axis=0)
    assert solve(x, y) == pytest.approx(np.linalg.lstsq(x.T, y, rcond=None)[0], rel=1e-6, abs=1e-6)


def test_a_column_without_variation_gets_nothing():
    x = np.vstack([np.ones(50), np.zeros(50), np.arange(50.0)])
    assert solve(x, 2.0 + 3.0 * np.arange(50.0)) == pytest.approx([2.0, 0.0, 3.0], abs=1e-4)


def test_what_is_visible_by_hand(world_at):
    world = world_at(2019, 3)
    h, q = world.households, world.persons
    first = int(world.person_first()[3])  # a couple of 34 and 32 with two children: 9 years of schooling each
    found = dict(zip(proxy_means.VISIBLE, proxy_means.visible(world, np.array([3]))[:, 0], strict=True))
    assert found["constant"] == 1.0 and found["size"] == pytest.approx(np.log(4)) and found["schooling"] == pytest.approx(0.9)
    assert found["labour"] == h.labour[3] / 4 == 0.5 and found["elders"] == 0.0 and found["land"] == pytest.approx(4.5 / 4)
    assert found["house"] == 1.0 and found["car"] == 0.0 and found["remote"] == pytest.approx(0.7)
    q.school[first] = 15
    h.capital[3] = 1e5 * (np.e - 1)
    found = dict(zip(proxy_means.VISIBLE, proxy_means.visible(world, np.array([3]))[:, 0], strict=True))
    assert found["schooling"] == pytest.approx(1.2) and found["capital"] == pytest.approx(1.0)


def test_the_survey_has_its_size_and_stands_for_all(world):
    rows = proxy_means.surveyed(world)
    assert len(rows) == len(set(rows)) == 1000 and (np.diff(world.households.id[rows]) > 0).all()
    h, all_ = world.households, homes(world)
    truth = np.average(h.size[all_], weights=h.weight[all_])
    assert abs(h.size[rows].mean() - truth) < 5 * h.size[all_].std() / np.sqrt(1000)
    world.parameters.set("recognition.proxy_survey", 100000, "test")
    assert np.array_equal(np.sort(proxy_means.surveyed(world)), all_)  # no more than there are


def test_it_predicts_households_that_it_has_not_seen(world):
    """The formula is judged out of sample; a small survey fits itself well and others badly."""
    seen = proxy_means.surveyed(world)
    others = np.setdiff1d(homes(world), seen)
    inside, outside = fit_quality(world, seen), fit_quality(world, others)
    assert 0.3 < outside < 0.9 and abs(inside - outside) < 0.1
    world.estimates.clear()
    world.parameters.set("recognition.proxy_survey", 60, "test")
    assert fit_quality(world, proxy_means.surveyed(world)) > outside > fit_quality(world, others)


def test_the_poorer_are_predicted_needier_out_of_sample(world):
    others = np.setdiff1d(homes(world), proxy_means.surveyed(world))
    look = Look(world, others)
    need, income = proxy_means.need(world, look), median.need(world, Look(world, others, true=True))
    poor = income < 1.0
    assert poor.sum() > 30
    assert (need[poor] < 1.0).mean() > 4 * (need[~poor] < 1.0).mean()
    assert np.array_equal(need, proxy_means.need(world, Look(world, others, true=True)))


def test_as_many_fall_below_the_cut_off_as_below_the_line(world):
    world.parameters.set("recognition.proxy_error", 0.0, "test")
    rows = proxy_means.surveyed(world)
    below = (median.need(world, Look(world, rows, true=True)) < 1.0).sum()
    assert below > 10 and (proxy_means.need(world, Look(world, rows)) < 1.0).sum() == below
    world.estimates.clear()
    world.parameters.set("recognition.proxy_same_share", False, "test")
    assert proxy_means.formula(world)[-1] == 0.0 and (proxy_means.need(world, Look(world, rows)) < 1.0).sum() < below  # drawn to the mean


def test_the_formula_is_that_of_the_year(world):
    first = proxy_means.formula(world)
    world.month += 5
    assert proxy_means.formula(world) is first
    world.month += 12
    assert not np.array_equal(proxy_means.formula(world), first)
