"""Sums over members by hand."""

import numpy as np
import pytest

from sim.processes import members

RATES = {"members.hospital_base": 0.06, "members.hospital_old": 0.12, "members.hospital_ill": 0.24, "members.hospital_water": 0.0}


@pytest.mark.parametrize("row,size,residents,elders,payers,labour,cases", [
    (0, 2, 2, 2, 0, 1.0, 0.60),    # couple of 72 (well) and 70 (chronic): half a worker each; 0.06 + 0.12 and 0.24 more for her
    (1, 1, 1, 1, 0, 0.0, 0.42),    # a woman of 78 with chronic illness
    (2, 6, 4, 2, 2, 3.0, 0.60),    # grandparents of 64 and 62, parents away, two children: 2 x 0.5 + 2 x 1; 6 x 0.06 + 2 x 0.12
    (3, 4, 4, 0, 2, 2.0, 0.24),    # parents with two pupils
    (5, 2, 2, 1, 1, 0.5, 0.72),    # a man of 43 who lost his labour, his mother of 69 with chronic illness
    (6, 3, 0, 0, 2, 2.0, 0.18),    # all away
])  # fmt: skip
def test_by_hand(world_at, row, size, residents, elders, payers, labour, cases):
    h = world_at(2016, 1, RATES).households
    found = [h.columns[name][row] for name in ("size", "residents", "elders", "payers", "labour")]
    assert found == [size, residents, elders, payers, labour]
    assert h.hazard[row] == pytest.approx(cases / 12)


def test_the_ill_and_what_falls_on_workers_by_hand(world_at):
    # row 5: the man who lost his labour (0.30) and his mother of 69, chronic (0.42, half a worker): 0.42 of 0.72 falls on workers
    h = world_at(2016, 1, RATES).households
    assert h.ill[[3, 5]].tolist() == [0, 2]
    assert h.worker_risk[5] == pytest.approx(0.42 / 0.72) and h.worker_risk[3] == pytest.approx(0.5)


def test_unsafe_water_makes_ill(world_at):
    world = world_at(2016, 1, RATES | {"members.hospital_water": 0.25})
    world.households.water[:] = 1
    world.households.water[3] = 0
    members.step(world)
    assert world.households.hazard[3] == pytest.approx(1.25 * 0.24 / 12) and world.households.hazard[6] == pytest.approx(0.18 / 12)


def test_birthdays_count(world_at):
    # born in July 1957: 59 in June 2017, 60 from July on
    world = world_at(2017, 6)
    world.persons.birth[0] = 1957 * 12 + 6
    members.step(world)
    before = int(world.households.elders[0])
    world.month += 1
    members.step(world)
    assert int(world.households.elders[0]) == before + 1


def test_chances_stay_below_one(world_at):
    h = world_at(2016, 1, {"members.hospital_base": 1.0, "members.hospital_old": 1.0, "members.hospital_ill": 2.0}).households
    assert (h.hazard <= 0.9).all() and (h.hazard > 0).all()


def test_a_household_without_members_has_nothing(world_at):
    world = world_at(2016, 1)
    q = world.persons
    keep = q.household != 2
    q.replace({name: column[keep] for name, column in q.columns.items()})
    members.step(world)
    h = world.households
    assert all(h.columns[name][2] == 0 for name in ("size", "residents", "elders", "payers", "labour", "hazard"))
    assert h.size.sum() == np.count_nonzero(keep)
