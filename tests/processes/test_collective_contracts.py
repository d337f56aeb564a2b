"""Rents of the collective: what is due is paid, late or given up, and contracts end and are let anew."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.processes import collective_contracts as contracts

ALL_PAY = {"contracts.late": 0.0, "contracts.recover": 0.0, "contracts.forget": 0.0}


def test_rents_by_hand(world_at):
    # 12,000 yuan a year for shops: 1,000 a month. Land rent of 500 yuan comes in November only.
    world = world_at(2019, 5, ALL_PAY)
    v = world.villages
    v.rent_built[:], v.rent_land[:], v.tenant_firm[:] = [12_000.0, 0.0], [500.0, 500.0], -1
    contracts.collect(world)
    assert contracts.received(world).tolist() == [100_000.0, 0.0] and world.payments.net["villages"].tolist() == [100_000.0, 0.0]
    world.open_month()
    world.month = month_index(2019, 11)
    contracts.collect(world)
    assert contracts.received(world).tolist() == [150_000.0, 50_000.0] and not v.overdue.any()


def test_what_is_late_is_owed_comes_back_or_is_given_up(world_at):
    # 1,000 yuan due, a tenth late: 900 paid, 100 owed. Next month 1,000 due again: 900 + half of 100. December: 40 % of what is owed is given up.
    world = world_at(2019, 10, {"contracts.late": 0.1, "contracts.recover": 0.5, "contracts.forget": 0.4})
    v = world.villages
    v.rent_built[0], v.tenant_firm[:] = 12_000.0, -1
    contracts.collect(world)
    assert contracts.received(world)[0] == 90_000 and v.overdue[0] == 10_000
    world.open_month()
    world.month += 1
    contracts.collect(world)
    assert contracts.received(world)[0] == 95_000 and v.overdue[0] == 15_000
    world.open_month()
    world.month += 1
    contracts.collect(world)
    assert v.overdue[0] == pytest.approx(0.6 * (15_000 + 100_000 - contracts.received(world)[0]))


def test_a_tenant_firm_pays_no_more_than_it_has(world_at):
    world = world_at(2019, 5)
    firms = type(world.enterprises)("enterprises", 1, {"id": np.array([1]), "county": np.array([0], np.int8), "cash": np.array([150_000.0])})
    world.enterprises = world.payments.tables["enterprises"] = firms
    world.payments.net["enterprises"] = np.zeros(1)
    got = contracts.can_pay(world, np.array([0, 0]), np.array([100_000.0, 200_000.0]))
    assert got.tolist() == [50_000.0, 100_000.0]  # its money in proportion
    assert contracts.can_pay(world, np.array([0, 0]), np.array([1_000.0, 2_000.0])).tolist() == [1_000.0, 2_000.0]


def test_the_market_by_hand(world_at):
    # 60,000 yuan of shops at 10 % a year; 10 mu of land at 260, 100 mu of forest at 12, 2 mu of ponds at 400, prices unchanged.
    world = world_at(2019, 2, {"contracts.rate": 0.1, "land.rent": 260.0, "contracts.rent_forest": 12.0, "contracts.rent_pond": 400.0})
    built, land = contracts.market(world)
    assert built.tolist() == pytest.approx([6_000.0, 6_000.0]) and land.tolist() == pytest.approx([2_600.0 + 1_200.0 + 800.0] * 2)


def test_contracts_run_out_and_are_let_by_skill(world_at):
    values = {
        "contracts.relet": 50.0,
        "contracts.relet_remote": 0.0,
        "contracts.relet_manager": 0.0,
        "contracts.years_built": 3,
        "contracts.bargain": 0.1,
    }
    world = world_at(2019, 2, values)
    v = world.villages
    v.rent_built[:], v.years_built[:], v.manager[:] = 1.0, [1, 2], [1.0, 0.0]
    contracts.let(world)
    assert v.years_built.tolist() == [3, 1] and v.rent_built[1] == 1.0
    assert v.rent_built[0] == pytest.approx(contracts.market(world)[0][0] * np.exp(0.1))


def test_without_a_tenant_there_is_no_rent(world_at):
    world = world_at(2019, 2, {"contracts.relet": -10.0, "contracts.relet_manager": 0.0, "contracts.relet_remote": 10.0})
    world.villages.remoteness[:] = 1.0
    world.villages.rent_built[:], world.villages.years_built[:] = 1_000.0, 1
    contracts.let(world)
    assert not world.villages.rent_built.any() and not world.villages.years_built.any()


@pytest.mark.parametrize("name,sign", [("contracts.relet", 1), ("contracts.relet_manager", 1), ("contracts.relet_remote", -1)])
def test_who_lets(start, small_sample, name, sign):
    far = replace(small_sample, villages=small_sample.villages | {"remoteness": np.ones(small_sample.size("villages"))})
    even, shares = {"contracts.relet": 0.0, "contracts.relet_manager": 0.0, "contracts.relet_remote": 0.0}, []
    for value in (0.0, 3.0):
        world = start(population=far, values=even | {name: value}).world
        v = world.villages
        v.years_built[:], v.rent_built[:], v.shops[:], v.manager[:] = 1, 1.0, 1e5, 1.0
        contracts.let(world)
        shares.append((v.rent_built > 0).mean())
    assert sign * (shares[1] - shares[0]) > 0
