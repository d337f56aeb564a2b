"""Dividends by hand: for each member, for each share, the part of the poor, kin; never more than the pool."""

import numpy as np
import pytest

from sim.processes import dividends

FREE = {"dividends.least": 0.0}


@pytest.fixture
def world(world_at):
    """A surplus of 1,000 yuan in village A and none in B; half is shared out. A has six households."""
    world = world_at(2019, 1, FREE)
    v = world.villages
    v.surplus[:], v.dividend_share[:], v.cash[:] = [100_000.0, 0.0], 0.5, 1e9
    return world


def got(world) -> np.ndarray:
    """float64[12]: fen to each household."""
    dividends.step(world)
    return world.paid("village_dividend")


def test_each_member_gets_the_same(world):
    h, fen = world.households, got(world)
    each = 50_000.0 / h.size[:6].sum()
    assert np.allclose(fen[:6], each * h.size[:6], atol=1.0) and not fen[6:].any()
    assert 50_000 - 6 <= fen.sum() <= 50_000 and -world.payments.net["villages"][0] == fen.sum()
    assert world.villages.dividend_paid[0] == fen.sum() / 100.0


def test_the_poor_part_goes_to_the_poor(world):
    h = world.households
    h.jiandang[:6], h.on_list[:6] = [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]
    world.villages.poor_share[:] = 0.4
    fen, members = got(world), h.size[:6]
    equal = 30_000.0 * members / members.sum()
    extra = 20_000.0 * np.array([1, 1, 0, 0, 0, 0]) * members / members[:2].sum()
    assert np.allclose(fen[:6], equal + extra, atol=2.0)


def test_where_nobody_is_poor_all_share_the_poor_part(world):
    world.households.jiandang[:], world.households.on_list[:], world.villages.poor_share[:] = 0, 0, 0.4
    assert got(world).sum() >= 50_000 - 6


def test_by_share_once_shares_are_given_out(world):
    world.villages.dividend_rule[:] = 1
    by_members = got(world).copy()
    world.open_month()
    world.households.asset_shares[:6] = [1, 3, 0, 0, 0, 0]
    assert by_members[5] > 0
    assert got(world)[:6].tolist() == pytest.approx([12_500.0, 37_500.0, 0, 0, 0, 0], abs=1.0)


def test_kin_of_the_largest_group_get_more_where_they_are_favoured(world):
    plain = got(world).copy()
    world.open_month()
    world.villages.favour[:] = 1.0
    h, fen = world.households, got(world)
    kin = h.lineage[:6] == 0
    assert (fen[:6][kin] > plain[:6][kin]).all() and (fen[:6][~kin] < plain[:6][~kin]).all()


def test_small_sums_are_kept(world):
    world.parameters.set("dividends.least", 1_000.0, "test")
    assert not got(world).any() and world.villages.dividend_paid[0] == 0.0


def test_never_more_than_the_account_holds(world):
    world.villages.cash[:], world.villages.dividend_share[:] = 7.0, 1.0
    assert got(world).sum() <= 7.0 and (world.free("villages") >= 0.0).all()


@pytest.mark.parametrize("pool", [1.0, 7.0, 99.0, 100_000.0, 123_456_789.0])
def test_rounding_never_pays_out_more_than_there_is(pool):
    for n in (1, 3, 7, 1000):
        fen = dividends.portion(np.array([pool]), np.ones(n), np.zeros(n, int))
        assert pool - n <= fen.sum() <= pool
