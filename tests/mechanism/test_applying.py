"""Who knows and who applies: closed forms, signs, and that more awareness never lists fewer when the applicants' traits stay."""

import numpy as np
import pytest

from sim.mechanism.evidence import favour

from sim.mechanism.steps import applying, procedure


@pytest.fixture
def world(world_at, switched_off):
    """The artificial households; no effect of behaviour but those given."""
    return lambda values=None, population=None: world_at(2019, 3, switched_off | (values or {}), population)


def test_without_effects_all_know_with_the_declared_chance(world):
    there = world({"recognition.aware": 0.65})
    assert np.allclose(applying.knows(there, np.arange(12), np.arange(12)), 0.65)


def test_what_is_certain_stays_certain(world):
    for aware in (0.0, 1.0):
        there = world({"recognition.aware": aware, "applying.publicity": 3.0, "applying.literate": 1.0, "applying.meeting": 5.0})
        assert (applying.knows(there, np.arange(12), np.zeros(12)) == aware).all()


def test_chance_of_knowing_by_hand(world):
    # log odds of 0.5 are 0; two years of schooling above the mean at 0.1 and publicity of 0.8 less half of 0.6 for the most remote village: 0.7
    there = world({"recognition.aware": 0.5, "applying.publicity": 0.8, "applying.literate": 0.1, "applying.meeting": 0.6})
    there.villages.remoteness[:] = 1.0
    assert np.allclose(applying.knows(there, np.array([0]), np.array([applying.MEAN_SCHOOL + 2])), 1 / (1 + np.exp(-0.7)))


def test_kin_of_leaders_know_more(world):
    there = world({"recognition.aware": 0.5, "favour.aware": 1.0, "favour.share": 0.5})
    rows = np.arange(12)
    kin = favour.kin(there, rows)
    assert 0 < kin.sum() < 12
    assert np.allclose(applying.knows(there, rows, np.full(12, applying.MEAN_SCHOOL)), np.where(kin, 1 / (1 + np.exp(-1.0)), 0.5))


def test_best_schooling_of_adults_by_hand(world):
    # row 2: son and daughter-in-law with nine years, pupils do not count; row 4: son of 21 with twelve; row 5: three and none
    there = world()
    assert applying.best_school(there, np.array([2, 4, 5, 0])).tolist() == [9, 12, 3, 5]


def test_cost_by_hand(world):
    there = world({"applying.stigma": 0.4, "applying.effort": 0.2, "applying.papers": 0.3, "applying.gain": 0.5})
    h, v = there.households, there.villages
    v.remoteness[:] = 0.5
    rows, school = np.array([0, 3, 8]), np.array([8, 9, 9])
    assert applying.cost(there, rows, school) == pytest.approx([0.4 + 0.1 + 0.3, 0.4 + 0.1, 0.4 + 0.1])
    h.on_list[[1, 4]] = 1  # a third of the village is listed: no shame; one of the two got support
    h.plan[4] = 1
    assert applying.cost(there, rows, school) == pytest.approx([0.1 + 0.3 + 0.25, 0.1 + 0.25, 0.4 + 0.1])


@pytest.mark.parametrize("name", ["stigma", "effort", "papers"])
def test_each_cost_keeps_some_from_applying(world, small_sample, name):
    applied = []
    for value in (0.0, 2.0):
        there = world({f"applying.{name}": value, "recognition.aware": 1.0}, small_sample)
        there.counties.median_survey[:] = 12000.0
        there.households.welfare[:] = 6000.0 * there.households.size
        applying.step(there)
        applied.append(there.households.stage == procedure.APPLIED)
    assert (applied[1] <= applied[0]).all() and 0 < applied[1].sum() < applied[0].sum()


def test_more_publicity_reaches_all_whom_less_reached(world, small_sample):
    applied = []
    for value in (0.0, 1.0):
        there = world({"applying.publicity": value, "recognition.aware": 0.5}, small_sample)
        there.counties.median_survey[:] = 12000.0
        there.households.welfare[:] = 5000.0 * there.households.size
        applying.step(there)
        applied.append(there.households.stage == procedure.APPLIED)
    assert (applied[1] >= applied[0]).all() and applied[1].sum() > applied[0].sum()
