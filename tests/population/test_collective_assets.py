"""What collectives own at the start: inside the law, the same in every sample, less in remote and poor villages, near the published levels."""

import numpy as np
import pytest

from sim.population import collective_assets, sample

OWNED = ("commons_land", "commons_forest", "commons_ponds", "shops", "workshop", "greenhouse", "hydropower", "project_value", "cash", "debt")


def test_nothing_is_negative_and_money_is_whole(city):
    for name in OWNED:
        assert (city.villages[name] >= 0).all(), name
    for name in ("cash", "debt"):
        assert np.array_equal(city.villages[name], np.rint(city.villages[name]))


def test_reserve_land_stays_within_the_law(city):
    held = np.bincount(city.households["village"], city.households["land"], city.size("villages"))
    assert (city.villages["commons_land"] <= 0.05 * held + 0.1).all()


def test_a_project_has_money_and_money_a_project(city):
    assert np.array_equal(city.villages["project"] > 0, city.villages["project_value"] > 0)
    assert set(np.unique(city.villages["project"])) == set(range(len(collective_assets.PROJECTS)))


def test_few_have_hydropower_and_shops_stand_near_town(city):
    v, near = city.villages, city.villages["remoteness"] < 0.4
    assert 0.03 < (v["hydropower"] > 0).mean() < 0.2
    assert (v["shops"] > 0)[near].mean() > 1.5 * (v["shops"] > 0)[~near].mean()
    assert (v["hydropower"] > 0)[near].mean() < (v["hydropower"] > 0)[~near].mean()
    assert v["manager"][near].mean() > v["manager"][~near].mean()


def test_a_village_owns_the_same_in_every_sample(city):
    part = sample(city, 0.01)
    where = np.searchsorted(city.villages["code"], part.villages["code"])
    for name in (*OWNED, "manager", "years_built", "years_land"):
        assert np.array_equal(part.villages[name], city.villages[name][where]), name


def test_factors_have_the_mean_and_median_of_their_name():
    u = (np.arange(20000) + 0.5) / 20000
    assert collective_assets.mean_one(0.9, u).mean() == pytest.approx(1.0, rel=0.01)
    assert np.median(collective_assets.spread(0.8, u)) == pytest.approx(1.0, rel=0.001)
