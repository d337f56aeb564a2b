"""A market by hand: the artificial households with two enterprises that have a base in both villages, and one cooperative in each village."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.processes import contracts, cooperatives, enterprises, firm_accounts, jobs, product_output, shares
from sim.processes.crop_table import crop_table
from sim.state.columns import ACCOUNT_OF
from sim.state.payments import Payments
from sim.state.table import Table
from sim.state.world import World

TEA = 4
FIRMS = {"id": [1, 2], "county": [3, 10], "town": [0, 0], "product": [TEA, TEA], "share": [1.0, 1.0], "weight": [1.0, 1.0], "size": [12e6, 1.2e6],
         "advantage": [0.3, 0.3], "work_gain": [0.2, 0.2], "reliability": [1.0, 0.8]}  # fmt: skip
LINKS = {"village": [0, 0, 1, 1], "enterprise": [0, 1, 0, 1], "share": [0.5, 0.5, 0.5, 0.5]}


@pytest.fixture
def market_world(world_at) -> Callable[..., World]:
    """Maker: February 2017, everybody grows tea that sells for 28,500 yuan a year and has 30,000 yuan of income; `values` sets parameters."""

    def make(values: dict | None = None, month: int = 2) -> World:
        world = world_at(2017, month, values)
        county = world.villages.county
        world.enterprises = Table("enterprises", 2, {name: np.array(column) for name, column in FIRMS.items()})
        world.links = Table("links", 4, {name: np.array(column) for name, column in LINKS.items()})
        groups = {
            "id": np.array([16, 32]),
            "village": np.array([0, 1]),
            "county": county,
            "weight": np.ones(2),
            "product": np.full(2, TEA),
            "active": np.ones(2),
        }
        world.cooperatives = Table("cooperatives", 2, groups | {"manager": np.zeros(2), "service": np.ones(2)})
        world.payments = Payments({name: world.tables()[name] for name in ACCOUNT_OF})
        for part in (enterprises, firm_accounts, contracts, cooperatives, shares, jobs):
            part.set_up(world)
        world.cooperatives.product[:], world.cooperatives.bad_years[:] = TEA, 0
        h = world.households
        h.contract[:], h.contract_share[:], h.welfare[:], h.ability[:] = 0, 0.0, 30000.0, 0.0
        grow(world, 28500.0)
        world.enterprises.capacity[:] = 1e6
        return world

    return make


def grow(world, yuan, rows=slice(None)) -> None:
    """Households `rows` sell tea of `yuan` a year in a normal year, and nothing else."""
    h = world.households
    h.tree[:], h.orchard[:], h.inputs_paid[:] = TEA, 1.0, 1.0
    h.crop_area[:], h.grain_area[:], h.pond[:], h.forest[:] = 0.0, 0.0, 0, 0.0
    h.farm_rate[rows] = yuan / product_output.terms(world)[0][h.village[rows], TEA]


@pytest.fixture(autouse=True)
def tea(request, monkeypatch):
    """In these worlds products have the price that a test sets in `world.tea_price` (1 where it sets none)."""
    if "market_world" in request.fixturenames:
        shape = (12, len(crop_table().names))
        monkeypatch.setattr("sim.processes.produce.market", lambda world: np.full(shape, getattr(world, "tea_price", 1.0)))
