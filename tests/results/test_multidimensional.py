"""Poverty in several dimensions in the yearly table: the numbers of Alkire and Foster at cut-offs that no scenario moves."""

import numpy as np
import pytest

from sim.measures import alkire_foster
from sim.mechanism import deprivation
from sim.results.cells import everyone
from sim.results.multidimensional import CUTOFF, DIMENSIONS, lacking, mpi_rows, scores

COUNTY = np.arange(400) // 34
LINE = np.linspace(5000.0, 9000.0, 12)


@pytest.fixture
def drawn():
    """400 households: lacks as bits, income a head, weighted persons."""
    random = np.random.default_rng(9)
    return random.integers(0, 64, 400).astype(np.uint8), random.uniform(2000, 12000, 400), random.uniform(1, 9, 400)


def matrix(bits: np.ndarray, poor: np.ndarray) -> np.ndarray:
    return np.column_stack([poor, *((bits >> k & 1) for k in range(6))]).astype(float)


def test_headcount_and_adjusted_headcount_are_those_of_alkire_and_foster(drawn):
    bits, income, people = drawn
    found = {row[3]: row[5] for row in mpi_rows(bits, income, people, {("county50_anchored2019", "hukou"): LINE}, COUNTY, everyone(COUNTY))}
    for area in range(13):
        rows = (area == COUNTY) | (area == 12)
        expected = alkire_foster(matrix(bits, income < LINE[COUNTY])[rows], np.full(7, 1 / 7), 1 / 3, people[rows])
        assert found["mpi_h"][area] == pytest.approx(expected.H) and found["mpi_m0"][area] == pytest.approx(expected.M0)


@pytest.mark.parametrize("others,poor,counts", [(0b11, False, False), (0b11, True, True), (0b111, False, True), (0, True, False), (0b111111, True, True)])
def test_three_lacks_of_seven(others, poor, counts):
    found, score = scores(np.array([others], np.uint8), np.array([poor]))
    assert found[0] == counts and score[0] == pytest.approx((others.bit_count() + poor) / 7 if counts else 0.0)
    assert DIMENSIONS == 7 and CUTOFF == pytest.approx(1 / 3)


def test_the_anchored_line_where_there_is_one(drawn):
    bits, income, people = drawn
    low, high = np.full(12, 1.0), np.full(12, 1e9)
    lines = {("county50_floating", "hukou"): high}
    (_, floating), (_, anchored) = ([row[5][12] for row in mpi_rows(bits, income, people, lines | more, COUNTY, everyone(COUNTY))][::-1]
                                    for more in ({}, {("county50_anchored2019", "hukou"): low}))  # fmt: skip
    assert floating > anchored
    assert not list(mpi_rows(bits, income, people, {}, COUNTY, everyone(COUNTY)))
    assert not list(mpi_rows(np.zeros(0, np.uint8), income, people, lines, COUNTY, everyone(COUNTY)))  # a sheet without lacks


def test_bits_are_the_lacks_of_december(world_at):
    world = world_at(2019, 12)
    h = world.households
    h.house[3], h.water[3], h.insured[5], h.size[7] = 0, 0, 0, 0
    bits, truth = lacking(world), deprivation.true(world, np.arange(12))
    assert bits[7] == 0 and truth[3, 2:4].all() and truth[5, 5]
    for row in np.flatnonzero(h.size > 0):
        assert [bool(bits[row] >> k & 1) for k in range(6)] == truth[row].tolist()
