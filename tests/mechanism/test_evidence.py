"""What the office sees: right in the mean of logs, with the declared spread, and less where pay from away is hidden."""

import numpy as np
import pytest

from sim.mechanism import income_seen, procedure


@pytest.fixture
def seen(world_at, small_sample):
    """Declared over true income a head of the households of the sample, all with 10,000 yuan a head, with the pay from away given a household."""

    def ratio(error: float, hidden: float, away: float = 0.0, month: int = 3, price: float = 1.0) -> np.ndarray:
        world = world_at(2016, month, {"evidence.error": error, "evidence.hidden": hidden, "learning.on": False}, small_sample, price=price)
        h = world.households
        h.welfare[:] = 10000.0 * h.size
        h.migrant_base[:] = away
        rows = np.flatnonzero(h.size > 0)
        seen_now = income_seen.seen(world, rows)
        return seen_now / 10000.0

    return ratio


def test_without_error_the_office_sees_the_truth(seen):
    assert np.allclose(seen(0.0, 0.0), 1.0, rtol=1e-12)
    assert np.allclose(seen(0.0, 0.0, price=1.3), 1.3, rtol=1e-12)


@pytest.mark.parametrize("sd", [0.2, 0.45])
def test_the_error_is_unbiased_in_logs_with_the_declared_spread(seen, sd):
    log = np.log(seen(sd, 0.0))
    n = len(log)
    assert abs(log.mean()) < 5 * sd / np.sqrt(n)
    assert abs(log.std() - sd) < 5 * sd / np.sqrt(2 * n)
    assert abs((log**3).mean()) < 5 * sd**3 * np.sqrt(15 / n)


def test_each_review_has_its_own_error(seen):
    one, other = np.log(seen(0.3, 0.0, month=3)), np.log(seen(0.3, 0.0, month=4))
    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / np.sqrt(len(one))


def test_only_pay_from_away_can_be_hidden(seen):
    assert np.allclose(seen(0.0, 1.0, away=0.0), 1.0, rtol=1e-12)


def test_hidden_pay_by_hand(world_at):
    # One migrant at 4,000 x 12 = 48,000 a year in a household of 2 with 60,000: a hidden share between 0 and 0.5 leaves 18,000 to 30,000 a head,
    # in the mean over draws 24,000.
    world = world_at(2016, 3, {"evidence.error": 0.0, "evidence.hidden": 0.5})
    h, seen = world.households, []
    h.size[9], h.welfare[9], h.migrant_base[9] = 2, 60000.0, 1.0
    for seed in range(400):  # what a household hides is a trait: another life, another share
        world.seed = seed
        seen.append(income_seen.seen(world, np.array([9]))[0])
    assert 18000 < min(seen) and max(seen) < 30000
    assert abs(np.mean(seen) - 24000) < 5 * 12000 / np.sqrt(12 * 400)


def test_nothing_below_zero_is_seen(seen):
    assert (seen(0.3, 1.0, away=100.0) >= 0).all()


def test_what_is_recorded_is_recorded_for_the_rows_asked_for(world_at):
    world = world_at(2016, 3)
    world.households.welfare[:] = 1000.0
    world.counties.median_survey[:] = 12000.0
    procedure.record(world, np.array([2, 7]))
    assert np.flatnonzero(world.households.declared).tolist() == [2, 7] == np.flatnonzero(world.households.need).tolist()
