"""Farmland between neighbours: no mu is made or lost in a village, and rents paid are rents received."""

import numpy as np

from sim.processes import land

PER_WORKER, RENT = 8.0, 260.0
RULES = {"land.per_worker": PER_WORKER, "land.rent": RENT}


def fallow(world) -> np.ndarray:
    """float64[villages]: spare land that no spare hands of the village want, from the definition."""
    h, n = world.households, len(world.villages)
    hands = PER_WORKER * h.farm_labour
    spare, wanted = (np.bincount(h.village, np.maximum(x, 0), n) for x in (h.land - hands, hands - h.land))
    return np.maximum(spare - wanted, 0.0)


def test_no_mu_is_made_or_lost_in_any_village(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    h, n = world.households, len(world.villages)
    for factor in (0.0, 0.3, 1.0, 3.0):
        h.farm_labour[:] = factor * np.random.default_rng(1).random(len(h)) * (h.size > 0)
        land.step(world)
        owned, worked = np.bincount(h.village, h.land, n), np.bincount(h.village, h.operated, n)
        assert np.allclose(worked + fallow(world), owned, rtol=1e-12)
        assert np.allclose(np.bincount(h.village, h.rent_due, n), 0.0, atol=1e-6)
        assert (h.operated >= 0).all() and (h.operated <= np.maximum(h.land, PER_WORKER * h.farm_labour) + 1e-9).all()


def test_by_hand(world_at):
    # Village B: land 5.5, 4, 22, 0, 3.5, 5.2 mu; workers 0, 1, 2, 0.5, 0.5, 1, so hands for 0, 8, 16, 4, 4, 8 mu. Spare land: 5.5 + 6 = 11.5;
    # spare hands: 4 + 4 + 0.5 + 2.8 = 11.3. Hands are short: all of them lease in, 11.3 / 11.5 of the spare land is leased out, 0.2 mu lie fallow.
    world = world_at(2016, 2, RULES)
    h = world.households
    h.farm_labour[6:] = [0, 1, 2, 0.5, 0.5, 1]
    land.step(world)
    assert np.allclose(h.operated[6:], [0, 8, 16, 4, 4, 8])
    part = 11.3 / 11.5
    assert np.allclose(h.rent_due[6:], np.array([5.5 * part, -4, 6 * part, -4, -0.5, -2.8]) * RENT)


def test_when_land_is_short_it_is_shared_by_spare_hands(world_at):
    # Village A without hands but for rows 3 and 4: land 4, 1.5, 5, 4.5, 6, 3. Hands 16 and 40 mu. Spare land 4 + 1.5 + 5 + 3 = 13.5 for spare hands
    # of 11.5 and 34: shares 11.5 / 45.5 and 34 / 45.5.
    world = world_at(2016, 2, RULES)
    h = world.households
    h.farm_labour[:6] = [0, 0, 0, 2, 5, 0]
    land.step(world)
    assert np.allclose(h.operated[:6], [0, 0, 0, 4.5 + 13.5 * 11.5 / 45.5, 6 + 13.5 * 34 / 45.5, 0])


def test_villages_do_not_mix(world_at):
    world = world_at(2016, 2, RULES)
    h = world.households
    h.farm_labour[:6], h.farm_labour[6:] = 0.0, 50.0
    land.step(world)
    assert not h.operated[:6].any() and not h.rent_due[:6].any()  # nobody in village A has hands, whatever there is in B


def test_who_died_out_works_no_land(world_at):
    world = world_at(2016, 2, RULES)
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
