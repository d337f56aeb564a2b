"""Transfers of the month: what was granted is paid, as far as the purse of the payer lasts."""

import numpy as np

from sim.core.compiled import kernel
from sim.state.purses import pay_in_order

OWNS = tuple(f"households.{c}" for c in ("pension", "dibao", "contribution", "grant_centre", "grant_province", "grant_county", "dividend", "capital_grant", "capital_spent"))


@kernel("void(float64[::1], float64[::1])")
def _copy(due, paid):
    for i in range(due.size):
        paid[i] = due[i]


def step(world) -> None:
    """Pay pension, dibao, grants; take contributions. Capital grants are spent on what they are for in the same month."""
    h = world.households
    _copy(h.pension_due, h.pension)
    _copy(h.contribution_due, h.contribution)
    for name in ("grant_centre", "grant_province", "grant_county", "dividend"):
        _copy(h.columns[f"{name}_due"], h.columns[name])
    _copy(h.capital_due, h.capital_grant)
    _copy(h.capital_due, h.capital_spent)
    refused = pay_in_order(h.dibao_due, h.county, world.purses.of("safety_net"), h.dibao)
    if refused:
        world.count("dibao_unpaid", np.zeros(1, int), float(refused))
