"""The list (相对贫困户名册): who is on it, since when, how often, when they left, and why others are not on it. Entries and exits pass through here alone."""

import numpy as np

from sim.state.reasons import Reason

OWNS = tuple(f"households.{c}" for c in ("on_list", "listed_month", "entries", "left_month", "reason_list"))


def enter(world, rows: np.ndarray) -> None:
    """Put `rows` on the list from this month on."""
    h = world.households
    h.on_list[rows], h.listed_month[rows], h.reason_list[rows] = 1, world.month, Reason.NONE
    h.entries[rows] += 1
    world.count("entry_list", h.county[rows], h.weight[rows])
    back = rows[h.entries[rows] > 1]
    world.count("reentry_list", h.county[back], h.weight[back])


def leave(world, rows: np.ndarray) -> None:
    """Let `rows` go after good reviews."""
    h = world.households
    h.on_list[rows], h.left_month[rows], h.reason_list[rows] = 0, world.month, Reason.GRADUATED
    world.count("exit_list", h.county[rows], h.weight[rows])


def refuse(world, rows: np.ndarray, reason) -> None:
    """Note why `rows` are not on the list: one reason, or one a row."""
    world.households.reason_list[rows] = reason


def step(world) -> None:
    """A household that died out is on no list."""
    h = world.households
    h.on_list[h.size == 0] = 0
