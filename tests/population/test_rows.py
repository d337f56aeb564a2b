"""The arrays of a population: types, order, identity, and what a household can be."""

import numpy as np

from sim.data.villages import TOWN_TYPES, village_frame
from sim.population import START
from sim.population.population import DTYPES, HOUSEHOLD_BITS
from sim.population.villages import TOWN_TYPES as WORDS


def test_columns_have_their_types(city):
    for table, wanted in DTYPES.items():
        columns = getattr(city, table)
        assert {name: column.dtype.str[1:] for name, column in columns.items()} == wanted
        assert len({len(column) for column in columns.values()}) == 1
        assert all(column.flags.c_contiguous for column in columns.values())


def test_ids_name_the_parent(city):
    homes, people = city.households, city.persons
    serial = np.arange(city.size("households")) - city.first_household()[homes["village"]]
    assert np.array_equal(homes["id"], (homes["village"].astype(np.int64) << HOUSEHOLD_BITS) | serial)
    assert np.array_equal(people["id"] >> HOUSEHOLD_BITS, homes["id"][people["household"]])
    for ids in (homes["id"], people["id"]):
        assert (np.diff(ids) > 0).all()


def test_villages_are_those_of_the_data_in_their_order(city):
    frame = village_frame()
    assert np.array_equal(city.villages["code"], frame["code"].astype("int64"))
    assert np.array_equal(city.villages["county"], frame["county"])
    assert np.array_equal(city.villages["town"], frame["town_code"].astype("int64"))
    assert np.array_equal(city.villages["town_type"], frame["town_type_code"])
    assert tuple(t.word for t in TOWN_TYPES) == WORDS


def test_nobody_lives_in_an_empty_house(city):
    assert (np.diff(city.first_person()) > 0).all()
    assert (np.diff(city.first_household()) >= 25).all()


def test_values_stay_in_their_range(city):
    homes, people, villages = city.households, city.persons, city.villages
    age = (START - people["birth"]) // 12
    assert age.min() >= 0 and age.max() < 100 and people["birth"].max() <= START
    assert set(np.unique(people["health"])) == {0, 1, 2} and set(np.unique(homes["house"])) == {0, 1, 2}
    assert (people["school"] <= np.maximum(age - 6, 0)).all()
    assert homes["land"].min() == 0.0 and homes["forest"].min() == 0.0
    assert (homes["hamlet"] < villages["hamlets"][homes["village"]]).all()
    assert villages["hamlets"].min() >= 3 and villages["hamlets"].max() <= 9
    assert villages["remoteness"].min() >= 0.0 and villages["remoteness"].max() <= 1.0


def test_children_never_live_alone(city):
    people, n = city.persons, city.size("households")
    age, here = (START - people["birth"]) // 12, people["resident"] == 1
    children = np.bincount(people["household"], here & (age < 15), n)
    others = np.bincount(people["household"], here & (age >= 15), n)
    assert ((children == 0) | (others > 0)).all()


def test_age_profile_is_smooth_inside_the_bands(city):
    age = (START - city.persons["birth"]) // 12
    count = np.bincount(age[city.persons["resident"] == 1], minlength=100).astype(float)
    for first, last in ((0, 14), (16, 33), (36, 58), (61, 64), (66, 80)):
        steps = np.abs(np.diff(count[first : last + 1])) / count[first:last]
        assert steps.max() < 0.15, (first, last, steps.round(3))


def test_months_of_birth_are_even(city):
    share = np.bincount((city.persons["birth"]) % 12) / city.size("persons")
    assert np.allclose(share, 1 / 12, atol=0.002)


def test_remote_villages_are_emptier(city):
    home = city.households["village"][city.persons["household"]]
    share = np.bincount(home, city.persons["resident"]) / np.bincount(home)
    far = city.villages["remoteness"] > 0.6
    assert share[far].mean() < share[~far].mean() - 0.02


def test_couples_and_schooling_by_cohort(city):
    people = city.persons
    age = (START - people["birth"]) // 12
    mean = [people["school"][(age >= a) & (age < a + 10)].mean() for a in (25, 35, 45, 55, 65, 75)]
    assert all(np.diff(mean) < 0)
    women, men = (people["school"][(age >= 60) & (people["sex"] == s)].mean() for s in (1, 0))
    assert women < men - 1.0
    assert abs((people["sex"] == 0).mean() - 0.5) < 0.03
