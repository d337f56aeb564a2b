"""Dwellings: safe water and danger at the start, wear and storms, and repair by those who can pay."""

import numpy as np
import pytest

from sim.data import figure
from sim.processes import dwellings

RULES = {
    "dwellings.wear": 0.0,
    "dwellings.struck": 0.0,
    "dwellings.repair": 20000.0,
    "dwellings.reserve": 6.0,
    "dwellings.attend": 1.0,
    "dwellings.unsafe_start": 0.0,
}


def test_water_follows_county_and_remoteness(start, whole):
    v = start(population=whole, values={"dwellings.rural_water": 2.0}).world.villages
    for row, name in enumerate(dwellings.COUNTIES):
        here, without = v.county == row, 1.0 - figure(f"CEN20-WATER-{name}").value / 100
        expected = np.clip(1.0 - 2.0 * without * (0.5 + v.remoteness[here]), 0.0, 1.0)
        assert np.abs(v.water[here] - expected).mean() < 0.03
    assert v.water[v.remoteness < 0.3].mean() > v.water[v.remoteness > 0.7].mean() + 0.03


def test_a_repair_by_hand(world_at):
    # 20,000 at prices of 1.1, and half a year of 24,000 at these prices in reserve: 35,200 do, 35,199 do not
    world = world_at(2017, 11, RULES, price=1.1)
    h = world.households
    world.start -= 24
    h.unsafe[:], h.house[:] = 0, 2
    h.unsafe[[2, 3]], h.house[[2, 3]], h.welfare[[2, 3]], h.cash[[2, 3]] = 1, 0, 24000.0, (3520000.0, 3519900.0)
    dwellings.step(world)
    assert world.paid("house_repair")[[2, 3]].tolist() == [2200000.0, 0.0]
    assert h.unsafe[[2, 3]].tolist() == [0, 1] and h.house[[2, 3]].tolist() == [1, 0]


@pytest.mark.parametrize("house,share", [(0, 0.4), (1, 0.1), (2, 0.04)])
def test_storms_hit_weak_houses_of_struck_villages(world_at, small_sample, house, share):
    world = world_at(2017, 11, RULES | {"dwellings.struck": 0.4}, small_sample)
    h, v = world.households, world.villages
    h.house[:], h.unsafe[:] = house, 0
    v.struck[:] = np.arange(len(v)) % 2
    dwellings.wear(world)
    hit = v.struck[h.village] == 1
    assert not h.unsafe[~hit].any() and abs(h.unsafe[hit].mean() - share) < 5 * np.sqrt(share * (1 - share) / hit.sum())


def test_wear_spares_concrete(world_at, small_sample):
    world = world_at(2017, 11, RULES | {"dwellings.wear": 0.2}, small_sample)
    h = world.households
    h.house[:], h.unsafe[:], world.villages.struck[:] = np.arange(len(h)) % 3, 0, 0
    dwellings.wear(world)
    share = [h.unsafe[h.house == grade].mean() for grade in range(3)]
    assert share[0] == pytest.approx(0.2, abs=0.04) and share[1] == pytest.approx(0.05, abs=0.02) and share[2] == 0.0


def test_the_population_keeps_its_houses(start, small_sample):
    before = small_sample.households["house"].copy()
    model = start(population=small_sample, values={"dwellings.attend": 1.0})
    for _ in range(12):
        model.step()
    assert (model.world.households.house != before).any() and np.array_equal(small_sample.households["house"], before)
