"""The small tools of the synthesis: apportioning, ranks, uniforms that stay uniform, gamma and Zipf draws, age tables."""

import numpy as np
import pytest

from sim.population.ages import age_tables, kernel
from sim.population.drawing import apportion, pairs, rank_within, reflected
from sim.population.families import BAND_AGES, families
from sim.population.households import gamma, zipf
from sim.population.slots import CONTEXTS, slots
from sim.population.templates import library


@pytest.mark.parametrize(("total", "least"), [(100, 0), (7, 1), (1000, 25)])
def test_apportion_sums_and_stays_near(total, least):
    weights = np.array([5.0, 3.0, 1.0, 1.0])
    shares = apportion(total, weights, least)
    assert shares.sum() == total and shares.min() >= least
    assert np.abs(shares - least - (total - 4 * least) * weights / 10).max() < 1.0


def test_rank_within_groups():
    assert rank_within(np.array([0, 0, 0, 2, 2]), np.array([1.0, 3.0, 2.0, 0.0, 5.0])).tolist() == [2, 0, 1, 1, 0]


@pytest.mark.parametrize("width", [0.1, 0.35, 1.0])
def test_reflected_uniforms_stay_uniform_and_near(width):
    base, noise = pairs(3, 139, np.arange(200_000))
    u = reflected(base, noise, width)
    assert np.abs(np.histogram(u, 20, (0, 1))[0] / u.size - 0.05).max() < 0.003
    assert np.abs(u - base).max() <= width


def test_gamma_has_the_moments_of_its_shape():
    u = (np.arange(400_000) + 0.5) / 400_000
    for shape in (1.2, 3.0):
        x = gamma(u, shape)
        assert x.mean() == pytest.approx(1.0, abs=0.01)
        assert x.var() == pytest.approx(1.0 / shape, rel=0.05)


def test_zipf_shares():
    u = (np.arange(11_000) + 0.5) / 11_000
    assert np.bincount(zipf(u, np.full(11_000, 3))).tolist() == [6000, 3000, 2000]


def test_templates_are_possible_families():
    lib = library()
    assert lib.seed.sum() == pytest.approx(1.0) and (lib.seed > 0).all()
    assert (lib.home <= lib.members).all() and (lib.members.sum(axis=1) > 0).all()
    assert len(np.unique(np.column_stack([lib.members, lib.home, lib.wed]), axis=0)) == len(lib.seed)
    assert lib.generations.max() == 4 and (lib.generations[lib.home.sum(axis=1) == 0] == 0).all()
    assert {tuple(row) for row in lib.members.tolist()} == {(f.old, f.sixties, f.middle, f.young, f.children) for f in families()}


def test_slots_are_the_members_of_the_templates():
    lib, s = library(), slots()
    assert np.array_equal(np.diff(s.first), lib.members.sum(axis=1))
    assert np.array_equal(np.add.reduceat(s.resident, s.first[:-1]), lib.home.sum(axis=1))


def test_age_tables_meet_contexts_and_profile():
    expected = np.ones((1, 2, len(CONTEXTS)))
    tables = age_tables(expected)
    assert np.allclose(tables.sum(axis=3), 1.0)
    for row, context in zip(tables[0, 1], CONTEXTS, strict=True):
        first, last = BAND_AGES[context.band]
        assert row[first : last + 1].sum() == pytest.approx(1.0)
    parents = [i for i, c in enumerate(CONTEXTS) if c.word in ("parent of children", "parent of a young couple")]
    means = tables[0, 1, parents] @ np.arange(100)
    assert means[0] < means[1] - 5
    assert kernel().shape == (len(CONTEXTS), 100)
