"""The market for contracts of each village: who can gain with whom, and who gets whom (deferred acceptance of Gale and Shapley 1962, households apply)."""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import pair
from sim.core.special import exp, gumbel, log
from sim.processes.product_output import TYPES, grown_by
from sim.state.reasons import Reason

DRAW_CONTRACT = 350
ROUNDS = 4  # of applications; few households have more than three offers; assumption
WORST_REJECTED = 0.5  # largest share of a household's produce that is turned away for quality; assumption
ALONE, FULL, UNWANTED, UNWILLING, WANTED = range(5)  # how near a household came to a contract
# of who is wanted and gets none, others were wanted more
WHY = np.array([Reason.NO_PARTNER, Reason.ROOM, Reason.NO_GAIN, Reason.DECLINED, Reason.ROOM], np.int8)
LEAST_INCOME = 1000.0  # yuan a year: keeps the logarithm of a household without income finite; assumption


@kernel(
    "int64(int64, int64, int64[::1], int64[::1], int64[::1], float64[::1], float64[::1], int64[::1], float64[::1], float64[::1], float64[::1], float64[::1], "
    f"float64[::1], float64[::1], float64[::1], int64[::1], {TYPES}, int64[::1], int8[::1], float64[::1], float64[::1], float32[::1], int8[::1], int8[::1], "
    "int8[::1], float64[::1], float64[:,::1], float64[::1], float64[::1], float64[::1], int8[::1], int8[::1], int64[::1], int64[::1], float64[::1], float64[::1], float64[::1])"
)
def score(seed, month, village_first, provider_first, product, there, room, key, margin, gain, calm, cost, bonus, poor_bonus, name, ids, crop, main, grain, tree,
          orchard, pond, forest, labour, rate, codes, contract, welfare, ability, paid, on_list, jiandang, breaches, remote, sales, inputs, bought, t,
          why, reason, out_row, out_provider, out_value, out_utility, out_gain):  # fmt: skip
    """All pairs of a household without contract and a provider of its village from which both expect to gain; returns how many.

    Provider arrays [providers] in the order of villages: product, there (0 for who does not buy any more), room (yuan a year left), key (of its draw), margin and gain (of provider and
    household a yuan of output), calm (variance taken off a yuan), cost (of a partner a year), bonus, poor_bonus (public money a partner), name
    (reputation). Household arrays: what it grows (product_output.AREAS), income of the year and so on. `sales` [villages, products] and `inputs` of a mu,
    `bought` those of them that are paid before the sale where money reaches. `t`: share under contract, yuan a unit of welfare, weight, risk, distrust,
    constant, effort, quality, late, far. Fills row, provider, value under contract, utility of the household and gain of the provider (yuan a year),
    and `reason` of farms without contract with `why` [stages]: the answer of whoever they came nearest to a contract with.
    """
    part, price, weight, risk, distrust, constant, effort, quality, late, far = t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9]
    n, mu, stage = 0, np.empty(0), np.empty(0, np.int8)
    for v in range(village_first.size - 1):
        first, known = village_first[v], -1
        stage = np.zeros(village_first[v + 1] - first, np.int8)
        for j in range(provider_first[v], provider_first[v + 1]):
            p = product[j]
            if p < 0 or there[j] == 0.0:
                continue
            if p != known:  # providers of a village stand in the order of their products
                known, mu = p, np.empty(village_first[v + 1] - first)
                grown_by(p, first, crop, main, grain, tree, orchard, pond, forest, labour, rate, codes, mu)
            if room[j] <= 0.0 or margin[j] <= 0.0:
                at = FULL if room[j] <= 0.0 else UNWANTED
                for k in range(mu.size):
                    if mu[k] > 0.0:
                        stage[k] = max(stage[k], at)
                continue
            bare, more_paid = part * (sales[v, p] - inputs[p]), part * bought[p]
            certain = bonus[j] - cost[j] * (1.0 + far * remote[v])
            most = margin[j] * max(bare + more_paid, 0.0)  # what the provider gains at most from a mu
            least = -(certain + max(poor_bonus[j], 0.0)) / most if most > 0.0 else 1e300
            for k in range(mu.size):
                i = first + k
                if mu[k] <= 0.0 or contract[i] != 0:
                    continue
                stage[k] = max(stage[k], UNWANTED)
                if mu[k] <= least:
                    continue
                value = mu[k] * max(bare + more_paid * paid[i], 0.0)
                profit = certain + (poor_bonus[j] if on_list[i] == 1 or jiandang[i] == 1 else 0.0)
                if profit + value * margin[j] <= 0.0:
                    continue  # not even with nothing turned away
                rejected = min(quality * exp(-ability[i]) * (1.0 + remote[v]), WORST_REJECTED)
                profit += value * margin[j] * (1.0 - rejected) / (1.0 + breaches[i])
                if profit <= 0.0:
                    continue
                more = value * ((1.0 - rejected) * gain[j] - rejected * late) - effort
                base = max(welfare[i] * price, LEAST_INCOME)
                share = min(value / base, 1.0)
                utility = weight * log(max(base + more, 0.5 * LEAST_INCOME) / base) + 0.5 * risk * calm[j] * share * share
                utility += constant - distrust * (1.0 - name[j]) + gumbel(pair(seed, DRAW_CONTRACT, ids[i], month, key[j])[0])
                utility -= gumbel(pair(seed, DRAW_CONTRACT, ids[i], month, 0)[0])
                stage[k] = max(stage[k], WANTED if utility > 0.0 else UNWILLING)
                if utility > 0.0 and n < out_row.size:
                    out_row[n], out_provider[n], out_value[n], out_utility[n], out_gain[n] = i, j, value, utility, profit
                    n += 1
        for k in range(stage.size):
            if contract[first + k] == 0 and (labour[first + k] > 0.0 or rate[first + k] > 0.0):
                reason[first + k] = why[stage[k]]
    return n


def match(row, provider, utility, gain, value, room) -> np.ndarray:
    """bool[pairs]: the pairs that become contracts; each household in at most one, the value of a provider's partners within its `room`.

    row, provider int64[pairs]; utility of the household, gain of the provider, value of the output float64[pairs]; room float64[providers].
    Households apply to the best provider that has not refused them; a provider keeps those it gains most from, in that order, while there is room.
    Who is as good as another comes in the order of the pairs.
    """
    if not len(row):
        return np.zeros(0, bool)
    won = (np.bincount(row) == 1)[row] & (np.bincount(provider, value, len(room)) <= room)[
        provider
    ]  # one offer, from who has room for all: no contest
    rest = np.flatnonzero(~won)
    won[rest] = _contest(row[rest], provider[rest], utility[rest], gain[rest], value[rest], room)
    return won


def _contest(row, provider, utility, gain, value, room) -> np.ndarray:
    """bool[pairs]: `match` of pairs in which somebody has a choice."""
    n = len(row)
    taste, rank = np.lexsort((-utility, row)), np.lexsort((-gain, provider))  # the orders in which households apply and providers keep
    of, cost, limit = provider[rank], value[rank], room[provider[rank]]
    open_, held = np.ones(n, bool), np.zeros(n, bool)
    served, applies = np.zeros(int(row.max(initial=-1)) + 1, bool), np.zeros(n, bool)
    for _ in range(ROUNDS):
        served[:] = False
        served[row[held]] = True
        applies[:] = held
        applies[_first(taste[(open_ & ~served[row])[taste]], row)] = True
        contest = np.flatnonzero(applies[rank])
        total, start = np.cumsum(cost[contest]), np.searchsorted(of[contest], of[contest], side="left")
        fits = total - (total[start] - cost[contest][start]) <= limit[contest]
        held[:] = False
        held[rank[contest[fits]]] = True
        open_[rank[contest[~fits]]] = False
        if fits.all():
            break
    return held


def _first(order: np.ndarray, row: np.ndarray) -> np.ndarray:
    """The first position of each household in `order`, which is grouped by household."""
    first = np.ones(len(order), bool)
    first[1:] = row[order][1:] != row[order][:-1]
    return order[first]
