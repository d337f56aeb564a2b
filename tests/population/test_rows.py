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
    there = city.occupied()
    assert (np.bincount(city.households["village"], there) >= 25).all()
    for name in ("land", "forest", "car", "jiandang", "house", "ability"):
        assert not city.households[name][~there].any(), name


def test_spare_rows_stand_at_the_end_of_each_village(city):
    there, village = city.occupied(), city.households["village"]
    assert (np.diff(there.astype(int))[np.diff(village) == 0] <= 0).all()  # once a spare row, only spare rows up to the next village
    homes, spare = np.bincount(village, there), np.bincount(village, ~there)
    assert np.array_equal(spare, np.maximum(2, np.rint(0.06 * homes)))
    assert there.sum() == city.homes() and (city.origin["generations"][~there] == 0).all()


def test_couples_have_two_partners_of_either_sex_a_generation_apart_from_others(city):
    q = city.persons
    married = q["married"] > 0
    couple = q["household"][married].astype(np.int64) * 8 + q["married"][married]
    _, at, partners = np.unique(couple, return_inverse=True, return_counts=True)
    assert (partners == 2).all()
    assert (np.bincount(at, q["sex"][married]) == 1).all()
    assert ((START - q["birth"][married]) // 12 >= 15).all()


def test_never_married_shares_are_those_of_a_census(city):
    q, age = city.persons, (START - city.persons["birth"]) // 12
    never = {(sex, low): (q["married"][(q["sex"] == sex) & (age >= low) & (age < low + 5)] == 0).mean() for sex in (0, 1) for low in (15, 25, 35, 50)}
    assert never[0, 15] > 0.95 and 0.2 < never[1, 25] < never[0, 25] < 0.6
    assert 0.04 < never[0, 35] < 0.12 and 0.01 < never[1, 35] < 0.06
    assert never[1, 50] < never[0, 50] < 0.06


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
