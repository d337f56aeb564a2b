"""The harvest delivered to enterprises under contract: what they owe and can pay, what the market pays instead, penalties and guarantees."""

import numpy as np

from sim.processes import contract_market, contract_terms, firm_credit, harvest_day, produce


def bring_in(world, rows: np.ndarray, terms: dict[str, np.ndarray]) -> np.ndarray:
    """Households `rows` deliver to enterprises of these `terms` (contracts.order_terms), or do not; int8[n] says who broke the contract, see harvest_day."""
    h, e, p = world.households, world.enterprises, world.parameters
    market = produce.market(world)[e.county, e.product]
    price, chance, away = contract_terms.outcome(terms, market, p["orders.noise"])
    numbers = np.array([p["orders.quality"], p["orders.late"], contract_market.WORST_REJECTED])
    fen, broke = np.empty((4, len(rows))), np.empty(len(rows), np.int8)
    harvest_day.bring_in(world.seed, world.year, rows, h.contract_partner, h.id, h.contract_value, h.ability, h.village, world.villages.remoteness, price / market,
                         chance, away.astype(np.int8), e.penalty, numbers, fen, broke)  # fmt: skip
    pay(world, rows, h.contract_partner[rows], fen)
    return broke


def pay(world, rows: np.ndarray, firm: np.ndarray, fen: np.ndarray) -> None:
    """What enterprises owe, as far as they can pay it; what the market pays; penalties. `fen` as in harvest_day.bring_in."""
    h, e = world.households, world.enterprises
    owed, outside, fine, kept = fen
    due = np.bincount(firm, owed, len(e))
    paid = firm_credit.in_part(owed, firm, firm_credit.fund(world, due), due)
    world.pay("contract_sale", rows, paid, firm)
    world.pay("contract_market", rows, outside)
    some = np.flatnonzero(fine)
    world.pay("contract_penalty", rows[some], fine[some], firm[some])
    e.supplied[:] = np.bincount(firm, kept * (1.0 + e.advantage[firm]), len(e))
    short = np.flatnonzero(owed - paid)
    guaranteed = np.rint((owed - paid)[short] * e.guarantee[firm[short]])
    world.pay("contract_guarantee", rows[short], guaranteed)
    world.count("contract_unpaid", h.county[rows[short]], ((owed - paid)[short] - guaranteed) * h.weight[rows[short]] / 100.0)
