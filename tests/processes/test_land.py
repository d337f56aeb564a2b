"""Farmland: no mu is made or lost in a village, rents paid are rents received, both sides gain, and enterprises lease what nobody works."""

import numpy as np
import pytest

from sim.processes import land
from sim.processes.crop_table import crop_table
from sim.state.table import Table

PER_WORKER, RENT = 8.0, 260.0
RULES = {"land.per_worker": PER_WORKER, "land.rent": RENT, "crops.haul": 0.0}


@pytest.fixture
def fields(world_at):
    """A world without gardens, in which a further mu brings everybody more than the rent."""

    def make(population=None, values=None):
        world = world_at(2016, 2, RULES | (values or {}), population)
        h = world.households
        h.orchard[:], h.persistent[:] = 0.0, 2.0
        return world

    return make


def fallow(world) -> np.ndarray:
    """float64[villages]: spare land that no spare hands of the village want, from the definition."""
    h, n = world.households, len(world.villages)
    hands = PER_WORKER * h.farm_labour
    spare, wanted = (np.bincount(h.village, np.maximum(x, 0), n) for x in (h.land - hands, hands - h.land))
    return np.maximum(spare - wanted, 0.0)


def test_no_mu_is_made_or_lost_in_any_village(fields, small_sample):
    world = fields(small_sample)
    h, n = world.households, len(world.villages)
    h.ability[:] = 0.0
    for factor in (0.0, 0.3, 1.0, 3.0):
        h.farm_labour[:] = factor * np.random.default_rng(1).random(len(h)) * (h.size > 0)
        land.step(world)
        owned, worked = np.bincount(h.village, h.land, n), np.bincount(h.village, h.operated, n)
        assert np.allclose(worked + fallow(world), owned, rtol=1e-12)
        assert np.allclose(np.bincount(h.village, h.rent_due, n), 0.0, atol=1e-6)
        assert (h.operated >= 0).all() and (h.operated <= np.maximum(h.land, PER_WORKER * h.farm_labour) + 1e-9).all()


def test_by_hand(fields):
    # Village B: land 5.5, 4, 22, 0, 3.5, 5.2 mu; workers 0, 1, 2, 0.5, 0.5, 1, so hands for 0, 8, 16, 4, 4, 8 mu. Spare land: 5.5 + 6 = 11.5;
    # spare hands: 4 + 4 + 0.5 + 2.8 = 11.3. Hands are short: all of them lease in, 11.3 / 11.5 of the spare land is leased out, 0.2 mu lie fallow.
    world = fields()
    h = world.households
    h.farm_labour[6:] = [0, 1, 2, 0.5, 0.5, 1]
    land.step(world)
    assert np.allclose(h.operated[6:], [0, 8, 16, 4, 4, 8])
    part = 11.3 / 11.5
    assert np.allclose(h.rent_due[6:], np.array([5.5 * part, -4, 6 * part, -4, -0.5, -2.8]) * RENT)


def test_when_land_is_short_it_is_shared_by_spare_hands(fields):
    # Village A without hands but for rows 3 and 4: land 4, 1.5, 5, 4.5, 6, 3. Hands 16 and 40 mu. Spare land 4 + 1.5 + 5 + 3 = 13.5 for spare hands
    # of 11.5 and 34: shares 11.5 / 45.5 and 34 / 45.5.
    world = fields()
    h = world.households
    h.farm_labour[:6] = [0, 0, 0, 2, 5, 0]
    land.step(world)
    assert np.allclose(h.operated[:6], [0, 0, 0, 4.5 + 13.5 * 11.5 / 45.5, 6 + 13.5 * 34 / 45.5, 0])


def test_who_would_not_earn_the_rent_leases_nothing_in(fields):
    # 1 / 1.75 of the margin of the county's mix, about 1,000 yuan a mu: a household of a quarter of that productivity leaves the land to row 4
    world = fields()
    h = world.households
    h.farm_labour[:6], h.ability[:], h.persistent[:] = [0, 0, 0, 2, 5, 0], 0.0, 0.0
    h.persistent[3] = np.log(0.25)
    land.step(world)
    assert h.operated[3] == h.land[3] and h.operated[4] == pytest.approx(h.land[4] + 13.5)


@pytest.mark.parametrize("name,value", [("land.rent", 3000.0), ("labour.theta", 1.0)])
def test_nobody_leases_in_at_a_loss(fields, name, value):
    world = fields(values={name: value})
    h = world.households
    h.persistent[:] = 0.0
    h.farm_labour[:6] = [0, 0, 0, 2, 5, 0]
    land.step(world)
    assert not h.rent_due.any() and (h.operated <= h.land).all()


def test_every_lessee_earns_more_than_the_rent_and_every_lessor_gets_more_than_its_fallow_land(start, small_sample):
    model = start(population=small_sample)
    for _ in range(2):
        model.step()
    world, h = model.world, model.world.households
    rent = land.rents(world)
    assert land.gains(world, rent)[h.rent_due < 0].all() and (h.rent_due < 0).any()
    assert (h.operated < h.land)[h.rent_due > 0].all()


def test_gardens_keep_hands_from_the_fields(fields):
    # one worker and 3 mu of tea at 2 months: half of the year is left, for 4 of the 6 mu
    world = fields()
    h = world.households
    h.farm_labour[:6], h.farm_labour[4] = 0.0, 1.0
    h.tree[4], h.orchard[4] = crop_table().code("tea"), 3.0
    land.step(world)
    assert h.operated[4] == pytest.approx(4.0)


def test_far_land_has_a_lower_rent(fields):
    world = fields(values={"crops.haul": 0.2})
    world.villages.road[:] = [1.0, 0.0]
    assert np.allclose(land.rents(world), RENT * np.array([1.0, 0.8]) * world.drivers.at("farm_price", world.month))


def test_rent_is_paid_and_received_in_whole_fen(fields):
    world = fields()
    h = world.households
    h.farm_labour[6:] = [0, 1, 2, 0.5, 0.5, 1]
    land.step(world)
    land.pay_rent(world)
    paid = world.payments.batches[0]
    assert paid.fen.sum() == paid.party_fen.sum() > 0 and np.allclose(paid.fen, 100 * h.rent_due[paid.rows], atol=3)


def test_the_largest_lessor_by_hand():
    found = land.largest_of_village(np.array([0, 0, 0, 2, 2]), np.array([5.0, 9.0, 9.0, 3.0, 1.0]), np.array([1, 4, 6, 8, 9]), 4)
    assert found.tolist() == [6, -1, 8, -1]
    assert land.largest_of_village(np.zeros(0, int), np.zeros(0), np.zeros(0, int), 2).tolist() == [-1, -1]


@pytest.fixture
def leased(fields):
    """An enterprise with `cash` fen asks for `wanted` mu in village A at `rent`; nobody there has hands but row 4, for 10 mu of its 6."""

    def make(wanted, rent, cash=1e9):
        world = fields()
        v, h = world.villages, world.households
        world.enterprises = Table("enterprises", 1, {"cash": np.array([cash]), "county": v.county[:1], "weight": np.ones(1)})
        world.payments.tables["enterprises"], world.payments.net["enterprises"] = world.enterprises, np.zeros(1)
        v.columns |= {"lease_wanted": np.array([wanted, 0.0]), "lease_rent": np.array([rent, 0.0]), "lease_firm": np.array([0, -1])}
        h.farm_labour[:], h.farm_labour[4] = 0.0, 1.25
        land.step(world)
        return world

    return make


def test_an_enterprise_that_pays_more_comes_first(leased):
    # spare land 4 + 1.5 + 5 + 4.5 + 3 = 18 mu: 16 to the enterprise, of the other 2 row 4 takes all
    h = leased(16.0, 400.0).households
    assert h.leased_firm.sum() == pytest.approx(16.0) and h.leased_firm[0] == pytest.approx(4.0 * 16 / 18)
    assert h.operated[4] == pytest.approx(8.0)


def test_an_enterprise_that_pays_less_gets_what_neighbours_leave(leased):
    h = leased(16.0, 100.0).households
    assert h.operated[4] == pytest.approx(10.0) and h.leased_firm.sum() == pytest.approx(14.0)
    leased_out = h.rent_due[:6] / RENT
    assert (h.leased_firm[:6] + np.maximum(leased_out, 0) <= h.land[:6] + 1e-5).all()


@pytest.mark.parametrize("cash,part", [(1e9, 1.0), (320_000.0, 0.5), (0.0, 0.0)])
def test_the_enterprise_pays_what_it_has(leased, cash, part):
    # 16 mu at 400 yuan are 640,000 fen
    world = leased(16.0, 400.0, cash)
    land.pay_rent(world)
    paid = world.payments.total("lease_in")
    assert paid.sum() == pytest.approx(part * 640_000, abs=6) and paid.sum() <= cash
    assert world.free("enterprises")[0] >= 0.0


def test_villages_do_not_mix(fields):
    world = fields()
    h = world.households
    h.farm_labour[:6], h.farm_labour[6:] = 0.0, 50.0
    land.step(world)
    assert not h.operated[:6].any() and not h.rent_due[:6].any()  # nobody in village A has hands, whatever there is in B


def test_who_died_out_works_no_land(fields):
    world = fields()
    q, h = world.persons, world.households
    keep = q.household != 4
    q.replace({name: column[keep] for name, column in q.columns.items()})
    h.farm_labour[:] = 1.0
    land.step(world)
    assert h.operated[4] == 0.0 and h.rent_due[4] >= 0.0


def test_rents_are_paid_between_the_households_of_a_village_to_the_fen(world_at):
    world = world_at(2016, 11, RULES)
    h = world.households
    h.rent_due[:] = 0.0
    h.rent_due[[6, 8]], h.rent_due[[7, 9, 10]] = [1000.0 / 3, 1000.0 / 7], [-100.0, -200.0, -176.190476]
    land.pay_rent(world)
    (batch,) = world.payments.batches
    assert batch.rows.tolist() == [6, 8] and batch.party.tolist() == [7, 9, 10] and batch.party_fen.tolist() == [10000.0, 20000.0, 17619.0]
    assert batch.fen.tolist() == [33333.0, 14286.0]  # together 47,619: what was paid


def test_what_rounding_leaves_over_goes_to_the_largest_lessor(world_at):
    world = world_at(2016, 11, RULES)
    h = world.households
    h.rent_due[:] = 0.0
    h.rent_due[[6, 8, 10]], h.rent_due[[7]] = [0.344, 0.328, 0.324], -1.0
    land.pay_rent(world)
    assert world.payments.batches[0].fen.tolist() == [35.0, 33.0, 32.0] and world.payments.batches[0].party_fen.tolist() == [100.0]


def test_nobody_pays_rent_to_nobody(world_at):
    world = world_at(2016, 11, RULES)
    world.households.rent_due[:] = 0.0
    world.households.rent_due[7] = -0.004
    land.pay_rent(world)
    assert not world.payments.batches
