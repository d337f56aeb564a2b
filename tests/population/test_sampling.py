"""Samples: whole villages, the same rows, weights that give back the households."""

import numpy as np
import pytest

from sim.core.errors import InputError
from sim.population import sample


@pytest.mark.parametrize("fraction", [0.3, 0.1, 0.05, 0.01, 0.004, 0.0001])
def test_weighted_households_are_the_households(city, fraction):
    part = sample(city, fraction)
    assert part.household_weights()[part.occupied()].sum() == pytest.approx(city.homes(), rel=1e-12)
    assert (part.weights >= 1.0).all()
    assert part.fraction == fraction and part.size("counties") == 12


@pytest.mark.parametrize("fraction", [0.2, 0.05, 0.02])
def test_weighted_households_are_right_in_every_county(city, fraction):
    part = sample(city, fraction)
    drawn = np.bincount(part.households["county"], part.household_weights() * part.occupied(), minlength=12)
    assert np.allclose(drawn, np.bincount(city.households["county"], city.occupied(), 12))


def test_rows_of_a_village_are_the_same_in_every_sample(city):
    for part in (sample(city, 0.05, sample_seed=7), sample(city, 0.01)):
        for row in (0, part.size("villages") - 1):
            where = int(np.flatnonzero(city.villages["code"] == part.villages["code"][row])[0])
            _same_village(city, where, part, row)


def _same_village(city, where: int, part, row: int) -> None:
    for name in set(city.villages):
        assert city.villages[name][where] == part.villages[name][row]
    homes = [slice(*p.first_household()[v : v + 2]) for p, v in ((city, where), (part, row))]
    for name in set(city.households) - {"village"}:
        assert np.array_equal(city.households[name][homes[0]], part.households[name][homes[1]])
    people = [slice(p.first_person()[h.start], p.first_person()[h.stop]) for p, h in zip((city, part), homes, strict=True)]
    for name in set(city.persons) - {"household"}:
        assert np.array_equal(city.persons[name][people[0]], part.persons[name][people[1]])


def test_index_columns_are_renumbered(city):
    part = sample(city, 0.03)
    assert np.array_equal(np.unique(part.households["village"]), np.arange(part.size("villages")))
    assert np.array_equal(np.unique(part.persons["household"]), np.flatnonzero(part.occupied()))
    assert np.array_equal(part.households["county"], part.villages["county"][part.households["village"]])
    assert len(part.origin["generations"]) == part.size("households")


def test_five_percent_has_twelve_villages_a_county(city):
    part = sample(city, 0.05)
    assert np.bincount(part.villages["county"], minlength=12).min() >= 12


def test_small_samples_go_down_to_one_village(city):
    assert sample(city, 1e-6).size("villages") == 1
    one_percent = sample(city, 0.01)
    assert one_percent.size("villages") == 17
    assert np.bincount(one_percent.villages["county"], minlength=12).min() >= 1


def test_a_smaller_sample_is_part_of_a_larger_one(city):
    small, large = (set(sample(city, f).villages["code"].tolist()) for f in (0.1, 0.2))
    assert small < large


def test_sample_seed_changes_the_villages_only(city):
    first, again, other = (sample(city, 0.02, s) for s in (1, 1, 2))
    assert np.array_equal(first.villages["code"], again.villages["code"]) and first.content == again.content
    assert not np.array_equal(first.villages["code"], other.villages["code"]) and first.content != other.content


def test_named_villages_speak_for_themselves(city):
    code = int(city.villages["code"][100])
    part = sample(city, 1.0, villages=[code])
    assert part.villages["code"].tolist() == [code] and part.weights.tolist() == [1.0]
    assert part.fraction == pytest.approx(part.homes() / city.homes())


def test_the_whole_is_the_population_itself(city):
    assert sample(city, 1.0) is city


@pytest.mark.parametrize("fraction", [0.0, -0.1, 5, float("nan")])
def test_fraction_outside_is_refused(city, fraction):
    with pytest.raises(InputError, match="fraction"):
        sample(city, fraction)


def test_unknown_village_and_second_sampling_are_refused(city):
    with pytest.raises(InputError, match="no such village"):
        sample(city, 1.0, villages=[350423999001])
    with pytest.raises(InputError, match="sampled again"):
        sample(sample(city, 0.01), 0.5)
