"""The income line by hand, floating and anchored, and when a county identifies and reviews."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism import rollout
from sim.mechanism.standards import median as income_line


@pytest.mark.parametrize("share", [0.4, 0.5, 0.6])
def test_a_floating_line_is_a_share_of_the_last_median(world_at, share):
    world = world_at(2019, 3, {"recognition.line_share": share, "recognition.floating": True})
    world.counties.median_survey[:] = 1000.0 * np.arange(12)
    assert np.allclose(income_line.line(world), share * 1000.0 * np.arange(12))


def test_an_anchored_line_moves_with_prices_only(world_at):
    # median of 2018 at prices of 2019: 13,000; half of it at an index of 1.1 is 7,150, whatever the median does
    world = world_at(2022, 3, {"recognition.floating": False, "recognition.line_share": 0.5}, price=1.1)
    world.real_medians = {2017: np.full(12, 9000.0), 2018: np.full(12, 13000.0), 2021: np.full(12, 20000.0)}
    world.counties.median_survey[:] = 30000.0
    assert np.allclose(income_line.line(world), 7150.0)


def test_a_mechanism_that_begins_before_2018_anchors_at_the_last_known_year(world_at):
    world = world_at(2017, 3, {"recognition.floating": False, "recognition.line_share": 0.5})
    world.counties.median_survey[:] = 9500.0
    assert np.allclose(income_line.line(world), 4750.0)  # nothing known yet: the floating line
    world.real_medians = {2015: np.full(12, 8000.0), 2016: np.full(12, 9000.0)}
    assert np.allclose(income_line.line(world), 4500.0)


def test_floating_and_anchored_lines_in_a_run(start, everywhere):
    # both mechanisms see the same incomes; from 2019 on the anchored line stays at the median of 2018 in real terms
    lines = {}
    for floating in (True, False):
        model = start(everywhere, values={"recognition.floating": floating, "recognition.line_share": 0.5})
        while model.world.month < month_index(2021, 3):
            model.step()
        world = model.world
        lines[floating] = income_line.line(world)[world.households.county[0]] / world.drivers.price(world.month)
        median = world.real_medians[2018 if not floating else 2020][world.households.county[0]]
        scale = 1.0 if not floating else world.drivers.price(month_index(2020, 12)) / world.drivers.price(world.month)
        assert lines[floating] == pytest.approx(0.5 * median * scale)
    assert lines[True] != lines[False]


@pytest.mark.parametrize("begin,month,runs,due", [
    ((2019, 1), (2018, 12), False, False),
    ((2019, 1), (2019, 1), True, True),   # the month of the start
    ((2019, 1), (2019, 2), True, False),
    ((2019, 1), (2019, 3), True, False),  # two months later is no yearly review
    ((2019, 1), (2020, 3), True, True),   # then each March
    ((2020, 7), (2021, 3), True, True),
    ((2020, 12), (2021, 3), True, False),
    ((2020, 12), (2022, 3), True, True),
    ((2019, 1), (2020, 1), True, False),
    ((2019, 1), (2024, 3), True, True),
    ((2020, 7), (2020, 3), False, False),
    (None, (2024, 3), False, False),
])  # fmt: skip
def test_when_a_county_is_due(world_at, begin, month, runs, due):
    world = world_at(*month)
    world.counties.rollout[:] = -1 if begin is None else month_index(*begin)
    assert (rollout.running(world) == runs).all() and (rollout.due(world) == due).all()


def test_counties_begin_one_by_one(scenarios, start):
    world = start(scenarios["city_rollout"]).world
    begun = []
    for month in ((2018, 12), (2019, 1), (2020, 7), (2020, 12)):
        world.month = month_index(*month)
        begun.append(int(rollout.running(world).sum()))
    assert begun == [0, 4, 8, 12]
