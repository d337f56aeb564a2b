"""The pick of an option: the bounds save logarithms and change nothing."""

import numpy as np

from sim.core.special import LOG_GAP, gumbel, log, log_floor
from sim.processes.labour_choice import AWAY, CODES, FARM, NEVER, SCHOOL, SEASONAL, bounds, draws, farm_value, land_part, pick


def uniforms(n: int) -> np.ndarray:
    out = np.empty((n, CODES))
    for person in range(n):
        draws(7, person, 24194, out[person])
    return out


def test_the_pick_is_that_of_the_exact_sum():
    rng, table, scratch = np.random.default_rng(1), bounds(), np.empty(CODES)
    for w, uniform in zip(rng.uniform(0.0, 3.0, 20_000), uniforms(20_000), strict=True):
        exact, gain, slack = rng.normal(0.0, 2.0, CODES), np.ones(CODES), np.zeros(CODES)
        exact[SCHOOL] = NEVER
        floor = exact.copy()
        for k in (FARM, SEASONAL):
            gain[k], slack[k] = np.exp(rng.normal(9.0, 1.0)), w * LOG_GAP
            exact[k] = w * (log(gain[k]) - 9.0)
            floor[k] = w * (log_floor(gain[k]) - 9.0)
        expected = int(np.argmax(exact + [gumbel(u) for u in uniform]))
        assert pick(floor, slack, gain, w, uniform, table, scratch) == expected


def test_what_is_closed_is_never_picked():
    table, scratch = bounds(), np.empty(CODES)
    for uniform in uniforms(200):
        u = np.full(CODES, NEVER)
        u[AWAY] = -50.0
        assert pick(u, np.zeros(CODES), np.ones(CODES), 1.0, uniform, table, scratch) == AWAY


def test_the_table_bounds_every_draw():
    table = bounds()
    cells = len(table) - 1
    for u in ((np.array([0, 1, 2**22 - 1, 2**22, 2**31, 2**32 - 2, 2**32 - 1]) + 0.5) / 2**32).tolist():
        assert table[int(u * cells)] <= gumbel(u) <= table[int(u * cells) + 1]
    assert (np.diff(table) > 0).all()


def test_options_of_a_person_draw_independent_numbers():
    found = uniforms(20_000)
    assert np.abs(found.mean(axis=0) - 0.5).max() < 5 * np.sqrt(1 / 12 / 20_000)
    corr = np.corrcoef(found.T)[np.triu_indices(CODES, 1)]
    assert np.abs(corr).max() < 5 / np.sqrt(20_000)


def test_the_part_of_land_is_what_a_further_mu_adds_where_land_is_fully_tended():
    # need and full value grow with the land; hands stay
    for theta in (0.3, 0.6, 0.9):
        step = 1e-6
        more = (farm_value(1.0, 1.0 + step, 1.0 + step, theta) - farm_value(1.0, 1.0, 1.0, theta)) / step
        assert abs(land_part(theta) - more) < 1e-5
    assert land_part(1.0) < 1e-5 and land_part(0.0) == 1.0
