"""Every adjustment has a range that holds its value, a source and a status; some have closed forms."""

import numpy as np
import pytest

from sim.core.errors import InputError
from sim.population import adjust
from sim.population.adjustment import ADJUSTMENTS
from sim.population.margins import margins


@pytest.mark.parametrize("name", sorted(ADJUSTMENTS))
def test_adjustments_are_documented(name):
    a = ADJUSTMENTS[name]
    assert a.low <= a.value <= a.high and a.low < a.high
    assert a.status in {"found", "derived", "recalled", "assumption"}
    assert a.source and a.unit and a.en and a.zh
    assert getattr(adjust, name).__doc__


def test_interpolation_between_equal_censuses_is_that_census():
    assert adjust.residents(np.array([500.0]), np.array([500.0])) == pytest.approx(500.0)
    assert adjust.household_size(np.array([3.0]), np.array([3.0])) == pytest.approx(3.0)


def test_residents_lie_between_the_censuses():
    for at in ("low", "value", "high"):
        assert 100.0 < adjust.residents(np.array([200.0]), np.array([100.0]), at=at)[0] < 200.0


def test_rural_shift_needs_a_town():
    share = np.array([0.15])
    assert adjust.rural_old(share, np.array([0.0])) == share
    assert adjust.rural_old(share, np.array([1.0]))[0] == pytest.approx(0.15 + ADJUSTMENTS["rural_old"].value)


def test_hukou_size_keeps_the_city_mean():
    size, households = np.array([2.5, 3.5]), np.array([100.0, 300.0])
    result = adjust.hukou_size(size, households)
    assert (result * households).sum() / 400 == pytest.approx(ADJUSTMENTS["hukou_size"].value)


def test_registered_poor_keep_the_total():
    result = adjust.registered_poor(100.0, np.array([10.0, 10.0]), np.array([True, False]), np.array([False, False]))
    assert result.tolist() == pytest.approx([200 / 3, 100 / 3])


@pytest.mark.parametrize("name", sorted(set(ADJUSTMENTS) - {"rural_residents_2020"}))
def test_every_end_moves_the_margins(name):
    central, moved = margins(), margins(((name, "high"),))
    if ADJUSTMENTS[name].high == ADJUSTMENTS[name].value:
        moved = margins(((name, "low"),))
    assert any(not np.array_equal(a, b) for a, b in zip(vars(central).values(), vars(moved).values(), strict=True))


def test_unknown_ends_are_refused_together():
    with pytest.raises(InputError) as caught:
        margins((("rural_olt", "high"), ("rural_old", "top")))
    assert len(caught.value.faults) == 2 and "rural_old" in str(caught.value)


def test_city_totals():
    m = margins()
    assert m.residents.sum() == pytest.approx(1.03e6, rel=0.02)
    assert (m.households * m.hukou_size).sum() == pytest.approx(1.884e6, rel=0.01)
    assert m.households.sum() == pytest.approx(550_000, rel=0.01)
