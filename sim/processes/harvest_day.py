"""The harvest of a month under contract as a compiled rule: who breaks the contract, what is kept and what is turned away."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair
from sim.core.special import exp, logistic

DRAW_BREAK = 353
NONE, ORDER, COOPERATIVE = 0, 1, 2  # households.contract
TERMS = ("premium", "floor", "follow", "penalty", "loyalty", "advantage", "name_worth")


@kernel(
    "void(int64, int64, int64[::1], int32[::1], int64[::1], float64[::1], float64[::1], int8[::1], int32[::1], float64[::1], int8[::1], float64[:,::1], "
    "float64[:,::1], float64[::1], float64[:,::1], int8[::1])"
)
def bring_in(seed, year, rows, partner, ids, value, ability, county, village, remoteness, product, prices, terms, t, fen, broke):
    """What becomes of the contracted output of households `rows`: fen float64[4, n] gets what the buyer owes, what the market pays, the penalty, and
    the market value that the buyer keeps; broke int8[n] gets 1 where the household sells elsewhere, 2 where the enterprise turns all away.

    Household columns partner, id, value (fen at the market price), ability, county, village; `product` of each enterprise; prices float64[counties,
    products] of the market; terms float64[7, enterprises] in the order of TERMS; `t`: noise, quality, late, worst.
    """
    noise, quality, late, worst = t[0], t[1], t[2], t[3]
    for k in range(rows.size):
        i, f = rows[k], partner[rows[k]]
        market, worth = prices[county[i], product[f]], value[i]
        price = max(terms[1, f], (1.0 + terms[0, f]) * ((1.0 - terms[2, f]) + terms[2, f] * market))
        broke[k] = 0
        fen[0, k], fen[1, k], fen[2, k], fen[3, k] = 0.0, 0.0, 0.0, 0.0
        if price - (1.0 + terms[5, f]) * market > terms[6, f]:
            broke[k] = 2
            fen[1, k] = np.rint(worth * (1.0 - late))
            continue
        chance = logistic((market - price * (1.0 + terms[3, f]) - terms[4, f]) / noise)
        if pair(seed, DRAW_BREAK, ids[i], year, 0)[0] < chance:
            broke[k] = 1
            fen[1, k], fen[2, k] = worth, np.floor(min(terms[3, f] * worth * price / market, worth))
            continue
        kept = np.rint(worth * (1.0 - min(quality * exp(-ability[i]) * (1.0 + remoteness[village[i]]), worst)))
        fen[0, k], fen[1, k], fen[3, k] = np.rint(kept * price / market), np.rint((worth - kept) * (1.0 - late)), kept
