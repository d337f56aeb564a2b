"""What chance says of illness: when the next case comes, how severe a case is, what it costs and who is ill. The rules are in health.py."""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import fill_pairs
from sim.core.special import exp, log, normal_quantile
from sim.processes.medical_insurance import CITY, COUNTY, TOWN, own_share

DRAW_WAIT, DRAW_CASE = 280, 281
LEAST_OWN = 0.1  # share of a bill below which the price response is not carried further; assumption


@scalar("int64(float64, float64, int64)")
def next_month(u, hazard, month):
    """Month of the next case from `month` on, within twelve months; -1 none. The chance of each month is the hazard; `u` is a uniform draw."""
    none = 1.0 - max(hazard, 0.0)
    quarter = none * none * none
    if u <= quarter * quarter * quarter * quarter:
        return -1
    left = none
    while u <= left:
        month, left = month + 1, left * none
    return month


@scalar("int64(float64, float64, float64)")
def level_of(z, town, long):
    """Level of the hospital that treats a case of severity `z`."""
    return CITY if z > long else (COUNTY if z > town else TOWN)


@kernel("void(int64, int64, int64[::1], float64[:,::1], int8[::1], float64, float64[::1], float64[::1], float64[:,::1])")
def draw_cases(seed, month, agents, file, clinic, cost, t, rule, drawn):
    """What chance says of each case, in short loops that compile to vector code; `t` in the order of health.TERMS,
    `rule` from medical_insurance.terms; row 2 of `file` is the share promised, row 6 the row of the village.

    Rows of `drawn`: severity in standard deviations, bill (fen), who is ill, draw of the next wait.
    """
    n, sd, town, long, late, response = agents.size, t[0], t[3], t[1], t[4], t[5]
    usual = max(1.0 - rule[0] * rule[2], LEAST_OWN)
    z, bill = drawn[0, :n], drawn[1, :n]
    fill_pairs(seed, DRAW_WAIT, agents, month, 1, drawn[3, :n], z)
    fill_pairs(seed, DRAW_CASE, agents, month, 0, z, drawn[2, :n])
    for j in range(n):
        z[j] = normal_quantile(z[j]) + late * (1.0 - clinic[np.int64(file[6, j])])
    for j in range(n):
        bill[j] = max(own_share(rule, level_of(z[j], town, long), file[2, j]), LEAST_OWN) / usual
    for j in range(n):
        bill[j] = sd * z[j] - response * log(bill[j])
    for j in range(n):
        bill[j] = np.rint(cost * exp(bill[j]))
