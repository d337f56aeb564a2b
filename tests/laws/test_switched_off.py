"""Off is off: a lever that is switched off leaves the same bits as one that never stood in the list, and one that ends leaves nothing due."""

from dataclasses import replace

import numpy as np
import pytest

from sim import model as month_list
from sim.core.clock import month_index
from sim.levers import LEVERS
from sim.start import BURN_IN_START
from sim.scenario import OPEN
from sim.state.columns import money

MONTHS = 27
END = month_index(2016, 10)  # last month of a lever that ends: contributions are due, posts are held


def without(scenario, lever: str):
    """The scenario with a lever left out."""
    return replace(scenario, levers={name: span for name, span in scenario.levers.items() if name != lever})


def stepped(model, months: int = MONTHS):
    """The model after some months."""
    for _ in range(months):
        model.step()
    return model


@pytest.mark.parametrize("lever", LEVERS)
def test_off_is_the_same_as_never_in_the_list(lever, start, everywhere, bits, monkeypatch):
    off = bits(stepped(start(without(everywhere, lever))))
    later = replace(everywhere, levers=everywhere.levers | {lever: (OPEN, OPEN)})
    assert bits(stepped(start(later))) == off
    monkeypatch.setattr(month_list, "MONTH", tuple(step for step in month_list.MONTH if step.lever != lever))
    assert bits(stepped(start(without(everywhere, lever)))) == off


def test_no_stand_ins_is_the_same_as_never_in_the_list(start, everywhere, bits, monkeypatch):
    none = replace(everywhere, stand_ins=())
    off = bits(stepped(start(none)))
    monkeypatch.setattr(month_list, "MONTH", tuple(step for step in month_list.MONTH if step.name != "stand_ins"))
    assert bits(stepped(start(none))) == off


def posted(model, lever: str) -> np.ndarray:
    """int64[months]: fen that the ledger holds under a lever, paid to households and by them."""
    rows = [i for i, c in enumerate(money()) if c.lever == lever]
    return np.array(model.world.ledger.fen)[:, rows].sum(axis=(1, 2))


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_that_is_off_pays_nothing(lever, start, everywhere):
    assert not posted(stepped(start(without(everywhere, lever))), lever).any()


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_that_ends_leaves_nothing_due(lever, start, everywhere, small_sample):
    model = start(replace(everywhere, levers=everywhere.levers | {lever: (BURN_IN_START, END)}), small_sample)
    stepped(model, END - BURN_IN_START + 1)
    assert posted(model, lever)[-1] > 0 or not any(c.lever == lever for c in money())
    stepped(model, 6)
    assert not posted(model, lever)[-6:].any()
    if lever == "public_jobs":
        assert not model.world.households.post_left.any()


def test_the_same_request_twice_gives_the_same_bits(start, everywhere, small_sample, bits):
    assert bits(stepped(start(everywhere, small_sample))) == bits(stepped(start(everywhere, small_sample)))


def test_another_seed_gives_other_bits(start, bits):
    assert bits(stepped(start(seed=1)))["households.persistent"] != bits(stepped(start(seed=2)))["households.persistent"]
