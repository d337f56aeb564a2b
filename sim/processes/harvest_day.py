"""The harvest of a month under contract as compiled rules: who has something to deliver, who breaks the contract, what is kept and what is turned away."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair
from sim.core.special import exp

DRAW_BREAK = 353
NONE, ORDER, COOPERATIVE = 0, 1, 2  # households.contract


@kernel("void(int64[::1], int8[::1], int32[::1], float64[::1], int8[::1], int8[::1], int64[:,::1], int64[::1])")
def sort_out(under, contract, partner, value, alive, active, rows, counts):
    """Fill `rows` int64[3, n] with those of `under` with a harvest: who delivers to enterprises, to cooperatives, and whose partner is gone, and `counts` with how many.

    A partner is gone that closed or does not trade.
    """
    for i in under:
        if value[i] <= 0.0 or contract[i] == NONE:
            continue
        there = alive[partner[i]] if contract[i] == ORDER else active[partner[i]]
        kind = 2 if there == 0 else contract[i] - 1
        rows[kind, counts[kind]] = i
        counts[kind] += 1


@kernel(
    "void(int64, int64, int64[::1], int32[::1], int64[::1], float64[::1], float64[::1], int32[::1], float64[::1], float64[::1], float64[::1], int8[::1], "
    "float64[::1], float64[::1], float64[:,::1], int8[::1])"
)
def bring_in(seed, year, rows, partner, ids, value, ability, village, remoteness, ratio, chance, away, penalty, t, fen, broke):
    """What becomes of the contracted output of households `rows`: fen float64[4, n] gets what the buyer owes, what the market pays, the penalty, and
    the market value that the buyer keeps; broke int8[n] gets 1 where the household sells elsewhere, 2 where the enterprise turns all away.

    Household columns partner, id, value (fen at the market price), ability, village; of each enterprise its contract price against the market (`ratio`), the
    `chance` that a household sells elsewhere, whether it turns `away` all, and the penalty; `t`: quality, late, worst.
    """
    quality, late, worst = t[0], t[1], t[2]
    for k in range(rows.size):
        i, f = rows[k], partner[rows[k]]
        worth = value[i]
        broke[k] = 0
        fen[0, k], fen[1, k], fen[2, k], fen[3, k] = 0.0, 0.0, 0.0, 0.0
        if away[f] == 1:
            broke[k] = 2
            fen[1, k] = np.rint(worth * (1.0 - late))
        elif pair(seed, DRAW_BREAK, ids[i], year, 0)[0] < chance[f]:
            broke[k] = 1
            fen[1, k], fen[2, k] = worth, np.floor(min(penalty[f] * worth * ratio[f], worth))
        else:
            kept = np.rint(worth * (1.0 - min(quality * exp(-ability[i]) * (1.0 + remoteness[village[i]]), worst)))
            fen[0, k], fen[1, k], fen[3, k] = np.rint(kept * ratio[f]), np.rint((worth - kept) * (1.0 - late)), kept
