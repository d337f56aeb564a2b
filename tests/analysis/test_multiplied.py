"""Pilots multiplied: a made-up table of two kinds of households."""

import numpy as np
import pytest

from sim.analysis.multiplied import by_cells, crude

# 10 poor households gained 20 person-years, 90 others none; elsewhere 50 are poor and 50 are not; nobody is of the third kind in the pilots.
EFFECT, PILOTS, OTHERS = np.array([20.0, 0.0, 0.0]), np.array([10.0, 90.0, 0.0]), np.array([50.0, 50.0, 0.0])


def test_by_cells_each_kind_takes_the_effect_of_its_kind():
    assert by_cells(EFFECT, PILOTS, OTHERS) == pytest.approx(20 / 10 * 50)


def test_crudely_each_household_takes_the_mean_effect():
    assert crude(EFFECT, PILOTS, OTHERS) == pytest.approx(20 / 100 * 100)


def test_a_kind_that_no_pilot_has_takes_the_mean():
    assert by_cells(EFFECT, PILOTS, np.array([50.0, 50.0, 10.0])) == pytest.approx(100 + 10 * 0.2)


def test_the_same_counties_come_back_whole():
    assert by_cells(EFFECT, PILOTS, PILOTS) == pytest.approx(20) == crude(EFFECT, PILOTS, PILOTS)


def test_measures_and_years_are_multiplied_side_by_side():
    both = np.stack([np.stack([EFFECT, 2 * EFFECT]), np.stack([0 * EFFECT, -EFFECT])])
    np.testing.assert_allclose(by_cells(both, PILOTS, OTHERS), [[100, 200], [0, -100]])


def test_pilots_without_a_household_are_refused():
    with pytest.raises(ValueError, match="no household"):
        crude(EFFECT, 0 * PILOTS, OTHERS)
