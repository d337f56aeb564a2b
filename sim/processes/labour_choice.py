"""The options of work, what a farm is worth to its hands, and the pick of an option: utility plus a Gumbel draw for each.

An option has one code, and the code says which number of the draw it gets: an option more or less leaves the draws of the others alone.
Each option's utility and draw are first known between two cheap bounds; exact logarithms are taken only for options that the bounds leave open, so
that the choice is the exact one at a fraction of the cost.
"""

from functools import cache

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import quad
from sim.core.special import gumbel_array, log, log_floor

DRAW_CHOICE = 240
HOME, FARM, LOCAL, BUSINESS, AWAY, SCHOOL, SEASONAL, JOB = 0, 1, 2, 3, 4, 5, 6, 7
CODES = 8
MOST_HANDS = 1.2  # more hands than this multiple of the need add nothing; assumption
NEVER = -1e300
CELLS = 1024  # of the table that bounds a Gumbel draw: small enough for the nearest cache
LOWEST, HIGHEST = -4.0, 24.0  # no draw of 32 bits lies outside: -ln(-ln 2^-33) = -3.13 and 22.9


@scalar("float64(float64)")
def half_gap(theta):
    """The constant a of `farm_value`, which has the elasticity `theta` at half of the need."""
    return 0.5 * theta / max(1.0 - theta, 1e-6)


@scalar("float64(float64)")
def land_part(theta):
    """Share of the value of land tended fully that is not the return to work: one less the elasticity a / (1 + a)."""
    return 1.0 / (1.0 + half_gap(theta))


@scalar("float64(float64, float64, float64, float64)")
def farm_value(labour, need, full, theta):
    """Yearly value of own land with `labour` workers when `need` workers would tend it fully (value `full`).

    x (1 + a) / (x + a) with x the share of the need: concave, with elasticity `theta` at half of the need. The first hands on a field earn a finite
    return, unlike those of a power.
    """
    if need <= 0.0 or labour <= 0.0:
        return 0.0
    a = half_gap(theta)
    x = min(labour / need, MOST_HANDS)
    return full * (1.0 + a) * x / (x + a)


@scalar("float64(float64, float64, float64, float64)")
def farm_kept(labour, less, need, theta):
    """Share of the farm's value that is left with `less` of its `labour`; without land, of its side production."""
    if need <= 0.0:
        return (labour - less) / labour
    return farm_value(labour - less, need, 1.0, theta) / farm_value(labour, need, 1.0, theta)


@kernel("void(float64[::1], float64[::1], float64[::1], float64, float64[::1])")
def keep_each(labour, less, need, theta, kept):
    """Fill `kept` with `farm_kept` where something is given up."""
    for i in range(labour.size):
        if less[i] > 0.0:
            kept[i] = farm_kept(labour[i], less[i], need[i], theta)


@cache
def bounds() -> np.ndarray:
    """float64[CELLS + 1]: the Gumbel quantile at k / CELLS; what lies below the first and above the last cell is bounded by the draw itself."""
    u = np.arange(1, CELLS) / CELLS
    return np.concatenate([[LOWEST], gumbel_array(u), [HIGHEST]])


@scalar("void(int64, int64, int64, float64[::1])")
def draws(seed, agent, month, out):
    """Uniforms of a person by option code: one block of Philox serves four options, and the code decides which number an option gets."""
    out[0], out[1], out[2], out[3] = quad(seed, DRAW_CHOICE, agent, month, 0)
    out[4], out[5], out[6], out[7] = quad(seed, DRAW_CHOICE, agent, month, 4)


@scalar("int64(float64[::1], float64[::1], float64[::1], float64, float64[::1], float64[::1], float64[::1])")
def pick(u, slack, gain, w, uniform, table, ceiling):
    """The option with the greatest utility plus Gumbel draw. `u` is the utility, or a floor of it no more than `slack` below: then the exact one is
    u + w (ln gain - log_floor(gain)). `table` are `bounds`, `ceiling` is scratch."""
    least = NEVER
    for c in range(CODES):
        cell = np.int64(uniform[c] * CELLS)
        ceiling[c] = u[c] + slack[c] + table[cell + 1]
        least = max(least, u[c] + table[cell])
    best, choice, open_ = NEVER, HOME, 0
    for c in range(CODES):
        if ceiling[c] >= least:
            choice, open_ = c, open_ + 1
    if open_ == 1:
        return choice
    for c in range(CODES):
        if ceiling[c] >= least:
            exact = u[c] - log(-log(uniform[c]))
            if slack[c] > 0.0:
                exact += w * (log(gain[c]) - log_floor(gain[c]))
            if exact > best:
                best, choice = exact, c
    return choice
