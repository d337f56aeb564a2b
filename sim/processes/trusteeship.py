"""Farm work as a service (土地托管): a household pays a fee a mu, and the cooperative does part of the work, so that few hands can tend all its land.

The household takes it when what its land then yields more, by the hands it had last year, is worth the fee to it; the cooperative serves where the
fee exceeds its cost, large plots in near villages first.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, gumbel_array, log_array
from sim.processes.labour_choice import farm_value
from sim.processes.contract_market import LEAST_INCOME, match

OWNS = ("households.tended", "households.trust_fee", "cooperatives.service_earned", "cooperatives.service_costs")
DRAW_SERVICE = 364
LEAST_LAND = 1.0  # mu; smaller plots are not worth a visit; assumption
PARAMETERS = (
    Parameter("trusteeship.saved", 0.5, "share", 0, 0.95, uniform(0.3, 0.7), "share of the labour need of a mu that the service does", "托管替代用工比例", "assumption", "assumption", "trusteeship"),
    Parameter("trusteeship.fee", 280.0, "yuan_per_mu", 0, 5000, uniform(200, 450), "fee for a mu and year, prices of 2019", "托管服务费(2019年价)", "assumption", "assumption", "trusteeship"),
    Parameter("trusteeship.cost", 0.8, "share", 0, 2, uniform(0.7, 0.95), "cost of the service in the nearest village, share of the fee", "托管服务成本率", "assumption", "assumption", "trusteeship"),
    Parameter("trusteeship.far", 0.4, "ratio", 0, 5, uniform(0.1, 0.8), "how much more the service costs in the most remote village", "偏远村托管成本增幅", "assumption", "assumption", "trusteeship"),
    Parameter("trusteeship.room", 400.0, "mu", 0, 1e5, uniform(200, 1000), "farmland that a cooperative with a mean manager can serve", "合作社可托管面积", "assumption", "assumption", "trusteeship"),
    Parameter("trusteeship.constant", -1.0, "utility", -20, 20, uniform(-3, 0.5), "constant of the service against own work", "托管选择常数", "assumption", "assumption", "choice"),
)  # fmt: skip


@scalar("float64(float64, float64, float64, float64, float64)")
def gain(hands, need, full, saved, theta):
    """Yuan a year that land yields more when `saved` of its labour need is done by others. Hands and need in persons, `full` in yuan a year."""
    return farm_value(hands, need * (1.0 - saved), full, theta) - farm_value(hands, need, full, theta)


@kernel(
    "int64(int64[::1], int64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64, float64, float64, int64[::1], "
    "float64[::1])"
)
def candidates(provider, village_first, hands, need, full, tended, operated, cash, fee, saved, theta, out_row, out_more):
    """Households of villages with a provider that have the money for the fee (fen a mu) and whose land yields more than it costs; yuan a year more."""
    n = 0
    for v in range(provider.size):
        if provider[v] < 0:
            continue
        for i in range(village_first[v], village_first[v + 1]):
            if operated[i] < LEAST_LAND or hands[i] <= 0.0 or cash[i] < np.rint(fee * operated[i]):
                continue
            wanted = need[i] / (1.0 - tended[i])
            if hands[i] >= wanted:
                continue
            more = gain(hands[i], wanted, full[i], saved, theta) - fee * operated[i] / 100.0
            if more > 0.0:
                out_row[n], out_more[n] = i, more
                n += 1
    return n


def step(world) -> None:
    """February, before the plan of crops: who is served this year; the fee is paid at once."""
    h, c, p = world.households, world.cooperatives, world.parameters
    provider = np.full(len(world.villages), -1)
    serving = np.flatnonzero((c.active == 1) & (c.service == 1))[::-1]
    provider[c.village[serving]] = serving  # the first of each village
    a_mu, row, extra = p["trusteeship.fee"] * world.drivers.price(world.month) * 100.0, np.empty(len(h), np.int64), np.empty(len(h))
    n = candidates(provider, world.village_first, h.farm_labour, h.farm_need, h.farm_full, h.tended, h.operated, h.cash, a_mu, p["trusteeship.saved"],
                   p["labour.theta"], row, extra)  # fmt: skip
    h.tended[:], c.service_earned[:] = 0.0, 0.0
    rows, more = row[:n].copy(), extra[:n]
    at, fee, income = provider[h.village[rows]], np.rint(a_mu * h.operated[rows]), np.maximum(world.year_income(rows), LEAST_INCOME)
    yes, no = uniforms(world.seed, DRAW_SERVICE, h.id[rows], world.month)
    utility = p["labour.weight"] * log_array((income + more) / income) + p["trusteeship.constant"] + gumbel_array(yes) - gumbel_array(no)
    cost = np.rint(fee * p["trusteeship.cost"] * (1.0 + p["trusteeship.far"] * world.villages.remoteness[h.village[rows]]))
    both = np.flatnonzero((utility > 0.0) & (fee > cost))
    room = p["trusteeship.room"] * exp_array(0.5 * c.manager)
    won = both[match(rows[both], at[both], utility[both], (fee - cost)[both], h.operated[rows[both]], room)]
    serve(world, rows[won], at[won], fee[won], cost[won])


def serve(world, rows: np.ndarray, at: np.ndarray, fee: np.ndarray, cost: np.ndarray) -> None:
    """Cooperatives `at` do part of the work of households `rows` for `fee` fen and spend `cost` on it."""
    c, n = world.cooperatives, len(world.cooperatives)
    world.households.tended[rows] = world.parameters["trusteeship.saved"]
    world.pay("trust_fee", rows, fee, at)
    spent = np.bincount(at, cost, n)
    some = np.flatnonzero(spent)
    world.pay("service_costs", some, spent[some])
    c.service_earned[:] = np.bincount(at, fee - cost, n)
