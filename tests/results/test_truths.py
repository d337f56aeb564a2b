"""The four truths by hand: a year that ends in February, sets of equal size, lines that part them."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.results import truths
from sim.results.truths import TRUTHS, Years, parting, poorest


def test_the_poorest_by_county_within_one_household():
    county, persons = np.array([0, 0, 0, 1, 1]), np.array([2.0, 3.0, 4.0, 1.0, 5.0])
    welfare = np.array([30.0, 10.0, 20.0, 7.0, 6.0])
    found = poorest(welfare, welfare, persons, county, np.array([7.0, 1.0]))
    # county 0: three and four persons reach 7 exactly; county 1: of five persons the larger half is above 1, so nobody
    assert found.tolist() == [False, True, True, False, False]
    assert parting(welfare, found, county).tolist() == [30.0, 30.0, 30.0, 6.0, 6.0]


def test_equal_welfare_is_ordered_by_the_tie():
    same, one, county = np.zeros(4), np.ones(4), np.zeros(4, int)
    assert poorest(same, np.array([3.0, 1.0, 2.0, 0.0]), one, county, np.array([2.0])).tolist() == [False, True, False, True]


def test_where_all_are_poor_the_line_is_just_above_the_greatest():
    line = parting(np.array([1.0, 5.0]), np.ones(2, bool), np.zeros(2, int))
    assert (line > 5.0).all() and (line < 5.0001).all()


@pytest.fixture(scope="module")
def watched(start):
    """The artificial households to March 2018, with what each earned before transfers and spent in each month, a head at prices of 2019, added up apart."""
    model, years, months = start(), Years(), {}
    while model.world.month < month_index(2018, 3):
        month = model.world.month
        past = [np.zeros(len(model.world.households))] * 2 if month % 12 == 0 else list(_so_far(model))
        model.step()
        now = _so_far(model) if month % 12 < 11 else _closed(model)
        scale = 100.0 * np.maximum(model.world.households.size, 1) * model.world.drivers.price(month)
        months[month] = [(n - p) / scale for n, p in zip(now, past, strict=True)]
        years.take(model)
    return model, years, months


def _so_far(model):
    world, totals = model.world, model.sheets.totals
    return world.year_hukou[:3].sum(axis=0) - totals["public_jobs"], totals["consumption"] + world.households.oop_year


def _closed(model):
    sheet = model.sheets.done[-1]
    return 100.0 * (sheet.hukou[:3].sum(axis=0) - sheet.paid["public_jobs"]).astype(float), 100.0 * sheet.consumption.astype(float)


def test_a_year_is_the_twelve_months_up_to_february(watched):
    model, years, months = watched
    steady = (model.world.households.size > 0) & (model.world.households.founded < month_index(2015, 2))
    for year in (2016, 2017, 2018):
        for kept, which in ((years.income, 0), (years.consumption, 1)):
            by_hand = sum(months[m][which] for m in range(month_index(year - 1, 3), month_index(year, 3)))
            assert np.allclose(kept[year][steady], by_hand[steady], rtol=0.02, atol=1.0)  # prices move within the year
    assert np.array_equal(years.mean(2018), np.mean([years.income[y] for y in (2016, 2017, 2018)], axis=0, dtype=np.float64))


def test_all_truths_hold_as_many_poor_as_the_line(watched, start, small_sample):
    model, years, _ = watched
    world, rows = model.world, np.flatnonzero(model.world.households.size > 0)
    world.counties.median_hukou[:] = 2.0 * np.median(years.income[2018][rows]) * world.drivers.price(world.month - 3)
    persons = world.households.size[rows] * world.households.weight[rows]
    found = truths.truths(world, years, rows, persons)
    assert tuple(found) == TRUTHS
    county = world.households.county[rows]
    target = np.bincount(county, persons * found["pre_transfer"].poor)
    assert target.sum() > 0
    for truth in found.values():
        assert (np.abs(np.bincount(county, persons * truth.poor) - target) <= persons.max()).all()
        if truth.line is not None:
            assert (truth.welfare[truth.poor] <= truth.line[truth.poor]).all() and (truth.welfare[~truth.poor] >= truth.line[~truth.poor]).all()
    assert np.array_equal(found["pre_transfer"].poor, found["pre_transfer"].own)
    assert np.array_equal(found["mpi"].own, -found["mpi"].welfare >= 1 / 3 - 1e-9)
