"""Screens by hand: who has what, what a visit and the two comparisons find of it, and lasting traits that go along with ability."""

import numpy as np
import pytest

from sim.mechanism.evidence import assets, registers, traits

from sim.mechanism.offices import staff
from sim.population.households import ABILITY_SIGMA

ON = {"recognition.car_screen": True} | {f"assets.{name}_screen": True for name in assets.SCREENS[1:]}
BLIND = {f"{room}.miss_{name}": 1.0 for room in ("assets", "registers") for name in assets.SCREENS}


@pytest.fixture
def screened(world_at, switched_off):
    """The artificial households in March 2019, without anything but the two cars of rows 6 and 7, all screens on, nothing missed."""

    def make(values=None, population=None):
        world = world_at(2019, 3, switched_off | ON | {"assets.flat": 0.0, "assets.company": 0.0, "assets.payroll": 0.0} | (values or {}), population)
        world.households.cash[:] = 0.0
        return world

    return make


def everybody(world) -> np.ndarray:
    return np.flatnonzero(world.households.size > 0)


def test_each_asset_by_hand(screened):
    # dibao standard 6,000 yuan a year: with the multiple 4 two members may have 48,000 yuan
    world = screened({"assets.savings": 4.0, "assets.company": 1.0})
    h = world.households
    h.cash[[0, 1]], h.business_base[[2, 7]] = 48000.0 * 100, 0.5
    h.house_built[[4, 5]] = world.month - 35, world.month - 36
    assert h.size[:2].tolist() == [2, 1]
    own = assets.own(world, everybody(world))
    found = {name: np.flatnonzero(own[:, k]).tolist() for k, name in enumerate(assets.SCREENS)}
    assert found == {"car": [6, 7], "flat": [], "company": [2, 7], "payroll": [], "savings": [1], "home": [4]}
    assert np.flatnonzero(assets.barred(world, everybody(world))).tolist() == [1, 2, 4, 6, 7]


@pytest.mark.parametrize("name,rows", [("recognition.car_screen", [6, 7]), ("assets.savings_screen", [1])])
def test_only_a_screen_that_is_on_bars(screened, name, rows):
    off = dict.fromkeys(ON, False)
    for values, expected in ((off | {name: True}, rows), (off, [])):
        world = screened(values)
        world.households.cash[1] = 1e9
        for found in (
            assets.barred(world, everybody(world)),
            assets.visit(world, everybody(world)),
            registers.find(world, everybody(world), second=True),
        ):
            assert np.flatnonzero(found).tolist() == expected


def test_the_banks_are_asked_in_the_second_comparison_only(screened):
    world = screened()
    world.households.cash[1] = 1e9
    first, second = (registers.find(world, everybody(world), second=second) for second in (False, True))
    assert np.flatnonzero(first).tolist() == [6, 7] and np.flatnonzero(second).tolist() == [1, 6, 7]


def test_what_everything_misses_nobody_finds(screened, small_sample):
    world = screened(BLIND | {"registers.second": 1.0, "assets.flat": 1.0}, small_sample)
    rows = everybody(world)
    assert assets.barred(world, rows).all()
    assert not assets.visit(world, rows).any() and not registers.find(world, rows, second=True).any()
    assert assets.visit(world, rows, error=0.0).all()


def test_misses_have_the_declared_chance_and_the_second_comparison_never_misses_more(screened, small_sample):
    world = screened(
        {"assets.flat": 1.0, "registers.miss_flat": 0.4, "registers.second": 0.5, "assets.miss_flat": 0.3, "recognition.car_screen": False},
        small_sample,
    )
    rows = everybody(world)
    first, second, visit = registers.find(world, rows, False), registers.find(world, rows, True), assets.visit(world, rows)
    for found, share in ((first, 0.6), (second, 0.8), (visit, 0.7)):
        assert abs(found.mean() - share) < 5 * 0.5 / np.sqrt(len(rows))
    assert (second >= first).all()
    world.month += 12  # in whose name something stands is lasting, a visitor looks anew
    assert np.array_equal(registers.find(world, rows, False), first) and not np.array_equal(assets.visit(world, rows), visit)


def test_where_attention_falls_more_stays_hidden(screened, small_sample):
    half = {"assets.flat": 1.0, "assets.miss_flat": 0.3, "registers.miss_flat": 0.3, "recognition.car_screen": False}
    found = []
    for fall in (0.0, 1.0):
        world = screened(half | {"attention.fall": fall}, small_sample)
        staff.count(world)
        world.villages.cadre_wanted[:] = 1.5 * staff.village_days(world)
        world.counties.office_wanted[:] = 1.5 * staff.office_days(world)
        rows = everybody(world)
        found.append([assets.visit(world, rows), registers.find(world, rows, False)])
    for calm, hurried in zip(*found, strict=True):
        # load of 1.5, one beyond half of the days: errors double, 0.3 missed become 0.6
        assert (hurried <= calm).all() and abs(hurried.mean() - 0.4) < 5 * 0.5 / np.sqrt(len(calm))


@pytest.mark.parametrize("share,likeness", [(0.1, 0.0), (0.1, 0.6), (0.4, 0.6)])
def test_a_trait_has_its_share_and_goes_along_with_ability(world_at, small_sample, share, likeness):
    world = world_at(2019, 3, population=small_sample)
    h, rows = world.households, everybody(world)
    h.ability[rows] = ABILITY_SIGMA * np.random.default_rng(2).standard_normal(len(rows))
    has = traits.top(world, rows, assets.DRAW_FLAT, share, likeness)
    assert abs(has.mean() - share) < 5 * np.sqrt(share * (1 - share) / len(rows))
    gap = h.ability[rows][has].mean() - h.ability[rows][~has].mean()
    assert (gap > 0.05) == (likeness > 0)
    world.month += 60
    assert np.array_equal(traits.top(world, rows, assets.DRAW_FLAT, share, likeness), has)


def test_nobody_or_everybody_has_a_trait_of_share_zero_or_one(world_at):
    world = world_at(2019, 3)
    assert [traits.top(world, np.arange(12), 1, share, 0.5).sum() for share in (0.0, 1.0)] == [0, 12]
