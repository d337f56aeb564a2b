"""The artificial households load, are marked as artificial, and a bad file is explained."""

import numpy as np
import pytest

from sim.core.errors import InputError
from sim.data import shipped
from sim.population import START, tiny_world
from sim.population.cases import VILLAGES, case_list
from sim.population.population import DTYPES


@pytest.fixture
def world():
    return tiny_world()


def test_twelve_households_in_two_villages(world):
    assert world.size("households") == 12 and world.size("villages") == 2 and world.size("counties") == 12
    assert np.bincount(world.households["village"]).tolist() == [6, 6]
    assert world.counties["adcode"][world.villages["county"]].tolist() == [350423, 350430]
    for table in ("households", "persons", "villages", "counties"):
        assert {n: c.dtype.str[1:] for n, c in getattr(world, table).items()} == DTYPES[table]


def test_no_real_village_or_household_is_named(world, city):
    assert not set(world.villages["code"].tolist()) & set(city.villages["code"].tolist())
    assert not set(world.households["id"].tolist()) & set(city.households["id"].tolist())
    assert all(case.zh.startswith("人造样例") and case.en.startswith("Artificial case") for case in case_list())
    assert all("人造" in v.zh and "Artificial" in v.en for v in VILLAGES)


def test_the_kinds_are_there(world):
    people, homes = world.persons, world.households
    residents = np.bincount(people["household"], people["resident"], 12)
    names = [case.en for case in case_list()]
    assert residents[names.index("Artificial case 07 whole household away")] == 0
    assert residents[names.index("Artificial case 02 elder alone")] == 1
    assert homes["land"].min() == 0.0 and homes["land"].max() >= 20.0
    assert homes["jiandang"].sum() == 3 and (people["health"] == 2).sum() == 1
    age = (START - people["birth"]) // 12
    assert age[0] == 72 and (people["school"] <= np.maximum(age - 6, 0)).all()


def test_faults_are_shown_together(tmp_path):
    text = (shipped("scenarios") / "cases.csv").read_text(encoding="utf-8")
    bad = tmp_path / "cases.csv"
    bad.write_text(text.replace("male,72,5,well", "man,72,five,well").replace("350430999001,22.0", "350430001001,22.0"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        tiny_world(bad)
    assert len(caught.value.faults) == 3 and "line 2" in str(caught.value)


def test_a_member_without_household_is_a_fault(tmp_path):
    lines = (shipped("scenarios") / "cases.csv").read_text(encoding="utf-8").splitlines()
    bad = tmp_path / "cases.csv"
    bad.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    with pytest.raises(InputError, match="first row"):
        tiny_world(bad)
