"""Ways in and out of poverty, by hand."""

import numpy as np
import pytest

from sim import measures as m

# Years 0 to 5, 1 is poor.
PANEL = [
    [0, 1, 1, 0, 0, 1],  # spell of 2 years, exit; out 2 years, back
    [0, 1, 0, 1, 0, 0],  # spell of 1, exit, back after 1 year; spell of 1, exit, out until the end
    [1, 1, 0, 0, 0, 0],  # the beginning was not seen: no spell of poverty; out for 4 years
    [0, 0, 1, 1, 1, 1],  # goes on at the end: at risk at 1, 2 and 3
    [0, 0, 0, 0, 0, 0],
]


def test_exit_by_hand():
    life = m.exit_hazard(PANEL)
    assert isinstance(life, m.Hazard)
    np.testing.assert_array_equal(life.duration, [1, 2, 3, 4, 5])
    np.testing.assert_array_equal(life.at_risk, [4, 2, 1, 0, 0])
    np.testing.assert_array_equal(life.events, [2, 1, 0, 0, 0])
    np.testing.assert_allclose(life.hazard, [1 / 2, 1 / 2, 0, np.nan, np.nan])
    np.testing.assert_allclose(life.cumulative(), [1 / 2, 3 / 4, 3 / 4, np.nan, np.nan])


def test_reentry_by_hand():
    life = m.reentry(PANEL)
    np.testing.assert_array_equal(life.at_risk, [4, 2, 1, 0, 0])
    np.testing.assert_array_equal(life.events, [1, 1, 0, 0, 0])


def test_years_not_observed_cut_spells_off():
    # The first leaves the panel after a year of poverty; the second comes back in poverty with a spell of unknown length.
    observed = [[1, 1, 0, 0], [1, 0, 1, 1]]
    life = m.exit_hazard([[0, 1, 0, 0], [0, 0, 1, 0]], observed=observed)
    assert life.at_risk.sum() == 0
    assert m.exit_hazard([[0, 1, 0, 0], [0, 0, 1, 0]]).at_risk[0] == 2


def test_a_constant_chance_of_exit_is_found_at_each_duration():
    # A cohort of 4096 enters in year 1; a quarter of those left goes each year.
    left = [4096, 3072, 2304, 1728]
    panel = np.zeros((4096, 5), dtype=bool)
    for year, count in enumerate(left, start=1):
        panel[:count, year] = True
    life = m.exit_hazard(panel)
    np.testing.assert_allclose(life.hazard[:3], 0.25)
    np.testing.assert_allclose(life.cumulative()[:3], 1 - 0.75 ** np.arange(1, 4))


def test_chronic_and_transient_by_hand():
    # Line 10. First: 5 and 15, mean on the line: only transient, (1/4 + 0) / 2. Second: always 8: only chronic, 0.04.
    parts = m.chronic_transient([[5.0, 15], [8, 8]], 10)
    assert isinstance(parts, m.Persistence)
    assert parts == pytest.approx(((0.125 + 0.04) / 2, 0.02, 0.0625))
    assert m.chronic_transient([[5.0, 15], [8, 8]], 10, weight=[0, 1]).transient == pytest.approx(0, abs=1e-15)


def test_lines_that_move():
    moving = m.chronic_transient([[5.0, 30], [8, 16]], [10, 20])
    assert moving == pytest.approx(m.chronic_transient([[5.0, 15], [8, 8]], 10))
    assert m.chronic_transient([[5.0, 15]], 10, alpha=1).total == pytest.approx(0.25)
