"""Families of the towns are apart: with or without them every bit of the rural households, their ledger, their tables and their comparisons is the same."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.analysis.costs import STATED, discounted_cost, spending
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.results.urban import UNIVERSE, of_towns, rural
from sim.state.columns import money

MONTHS = 30
DATE = 2020 * 12 + 6


@pytest.fixture
def pair(start, everywhere, small_sample):
    """Two models after some months, with the measure and without."""
    off = replace(everywhere, levers={name: span for name, span in everywhere.levers.items() if name != "urban_347"})
    models = [start(scenario, small_sample) for scenario in (everywhere, off)]
    for model in models:
        for _ in range(MONTHS):
            model.step()
    return models


def test_rural_bits_are_the_same(pair, bits):
    own = [bits(model) for model in pair]
    apart = {name for name in own[0] if name.startswith(("urban.", "counties.urban_purse", "ledger.")) or name.endswith((".urban", ".tally"))}
    assert len(own[0].keys() - apart) > 300
    assert [name for name in own[0].keys() - apart if own[0][name] != own[1][name]] == []


def test_the_ledger_differs_in_rows_of_the_towns_alone(pair):
    towns = np.array([c.table == "urban" for c in money()])
    on, off = (np.array(model.world.ledger.fen) for model in pair)
    assert np.array_equal(on[:, ~towns], off[:, ~towns])
    assert on[:, towns].any() and not off[:, towns].any()


def test_what_the_towns_receive_is_what_they_spend(pair):
    on, into = np.array(pair[0].world.ledger.fen), np.array([(c.payee == "urban_family") * 1 - (c.payer == "urban_family") for c in money()])
    assert not (on * into[None, :, None]).sum(axis=1).any() and not pair[0].world.urban.cash.any()


@pytest.fixture(scope="module")
def outputs(scenarios):
    """Runs of a sample to 2022 with the measure from July 2020, and current policy."""
    return [simulate(Request(scenarios[name], sample=0.01, start=2019, end=2022, keep_from=DATE - 24)) for name in ("urban_hardship", "current_policy")]


def test_from_end_to_end_the_universe_is_the_only_difference(outputs):
    on, off = (output.annual.drop(columns="scenario") for output in outputs)
    towns = on["universe"] == UNIVERSE
    assert not (off["universe"] == UNIVERSE).any()
    pd.testing.assert_frame_equal(on[~towns].reset_index(drop=True).astype({"universe": str, "group": str}), off.astype({"universe": str, "group": str}), check_categorical=False)
    assert set(on[towns]["measure"]) >= {"households", "supported_households", "poverty_h", "spending", "exit_list"}


def test_the_universe_tells_what_the_centres_do(outputs):
    annual = outputs[0].annual
    city = annual[(annual["universe"] == UNIVERSE) & (annual["area"] == "350400")].set_index(["measure", "group", "year"])["value"]
    assert city["supported_households", "all", 2019] == 0 < city["supported_households", "all", 2022]
    assert 0 < city["exclusion_error", "all", 2022] < city["exclusion_error", "all", 2019] == 1.0 and city["listed_households", "all", 2022] > 0
    assert city["poverty_h", "all", 2022] < city["poverty_h", "before_help", 2022]
    assert city["spending", "lever:urban_347", 2022] <= 40e6 * 1.001
    assert city["households", "all", 2022] == pytest.approx(590_000, rel=0.01)  # residents of towns over members a family


def test_no_cost_and_no_row_of_a_comparison_holds_them(outputs):
    on, off = outputs
    assert of_towns(on.ledger).any() and not of_towns(rural(on.ledger)).any()
    assert np.array_equal(discounted_cost(on, DATE, STATED), discounted_cost(off, DATE, STATED))
    pd.testing.assert_frame_equal(spending(on, DATE), spending(off, DATE))
