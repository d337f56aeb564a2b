"""Raking: closed forms, agreement with iterative proportional fitting, soft margins."""

import numpy as np
import pytest
from ipfn import ipfn

from sim.population.raking import rake


def _cells(shape):
    return np.array(list(np.ndindex(*shape)))


def test_independent_margins_give_the_product():
    cells = _cells((2, 2))
    w = rake(np.full(4, 0.25), cells.astype(float), np.array([0.3, 0.8]), np.full(2, 1e-6))
    assert np.allclose(w, [0.7 * 0.2, 0.7 * 0.8, 0.3 * 0.2, 0.3 * 0.8], atol=1e-9)


def test_agrees_with_iterative_proportional_fitting():
    rng = np.random.default_rng(0)
    seed = rng.random((2, 3, 2))
    seed /= seed.sum()
    margins = [np.array([0.4, 0.6]), np.array([0.2, 0.5, 0.3]), np.array([0.35, 0.65])]
    fitted = ipfn.ipfn(seed.copy(), margins, [[0], [1], [2]], convergence_rate=1e-14, max_iteration=5000).iteration()
    cells = _cells(seed.shape)
    features = np.column_stack([cells[:, 0] == 1, cells[:, 1] == 1, cells[:, 1] == 2, cells[:, 2] == 1]).astype(float)
    w = rake(seed.ravel(), features, np.array([0.6, 0.5, 0.3, 0.65]), np.full(4, 1e-6))
    assert np.allclose(w, fitted.ravel(), atol=1e-8)


def test_contradicting_margins_share_the_miss():
    feature = np.array([[0.0, 0.0], [1.0, 1.0]])
    w = rake(np.array([0.5, 0.5]), feature, np.array([0.4, 0.6]), np.array([0.01, 0.01]))
    assert w[1] == pytest.approx(0.5, abs=1e-6)


def test_a_soft_margin_gives_way():
    feature = np.array([[0.0], [1.0]])
    hard = rake(np.array([0.5, 0.5]), feature, np.array([0.9]), np.array([1e-6]))
    soft = rake(np.array([0.5, 0.5]), feature, np.array([0.9]), np.array([1.0]))
    assert hard[1] == pytest.approx(0.9, abs=1e-6)
    assert 0.5 < soft[1] < 0.7


def test_weights_sum_to_one_and_stay_positive():
    rng = np.random.default_rng(1)
    w = rake(np.full(200, 1 / 200), rng.normal(size=(200, 5)), np.full(5, 0.5), np.full(5, 1e-3))
    assert w.sum() == pytest.approx(1.0, abs=1e-12) and (w >= 0).all()
