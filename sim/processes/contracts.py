"""Contracts for produce between households and leading enterprises or cooperatives: offered, chosen, kept or broken, without any policy.

In February who has room offers to households of its base villages that grow its product, where the expected margin on the contract exceeds the cost of
one more partner; a household takes the offer that it likes best if it likes it better than none; the enterprise keeps whom it gains most from. A
contract runs for some years. At the harvest either side may break it. Evidence and alternatives: docs/decisions/0009.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array
from sim.processes import contract_delivery, contract_market, contract_terms, cooperatives, harvest_day, produce
from sim.processes.harvest_day import COOPERATIVE, NONE, ORDER
from sim.processes.product_output import AREAS, CODES, terms, usual
from sim.state.reasons import Reason

OWNS = (
    *(f"households.{c}" for c in ("contract", "contract_partner", "contract_product", "contract_share", "contract_until", "breaches", "cooperative", "reason_contract")),
    *(f"households.{c}" for c in ("contract_sale", "contract_market", "contract_penalty", "contract_guarantee")),
    "enterprises.reputation", "enterprises.supplied", "cooperatives.members",
)  # fmt: skip
MOST_BREACHES = 9
PARAMETERS = (
    Parameter("orders.part", 0.8, "share", 0, 1, uniform(0.5, 1.0), "share of the output of a product that a contract takes", "合同收购占该产品产出比例", "assumption", "assumption", "contracts"),
    Parameter("orders.years", 3, "years", 1, 30, uniform(1, 5), "years that a contract runs", "合同年限", "assumption", "assumption", "contracts"),
    Parameter("orders.cost", 500.0, "yuan_per_year", 0, 1e5, uniform(200, 1200), "cost to an enterprise of one more contract household in the nearest village", "企业每签约一户的交易成本", "assumption", "assumption", "contracts"),
    Parameter("orders.far", 0.8, "ratio", 0, 10, uniform(0.3, 1.5), "how much more a partner in the most remote village costs", "偏远村交易成本增幅", "assumption", "assumption", "contracts"),
    Parameter("orders.effort", 250.0, "yuan_per_year", 0, 1e5, uniform(100, 600), "time and trouble of a contract to a household", "农户履约成本", "assumption", "assumption", "contracts"),
    Parameter("orders.quality", 0.06, "share", 0, 1, uniform(0.02, 0.15), "share of produce that a buyer turns away for quality, mean household of the nearest village", "因质量拒收比例", "assumption", "assumption", "contracts"),
    Parameter("orders.late", 0.15, "share", 0, 1, uniform(0.05, 0.30), "share of its price that produce loses when it is turned away and sold later", "拒收后降价比例", "assumption", "assumption", "contracts"),
    Parameter("orders.weight", 1.6, "utility", 0, 20, uniform(0.8, 2.6), "weight of log income in the choice of a contract", "收入对数的效用权重(订单)", "assumption", "assumption", "choice"),
    Parameter("orders.risk", 3.0, "ratio", 0, 20, uniform(1, 5), "relative aversion to the risk of prices", "价格风险厌恶系数", "assumption", "assumption", "choice"),
    Parameter("orders.distrust", 2.5, "utility", 0, 20, uniform(1, 4), "loss of utility with a buyer that never honours contracts", "对违约企业的不信任", "assumption", "assumption", "choice"),
    Parameter("orders.constant", -0.5, "utility", -20, 20, uniform(-2, 1), "constant of a contract against none", "签约选择常数", "assumption", "assumption", "choice"),
    Parameter("orders.noise", 0.06, "share", 0.001, 1, uniform(0.02, 0.12), "spread of what households see in selling elsewhere, share of the price", "外售决策离散度", "assumption", "assumption", "contracts"),
    Parameter("orders.loyalty", 1.5, "ratio", 0, 20, uniform(0.5, 3), "years of the premium that the relation is worth to a household at the harvest", "关系价值(溢价年数)", "assumption", "assumption", "contracts"),
    Parameter("orders.name", 0.25, "share", 0, 5, uniform(0.10, 0.50), "loss on the price that an enterprise of full reputation bears before it breaks contracts", "企业为信誉承受的亏损", "assumption", "assumption", "contracts"),
    Parameter("orders.forgiven", 0.25, "per_year", 0, 1, uniform(0.1, 0.5), "share of a lost reputation that comes back in a year", "信誉年恢复比例", "assumption", "assumption", "contracts"),
    Parameter("orders.lost_name", 0.5, "share", 0, 1, uniform(0.3, 0.8), "share of its reputation that an enterprise loses when it breaks contracts", "违约信誉损失", "assumption", "assumption", "contracts"),
)  # fmt: skip


def set_up(world) -> None:
    """Nobody has a contract at the beginning of the burn-in; enterprises have the name that their trait gives them."""
    h, e = world.households, world.enterprises
    h.contract_partner[:], h.cooperative[:], e.reputation[:] = -1, -1, e.reliability


def order_terms(world) -> dict[str, np.ndarray]:
    """float64[enterprises] each: price terms of their contracts and what bears on breaking them."""
    e, p = world.enterprises, world.parameters
    names = {"premium": e.price_premium, "floor": e.price_floor, "follow": e.price_follow, "penalty": e.penalty, "advantage": e.advantage}
    return names | {"loyalty": p["orders.loyalty"] * np.maximum(e.price_premium, 0.0), "name_worth": p["orders.name"] * e.reputation}


def providers(world, under: np.ndarray, value: np.ndarray) -> dict[str, np.ndarray]:
    """All who may offer, in the order of villages; households `under` contract deliver `value` yuan a year. See contract_market.score."""
    links, e, c, p, h = world.links, world.enterprises, world.cooperatives, world.parameters, world.households
    f, order, n = links.enterprise, h.contract[under] == ORDER, len(e)
    code = links.village.astype(np.int64) * n + f  # ascending: links stand in the order of villages and enterprises
    at = np.searchsorted(code, h.village[under[order]].astype(np.int64) * n + h.contract_partner[under[order]])
    held = np.bincount(at, value[order], len(f))
    spread = produce.spread(world)[e.product]
    margin, gain, calm = contract_terms.expectations(order_terms(world), spread, p["orders.noise"], p["orders.late"])
    alive, trading = (e.alive == 1)[f], c.active == 1
    offers = {
        "village": (links.village, c.village), "product": (e.product[f], c.product), "partner": (f, np.arange(len(c))),
        "kind": (np.full(len(f), ORDER), np.full(len(c), COOPERATIVE)), "key": (e.id[f], 1000 + c.id % 16),
        "there": (alive, trading),
        "room": (alive * e.capacity[f] * links.share - held, trading * cooperative_room(world, under[~order], value[~order])),
        "margin": (margin[f], cooperatives.earning(world)), "gain": (gain[f], c.refund_rate), "calm": (calm[f], np.zeros(len(c))),
        "cost": (np.full(len(f), p["orders.cost"]), np.full(len(c), p["cooperatives.member_cost"])),
        "bonus": (e.subsidy_per_partner[f], c.subsidy_per_partner), "poor_bonus": (e.poor_bonus[f], c.poor_bonus),
        "name": (e.reputation[f], np.ones(len(c))),
    }  # fmt: skip
    order = np.lexsort((np.concatenate(offers["product"]), np.concatenate(offers["village"])))
    return {name: np.concatenate(both)[order] for name, both in offers.items()}


def cooperative_room(world, members: np.ndarray, value: np.ndarray) -> np.ndarray:
    """float64[cooperatives]: yuan of produce that each can still take on: its trade grows with its manager and the share capital of its members."""
    h, p, c = world.households, world.parameters, world.cooperatives
    at = h.cooperative[members]
    shares, used = np.bincount(at, h.coop_share[members], len(c)) / 100.0, np.bincount(at, value, len(c))
    most = p["cooperatives.trade"] * exp_array(0.5 * c.manager) + p["cooperatives.turns"] * shares
    return most * world.drivers.price(world.month) - used


def step(world) -> None:
    """February: contracts that ran out end, and free households and free capacity meet."""
    h, e, p = world.households, world.enterprises, world.parameters
    e.reputation[:] += p["orders.forgiven"] * (e.reliability - e.reputation)
    under = np.flatnonzero(h.contract)
    value = h.contract_share[under] * usual(world, under, h.contract_product[under])
    over = (h.contract_until[under] < world.year) | (value <= 0.0) | gone(world, under)  # run out, or the product is not grown any more
    end(world, under[over])
    for ago in range(
        int(p["orders.years"]) - 1 if world.month - world.start < 12 else 0, -1, -1
    ):  # at the start also those signed in the years before
        meet(world, ago)
    world.cooperatives.members[:] = np.bincount(h.cooperative[np.flatnonzero(h.contract == COOPERATIVE)], minlength=len(world.cooperatives))
    world.linked["contract"] = np.flatnonzero((h.contract != NONE) | (h.contract_value > 0.0))  # also whose last delivery the farm has to forget


def gone(world, under: np.ndarray) -> np.ndarray:
    """bool[n]: the partner of households `under` contract has closed or does not trade any more."""
    h, out = world.households, np.zeros(len(under), bool)
    for kind, there in ((ORDER, world.enterprises.alive), (COOPERATIVE, world.cooperatives.active)):
        of = h.contract[under] == kind
        out[of] = there[h.contract_partner[under[of]]] == 0
    return out


def meet(world, ago: int) -> None:
    """Free households and free capacity meet, with the draws of `ago` years before; contracts run from then."""
    h = world.households
    under = np.flatnonzero(h.contract)
    offers = providers(world, under, h.contract_share[under] * usual(world, under, h.contract_product[under]))
    row, provider, value, utility, gain = pairs(world, offers, world.month - 12 * ago)
    won = contract_market.match(row, provider, utility, gain, value, offers["room"])
    row, at = row[won], provider[won]
    sign(world, row, offers["kind"][at], offers["partner"][at], offers["product"][at], world.year - ago)


def pairs(world, offers: dict[str, np.ndarray], month: int) -> tuple[np.ndarray, ...]:
    """Household row, place in `offers`, value under contract, utility and gain of the provider of all pairs that both sides want, with the draws of `month`."""
    h, v, p = world.households, world.villages, world.parameters
    known = min(12, max(1, world.month - world.start))
    numbers = np.array([p["orders.part"], world.drivers.price(world.month) * 12.0 / known,
                        *(p[f"orders.{name}"] for name in ("weight", "risk", "distrust", "constant", "effort", "quality", "late", "far"))])  # fmt: skip
    first = np.searchsorted(offers["village"], np.arange(len(v) + 1))
    width = int((np.diff(first) * np.diff(world.village_first)).sum())
    row, provider = np.empty((2, width), np.int64)
    value, utility, gain = np.empty((3, width))
    whole = {"product", "key"}
    arrays = [np.ascontiguousarray(offers[name], np.int64 if name in whole else np.float64)
              for name in ("product", "there", "room", "key", "margin", "gain", "calm", "cost", "bonus", "poor_bonus", "name")]  # fmt: skip
    n = contract_market.score(world.seed, month, world.village_first, first, *arrays, h.id, *(h.columns[name] for name in AREAS), CODES, h.contract,
                              h.welfare, h.ability, h.inputs_paid, h.on_list, h.jiandang, h.breaches, v.remoteness, *terms(world), numbers, contract_market.WHY, h.reason_contract, row, provider, value, utility, gain)  # fmt: skip
    return tuple(column[:n].copy() for column in (row, provider, value, utility, gain))


def sign(world, rows: np.ndarray, kind: np.ndarray, partner: np.ndarray, product: np.ndarray, year: int) -> None:
    """New contracts of households `rows`, signed in `year`."""
    h, p = world.households, world.parameters
    h.contract[rows], h.contract_partner[rows], h.contract_product[rows], h.contract_share[rows] = kind, partner, product, p["orders.part"]
    h.contract_until[rows] = year + int(p["orders.years"]) - 1
    h.cooperative[rows], h.reason_contract[rows] = np.where(kind == COOPERATIVE, partner, -1), Reason.NONE


def end(world, rows: np.ndarray) -> None:
    """Contracts of households `rows` are over."""
    h = world.households
    h.contract[rows], h.contract_partner[rows], h.contract_product[rows], h.contract_share[rows], h.cooperative[rows] = NONE, -1, 0, 0.0, -1


def deliver(world) -> None:
    """The month's contracted harvest: who breaks, what is turned away, what is paid. Runs after the harvest and before the settlement."""
    h, e, c = world.households, world.enterprises, world.cooperatives
    e.supplied[:] = 0.0
    under = world.linked["contract"]
    rows, counts = np.empty((3, len(under)), np.int64), np.zeros(3, np.int64)
    harvest_day.sort_out(under, h.contract, h.contract_partner, h.contract_value, e.alive, c.active, rows, counts)
    orders, members, alone = (rows[k, : counts[k]].copy() for k in range(3))
    if members.size:
        cooperatives.deliver(world, members)
    if orders.size:
        broken(world, orders, contract_delivery.bring_in(world, orders, order_terms(world)))
    if alone.size:  # the partner has closed: they find other buyers late
        world.pay("contract_market", alone, np.rint(h.contract_value[alone] * (1.0 - world.parameters["orders.late"])))
        end(world, alone)
        h.reason_contract[alone] = Reason.ENDED


def broken(world, rows: np.ndarray, broke: np.ndarray) -> None:
    """Who broke a contract of households `rows` is remembered, and the contract is over: `broke` 1 the household, 2 the enterprise, 0 nobody."""
    h, e = world.households, world.enterprises
    left, away = rows[broke == 1], rows[broke == 2]
    e.reputation[np.unique(h.contract_partner[away])] *= 1.0 - world.parameters["orders.lost_name"]
    h.breaches[left] = np.minimum(h.breaches[left] + 1, MOST_BREACHES)
    world.count("contracts_broken_by_households", h.county[left], h.weight[left])
    world.count("contracts_broken_by_enterprises", h.county[away], h.weight[away])
    end(world, rows[broke > 0])
    h.reason_contract[left], h.reason_contract[away] = Reason.DECLINED, Reason.ENDED
