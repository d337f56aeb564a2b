"""The local multiplier on a small sample: sign, bounds, where it comes from, and that the other counties do not move."""

import numpy as np
import pytest

from sim.calibration import multiplier
from sim.calibration.multiplier import Gift
from sim.core.clock import month_index
from sim.data import shipped
from sim.data.rows import rows_of

GIFT = Gift(month=month_index(2017, 1), yuan=5000.0, share=0.5)
EARLY = {"markets.base_year": 2015}


@pytest.fixture(scope="module")
def found(small_sample) -> dict[str, dict]:
    """Income added in three years for each yuan, with markets and without."""
    pairs = {
        name: multiplier.pair(small_sample, multiplier.baseline(), 1, EARLY | values, GIFT, (12, 36)) for name, values in VALUES.items()
    }
    return {name: rows[-1] for name, rows in pairs.items()}


# Without what money does on a farm: equipment, inputs paid in time, a crop with dear inputs.
NO_USE = {"capital.gain": 0.0, "farm.on_account": 0.0, "crops.input_ratio": 0.0}
VALUES: dict[str, dict] = {
    "on": {},
    "off": {"markets.on": False},
    "off and no use on farms": {"markets.on": False} | NO_USE,
    "open": {"markets.bought_here": 0.1},
}


def test_spending_raises_income_of_others(found):
    assert found["on"]["multiplier"] > found["off"]["multiplier"] + 0.01
    assert found["on"]["business"] > 0.0 and found["on"]["wage"] + found["on"]["business"] > found["open"]["wage"] + found["open"]["business"]


def test_it_stays_below_the_upper_bound_of_the_published(found):
    highest = max(float(row["high"]) for row in multiplier.published())
    assert 1.0 < found["on"]["multiplier"] < highest


def test_without_markets_and_use_on_farms_little_moves_but_interest_and_transfers(found):
    off = found["off and no use on farms"]
    assert abs(off["wage"]) < 0.02 and abs(off["business"]) < 0.005 and off["property"] > 0.0  # the gift pays some moves to work away


def test_other_counties_do_not_move(found):
    assert all(row["elsewhere"] == 0.0 for row in found.values())


def test_nothing_is_paid_without_a_gift(small_sample):
    world = multiplier.run(small_sample, multiplier.baseline(), 1, {}, None, month_index(2015, 2)).world
    plain = multiplier.SanmingModel(small_sample, multiplier.values_of(multiplier.baseline()), multiplier.baseline(), 1)
    for _ in range(2):
        plain.step()
    assert np.array_equal(world.households.cash, plain.world.households.cash)


def test_the_committed_result_is_that_of_the_experiment():
    rows = rows_of(shipped("calibration") / "multiplier.csv")
    assert {row["variant"] for row in rows} == set(multiplier.VARIANTS) and {int(row["months"]) for row in rows} == set(multiplier.SPANS)
    central = {int(row["months"]): float(row["multiplier"]) for row in rows if row["variant"] == "central"}
    assert all(0.9 < value < 2.5 for value in central.values())  # below one where dibao falls by the gift


def test_no_published_multiplier_is_an_input():
    roles = {row["datum"]: row["role"] for row in rows_of(shipped("calibration") / "roles.csv")}
    assert {roles[name] for name in multiplier.PUBLISHED} == {"holdout"} and len(multiplier.published()) == len(multiplier.PUBLISHED)
