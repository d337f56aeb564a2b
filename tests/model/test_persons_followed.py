"""Persons keep their identity when they wed or divide: rosters and paired comparisons find each of them once, in the household of the year."""

import numpy as np
import pytest

from sim.analysis.matching import household_rows
from sim.core.clock import month_index
from sim.ensemble.kept import Kept


@pytest.fixture(scope="module")
def followed(start, scenarios, small_sample):
    """A model after 38 months, and what it kept from December 2015 on."""
    model = start(scenarios["no_pilots"], small_sample, values={"division.with_child": 0.3})
    kept = Kept(month_index(2015, 12))
    for _ in range(38):
        model.step()
        kept.take(model.world)
    return model, kept


def test_each_person_is_once_in_each_roster(followed):
    _, kept = followed
    assert kept.years == [2015, 2016, 2017, 2018]
    for ids, _ in kept.roster:
        assert len(np.unique(ids)) == len(ids)


def test_brides_and_the_divided_are_found_in_their_new_household(followed):
    model, kept = followed
    q, h = model.world.persons, model.world.households
    rows = household_rows(q.id, kept.roster[-1])
    assert np.array_equal(rows, q.household)  # nobody moved since the last January
    before = household_rows(q.id, kept.roster[0])
    moved = (before >= 0) & (before != rows)
    assert moved.sum() > 50
    assert np.array_equal(h.village[before[moved]], h.village[rows[moved]])
    divided = h.founded[rows] > model.world.start
    assert (moved & divided).sum() > 20 and (moved & ~divided & (q.sex == 1)).sum() > 20
    ids = kept.roster[0][0]
    gone = ids[household_rows(ids, kept.roster[-1]) < 0]
    assert not np.isin(gone, q.id).any()


def test_income_a_head_is_known_at_once_in_a_divided_household(followed):
    model, kept = followed
    h, first = model.world.households, {}
    new = np.flatnonzero(h.founded > model.world.start)
    at = {month: i for i, month in enumerate(kept.months)}
    for row in new:
        first[row] = kept.welfare[at[int(h.founded[row])]][row]
    assert np.median(list(first.values())) > 5000.0  # not a month's income, but that of the year before the division
    others = kept.welfare[-1][(h.size > 0) & (h.founded == model.world.start)]
    assert np.median(list(first.values())) == pytest.approx(np.median(others), rel=0.6)
