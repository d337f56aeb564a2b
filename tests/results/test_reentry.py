"""Spells by hand, and hazards of a world in which they are constant."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.results.reentry import GROUPS, Spells, spell_rows

LINE = {("county50_floating", "hukou"): np.full(12, 1.0)}


def test_spells_by_hand():
    spells, found = Spells(), []
    states = ["PPNNPPPPPPP", "NPNPNPNPNPN", "PPPPPPPPPPP", "NNNNNNNNNNN"]
    for year in zip(*states, strict=True):
        spells.add(np.array([s == "P" for s in year]), np.ones(4, bool))
        found.append(spells.spell.tolist())
    assert [f[0] for f in found] == [0, 0, -1, -2, 1, 2, 3, 4, 5, 5, 5]
    assert [f[1] for f in found] == [0, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]
    assert not any(f[2] or f[3] for f in found)  # never seen to begin


def test_a_household_that_died_out_has_no_spell():
    spells = Spells()
    for now, there in (([False], True), ([True], True), ([False], False)):
        spells.add(np.array(now), np.array([there]))
    assert spells.spell.tolist() == [0]


def sheet(poor: np.ndarray) -> SimpleNamespace:
    n = len(poor)
    return SimpleNamespace(hukou=np.where(poor, 0.5, 2.0)[None, :] * 2, size=np.full(n, 2))


@pytest.mark.parametrize(("out", "back"), [(0.3, 0.1), (0.6, 0.4)])
def test_constant_hazards_are_found_at_every_duration(out, back):
    n, rng = 40000, np.random.default_rng(5)
    households = {"weight": np.ones(n), "county": np.sort(rng.integers(0, 12, n))}
    poor, spells, before, rows = rng.random(n) < 0.3, Spells(), None, []
    for _ in range(12):
        now = sheet(poor)
        rows = list(spell_rows(spells, now, before, households, LINE))
        before, u = now, rng.random(n)
        poor = np.where(poor, u >= out, u < back)
    found = {(measure, group): values[12] for _, group, _, measure, _, values, _ in rows}
    for measure, rate in (("exit_hazard", out), ("reentry_hazard", back)):
        for group in GROUPS:
            assert found[measure, group] == pytest.approx(rate, abs=0.08), (measure, group)
    assert found["reentry", "all"] == pytest.approx(back, abs=0.01)


def test_hazards_count_persons_who_were_there_at_both_ends():
    households = {"weight": np.array([1.0, 3.0]), "county": np.zeros(2, np.int64)}
    spells, before = Spells(), None
    for poor in ([False, False], [True, True], [False, True]):
        now = sheet(np.array(poor))
        rows = list(spell_rows(spells, now, before, households, LINE))
        before = now
    found = {(measure, group): values for _, group, _, measure, _, values, _ in rows}
    assert found["exit_hazard", "duration:1"][0] == found["exit_hazard", "duration:1"][12] == 0.25
    assert np.isnan(found["exit_hazard", "duration:2"][12]) and np.isnan(found["reentry", "all"][12])
