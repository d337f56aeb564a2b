"""Marriage: who looks for whom, signs of house and income, one wedding by hand, and each bride counted once."""

import numpy as np
import pytest

from sim.processes import demography, marriage, members, roster

SURE = {"marriage.seek": 1.0, "marriage.zero": 5.0, "marriage.same_kin": 1.0, "marriage.uxorilocal": 0.0}


@pytest.fixture
def world(world_at, small_sample):
    return world_at(2017, 1, population=small_sample)


def tiny(world_at, **values):
    """Village B of the artificial households with a single man of 27 (household 8) and, next door, his bride of 25 (household 11)."""
    world = world_at(2017, 1, SURE | values)
    q = world.persons
    q.married[(q.married == 0)] = -1
    groom, bride = np.flatnonzero((q.household == 8) & (world.month - q.birth < 30 * 12))[0], np.flatnonzero((q.household == 11) & (q.married < 0))[0]
    q.married[[groom, bride]] = 0
    q.sex[bride], q.birth[bride] = 1, world.month - 25 * 12 - 3
    return world, int(groom), int(bride)


def test_a_wedding_by_hand(world_at):
    # savings of 100,000 yuan carry a bride-price of 60,000; each side pays half of the feast of 20,000
    world, groom, bride = tiny(world_at)
    q, h = world.persons, world.households
    h.cash[8], her = 100_000 * 100.0, q.id[bride]
    marriage.step(world)
    assert q.married[groom] == q.married[bride] == marriage.FIRST_NUMBER + 4 * 2
    price, feast = world.payments.total("bride_price"), world.payments.total("wedding_cost")
    assert price[11] == 6_000_000.0 and price.sum() == price[11]
    assert feast[[8, 11]].tolist() == [1_000_000.0, 1_000_000.0] and feast.sum() == 2_000_000.0
    roster.step(world)
    members.step(world)
    assert q.household[q.id == her].tolist() == [8]  # counted once, in her new household
    assert h.size[8] == 4 and h.size[11] == 3
    assert world.tally["weddings"].sum() == 1


def test_a_poor_household_gives_what_it_can_raise(world_at):
    world, _, _ = tiny(world_at)
    world.households.cash[8], world.households.welfare[8] = 5_000 * 100.0, 0.0
    marriage.step(world)
    assert world.payments.total("bride_price")[11] == 500_000.0


def test_uxorilocal_grooms_join_the_bride(world_at):
    world, groom, _ = tiny(world_at, **{"marriage.uxorilocal": 1.0})
    his = world.persons.id[groom]
    marriage.step(world)
    roster.step(world)
    assert world.persons.household[world.persons.id == his].tolist() == [11]


def test_nobody_marries_inside_a_household_or_out_of_age(world_at):
    world, groom, bride = tiny(world_at)
    q = world.persons
    q.birth[groom] = world.month - 44 * 12  # 19 years older than the bride
    marriage.step(world)
    assert not len(world.moves.movers()[0]) and q.married[groom] == q.married[bride] == 0


def test_a_house_and_income_make_more_men_acceptable(world):
    h = world.households
    counts = {}
    for name, house, welfare in (("poor", 0, 2000.0), ("housed", 2, 2000.0), ("rich", 2, 60000.0)):
        h.house[:], h.welfare[:] = house, welfare
        counts[name] = len(marriage.seekers(world)[1])
    assert 0 < counts["poor"] < counts["housed"] < counts["rich"]


def test_a_higher_price_leaves_more_men_alone(world_at, small_sample):
    men = []
    for price in (20000.0, 200000.0):
        world = world_at(2017, 1, {"marriage.price": price}, small_sample)
        world.households.welfare[:] = 20000.0
        men.append(len(marriage.seekers(world)[1]))
    assert men[1] < men[0]


def test_couples_of_a_year(world):
    q, h, before = world.persons, world.households, world.persons.married.copy()
    marriage.step(world)
    rows, homes = world.moves.movers()
    assert 20 < len(rows) == len(np.unique(rows))
    wed = np.flatnonzero((q.married > 0) & (before == 0))
    assert len(wed) == 2 * len(rows)
    assert np.array_equal(h.village[q.household[rows]], h.village[homes])  # the village is the marriage area
    where = q.household.copy()
    where[rows] = homes
    couple = where[wed].astype(np.int64) * 128 + q.married[wed]
    _, at, partners = np.unique(couple, return_inverse=True, return_counts=True)
    assert (partners == 2).all() and (np.bincount(at, q.sex[wed]) == 1).all()
    assert 0.6 < q.sex[rows].mean() < 1.0  # mostly she joins him
    assert not ((q.resident[rows] == 1) & (h.residents[homes] == 0) & (h.residents[q.household[rows]] > 0)).any()


def test_no_minor_is_left_alone(world):
    q = world.persons
    adult = world.month - q.birth >= 192
    n = len(world.households)

    def alone():
        return ((np.bincount(q.household, ~adult, n) > 0) & (np.bincount(q.household, adult, n) == 0)).sum()

    before = alone()
    marriage.step(world)
    roster.step(world)
    adult = world.month - q.birth >= 192
    assert alone() == before


def test_the_survivor_is_no_part_of_a_couple(world):
    q = world.persons
    demography.step(world)
    gone = world.moves.gone()
    lost = gone[q.married[gone] > 0]
    couples = set(zip(q.household[lost].tolist(), q.married[lost].tolist(), strict=True))
    left = [i for i in np.flatnonzero(q.married > 0) if (q.household[i], q.married[i]) in couples and i not in set(gone.tolist())]
    marriage.widow(world)
    assert len(left) > 10 and (q.married[left] == -1).all()


def test_a_price_elsewhere_changes_no_draw_of_others(world_at, small_sample):
    # a richer village: the weddings of all other villages stay the same
    found = []
    for rich in (False, True):
        world = world_at(2017, 1, population=small_sample)
        h, q = world.households, world.persons
        h.welfare[h.village == 0] += 50000.0 * rich
        marriage.step(world)
        rows, homes = world.moves.movers()
        elsewhere = h.village[q.household[rows]] != 0
        found.append((rows[elsewhere], homes[elsewhere]))
    assert all(np.array_equal(a, b) for a, b in zip(*found, strict=True))
