"""A scenario against itself: every contrast is exactly zero, and a policy that changes nothing changes nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis import combine, placebo_contrast, seed_contrast
from sim.analysis.comparison import with_placebo
from sim.core.clock import month_index
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.population import tiny_world

DATE = month_index(2019, 1)  # the anchored line needs 2019 in the run


@pytest.fixture(scope="module")
def pairs(everywhere):
    """For two seeds, the runs of a scenario and of the same under another name with its stand-ins in another order."""
    same = replace(everywhere, name="the same", stand_ins=everywhere.stand_ins[::-1])
    both = [Request(scenario, seed, end=2020, keep_from=DATE - 1) for seed in (1, 2) for scenario in (everywhere, same)]
    runs = [simulate(request, population=tiny_world()) for request in both]
    return [(runs[0], runs[1]), (runs[2], runs[3])]


def test_every_difference_is_exactly_zero(pairs):
    for one, other in pairs:
        frame = seed_contrast(one, other, DATE).frame
        known = frame["difference"].dropna()
        assert len(known) > 100 and (known == 0.0).all()


def test_the_mean_over_seeds_is_zero_without_width(pairs):
    table = combine([seed_contrast(one, other, DATE) for one, other in pairs])
    assert len(table) > 100 and set(table["seeds"]) == {2}
    assert (table[["difference", "se", "se_life", "low", "high"]].to_numpy() == 0.0).all()


def test_nobody_loses(pairs):
    for one, other in pairs:
        incomes = seed_contrast(one, other, DATE).incomes
        assert np.array_equal(incomes.baseline, incomes.scenario) and incomes.persons.any()
        assert np.array_equal(one.trace["welfare"], other.trace["welfare"])


def test_one_yuan_to_one_household_moves_that_household_alone(everywhere, small_sample):
    base, given = (
        simulate(Request(s, end=2020, keep_from=DATE - 1), population=small_sample) for s in (everywhere, with_placebo(everywhere, DATE))
    )
    moved = np.flatnonzero((base.panel["income_hukou"] != given.panel["income_hukou"]).any(axis=0))
    assert len(moved) == 1
    assert placebo_contrast(base, given, DATE).policy_date == DATE
