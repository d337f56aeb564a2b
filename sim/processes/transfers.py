"""Transfers of the month: what was granted is paid, as far as the purse of the payer lasts."""

import numpy as np

from sim.core.compiled import kernel
from sim.state.purses import pay_in_order
from sim.state.rows import nonzero

OWNS = tuple(
    f"households.{c}"
    for c in ("pension", "dibao", "contribution", "grant_centre", "grant_province", "grant_county", "dividend", "capital_grant", "capital_spent")
)


@kernel("void(float64[::1], float64[::1])")
def _copy(due, paid):
    for i in range(due.size):
        paid[i] = due[i]


def step(world) -> None:
    """Pay pension, dibao, grants; take contributions. Capital grants are spent on what they are for in the same month."""
    h = world.households
    _copy(h.pension_due, h.pension)
    fee = nonzero(h.contribution_due)
    world.pay("contribution", fee, h.contribution_due[fee])
    for rows, fen, _, name in world.offers.of("grant"):
        world.pay(name, rows, fen)
        if name == "capital_grant":
            world.pay("capital_spent", rows, fen)
    dibao(world)


def dibao(world) -> None:
    """Dibao granted, household by household while the county's purse lasts."""
    h = world.households
    rows = nonzero(h.dibao_due)
    paid = np.zeros(len(rows))
    refused = pay_in_order(h.dibao_due[rows], h.county[rows], world.purses.of("safety_net"), paid)
    world.pay("dibao", rows[paid > 0.0], paid[paid > 0.0])
    if refused:
        world.count("dibao_unpaid", np.zeros(1, int), float(refused))
