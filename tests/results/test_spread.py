"""The quick figures of the yearly table are those of sim.measures: median, Gini, Theil by area, fifths, and the share of the poorest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.measures import cgh, weighted_median
from sim.measures import gini as gini_of
from sim.measures import theil as theil_of
from sim.results.cells import Cells, everyone, fifths
from sim.results.sheets import Sheet
from sim.results.spread import county_medians, gini, spread, rising
from sim.results.survey import distribution
from sim.results.targeting import POOREST, poorest_share

RNG = np.random.Generator(np.random.Philox(7))
INCOME = np.round(np.exp(RNG.normal(9.5, 0.6, 400)), 2)
PERSONS = RNG.integers(0, 6, 400)
WEIGHT = RNG.choice([1.0, 9.5, 12.25], 400)
COUNTY = np.sort(RNG.integers(0, 12, 400)).astype(np.int8)


def test_by_area_as_the_measures_give_it():
    found = distribution(INCOME, PERSONS, WEIGHT, COUNTY)
    for area in range(13):
        rows = (PERSONS > 0) & ((COUNTY == area) | (area == 12))
        y, w = INCOME[rows], (PERSONS * WEIGHT)[rows]
        assert found["income_median"][area] == pytest.approx(weighted_median(y, w), rel=1e-12)
        assert found["gini"][area] == pytest.approx(gini_of(y, w), rel=1e-12)
        assert found["theil"][area] == pytest.approx(theil_of(y, w), rel=1e-10)


def test_medians_of_counties_are_those_of_the_spread():
    first = np.searchsorted(COUNTY, np.arange(13))
    assert np.array_equal(county_medians(INCOME, PERSONS, WEIGHT, first), distribution(INCOME, PERSONS, WEIGHT, COUNTY)["income_median"][:12])


def test_fifths_hold_a_fifth_of_the_weight_each():
    fifth = distribution(INCOME, PERSONS, WEIGHT, COUNTY)["fifth"]
    mass = np.array([WEIGHT[fifth == k].sum() for k in range(5)])
    assert (fifth == -1).tolist() == (PERSONS == 0).tolist()
    assert np.abs(mass / mass.sum() - 0.2).max() < WEIGHT.max() / mass.sum()
    assert all(INCOME[fifth == k].max() <= INCOME[fifth == k + 1].min() for k in range(4))


def test_nobody_counts():
    found = distribution(INCOME, np.zeros(400, int), WEIGHT, COUNTY)
    assert np.isnan(found["gini"]).all() and (found["fifth"] == -1).all()
    assert fifths(np.array([], np.int64), WEIGHT, 400).tolist() == [-1] * 400


def test_ties_and_negative_incomes():
    order = np.arange(4)
    found = spread(np.array([-2.0, 5.0, 5.0, 8.0]), np.ones(4), np.zeros(4, np.int8), order)
    assert found["income_median"][0] == 5.0 and np.isnan(found["theil"][0])
    assert found["gini"][0] == pytest.approx(np.abs(np.subtract.outer([-2, 5, 5, 8], [-2, 5, 5, 8])).mean() / 2 / 4.0)
    assert np.isnan(gini(np.array([-1.0, 1.0]), np.ones(2), np.array([1.0, 2.0])))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60), st.integers(1, 5))
def test_sums_by_cell_are_those_of_masks(values, groups):
    values = np.array(values)
    county, group = np.sort(np.arange(len(values)) % 12).astype(np.int8), np.arange(len(values)) % (groups + 1) - 1
    found = Cells(county, group, tuple(map(str, range(groups)))).sums(values)
    for area in range(13):
        for g in range(groups):
            assert found[area, g] == pytest.approx(values[((county == area) | (area == 12)) & (group == g)].sum())
    assert everyone(county).sums(values)[12, 0] == pytest.approx(values.sum())


def test_the_poorest_share_is_cgh():
    hukou = np.zeros((4, 400), np.float32)
    hukou[0], hukou[3] = INCOME, 100.0
    size = np.maximum(PERSONS, 1)
    empty = np.zeros(400)
    sheet = Sheet(2020, hukou, hukou, size, size, empty, empty, {}, empty, empty, 1.0, *[empty] * 4, {}, {}, np.zeros(13), {}, {})
    benefit = RNG.random(400)
    money = benefit * WEIGHT
    found = (money * poorest_share(sheet, WEIGHT)).sum() / money.sum() / POOREST
    assert found == pytest.approx(cgh(benefit, hukou[0].astype(float) / size, WEIGHT), rel=1e-6)


def test_rising_is_the_order_of_the_incomes():
    random = np.random.default_rng(3)
    income = random.normal(5000.0, 9000.0, 3000)
    income[::7] = 0.0
    income[5], income[6] = -0.0, 1e12
    rows = np.flatnonzero(random.random(3000) < 0.8)
    assert np.array_equal(rising(income, rows), rows[np.argsort(income[rows], kind="stable")])
    assert rising(income, rows[:0]).size == 0 and rising(income, rows[:1]).tolist() == rows[:1].tolist()
