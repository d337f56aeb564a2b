"""Poverty in several dimensions in the yearly table: the numbers of Alkire and Foster at cut-offs that no scenario moves."""

import numpy as np
import pytest

from sim.measures import alkire_foster
from sim.mechanism.evidence import deprivation
from sim.results.cells import everyone
from sim.results.multidimensional import CUTOFF, DIMENSIONS, NAMES, SWEEP, lacking, mpi_rows, scores

COUNTY = np.arange(400) // 34
LINE = np.linspace(5000.0, 9000.0, 12)


@pytest.fixture
def drawn():
    """400 households: lacks as bits, income a head, weighted persons."""
    random = np.random.default_rng(9)
    return random.integers(0, 64, 400).astype(np.uint8), random.uniform(2000, 12000, 400), random.uniform(1, 9, 400)


def matrix(bits: np.ndarray, poor: np.ndarray) -> np.ndarray:
    return np.column_stack([poor, *((bits >> k & 1) for k in range(6))]).astype(float)


def table(bits, income, people, lines) -> dict:
    """(group, line, measure) -> values by area."""
    return {(row[1], row[2], row[3]): row[5] for row in mpi_rows(bits, income, people, lines, COUNTY, everyone(COUNTY))}


def test_the_numbers_are_those_of_alkire_and_foster(drawn):
    bits, income, people = drawn
    found = table(bits, income, people, {("county50_anchored2019", "hukou"): LINE})
    lacks, weights = matrix(bits, income < LINE[COUNTY]), np.full(7, 1 / 7)
    for area in range(13):
        rows = (area == COUNTY) | (area == 12)
        expected = alkire_foster(lacks[rows], weights, 1 / 3, people[rows])
        assert found["all", "", "mpi_h"][area] == pytest.approx(expected.H) and found["all", "", "mpi_m0"][area] == pytest.approx(expected.M0)
        parts = [found[f"dimension:{name}", "", "mpi_contribution"][area] for name in NAMES]
        assert parts == pytest.approx(100 * expected.contributions) and sum(parts) == pytest.approx(100)
        for least in SWEEP:
            assert found["all", f"k{least}of7", "mpi_h"][area] == pytest.approx(alkire_foster(lacks[rows], weights, least / 7, people[rows]).H)


@pytest.mark.parametrize("others,poor,counts", [(0b11, False, False), (0b11, True, True), (0b111, False, True), (0, True, False), (0b111111, True, True)])
def test_three_lacks_of_seven(others, poor, counts):
    found, score = scores(np.array([others], np.uint8), np.array([poor]))
    assert found[0] == counts and score[0] == pytest.approx((others.bit_count() + poor) / 7 if counts else 0.0)
    assert DIMENSIONS == 7 and CUTOFF == pytest.approx(1 / 3)


def test_the_anchored_line_where_there_is_one(drawn):
    low, high = {("county50_anchored2019", "hukou"): np.full(12, 1.0)}, {("county50_floating", "hukou"): np.full(12, 1e9)}
    key = "all", "", "mpi_h"
    assert np.array_equal(table(*drawn, low | high)[key], table(*drawn, low)[key])
    assert (table(*drawn, high)[key] > table(*drawn, low)[key]).any()


def test_nothing_without_a_line_or_without_lacks(drawn):
    bits, income, people = drawn
    assert table(bits, income, people, {}) == {} == table(bits[:0], income, people, {("county50_floating", "hukou"): LINE})


def test_bits_are_the_lacks_of_december(world_at):
    world = world_at(2019, 12)
    h = world.households
    h.house[3], h.water[3], h.insured[5], h.size[7] = 0, 0, 0, 0
    bits, truth = lacking(world), deprivation.true(world, np.arange(12))
    assert bits[7] == 0 and truth[3, 2:4].all() and truth[5, 5]
    for row in np.flatnonzero(h.size > 0):
        assert [bool(bits[row] >> k & 1) for k in range(6)] == truth[row].tolist()
