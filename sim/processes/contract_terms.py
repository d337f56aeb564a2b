"""What a contract is worth to both sides before the harvest, and who breaks it at the harvest: pure functions of price terms and market price.

Prices are relative to the market price expected at signing, so that an expected market is 1. Order contracts fix a price, follow the market in part,
and promise a floor. At the harvest the household sells elsewhere when the market pays enough more; the enterprise turns produce away when its loss
exceeds what its name is worth to it.
"""

import numpy as np

from sim.core.special import logistic_array

# Three prices with weights that reproduce mean 1, the variance and no skewness of the market price exactly (Gauss-Hermite of three points)
NODES, WEIGHTS = (-1.7320508075688772, 0.0, 1.7320508075688772), (1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0)


def price(premium, floor, follow, market) -> np.ndarray:
    """Contract price for a market price; arrays that broadcast. `follow` 0 is a fixed price, 1 the market price with the premium on top."""
    return np.maximum(floor, (1.0 + premium) * ((1.0 - follow) + follow * np.asarray(market)))


def sells_elsewhere(market, contract, penalty, loyalty, noise: float) -> np.ndarray:
    """Chance that a household breaks the contract: logistic in market less contract price, less the penalty and what the relation is worth."""
    return logistic_array((market - contract * (1.0 + penalty) - loyalty) / noise)


def turns_away(market, contract, advantage, name_worth) -> np.ndarray:
    """bool: the enterprise refuses produce, since its loss on each unit exceeds what its name is worth to it."""
    return contract - (1.0 + advantage) * market > name_worth


def outcome(terms: dict[str, np.ndarray], market: np.ndarray, noise: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """At a `market` price float64[n] of each provider: its contract price, the chance that a household sells elsewhere, whether it turns all away."""
    contract = price(terms["premium"], terms["floor"], terms["follow"], market)
    away = turns_away(market, contract, terms["advantage"], terms["name_worth"])
    return contract, np.where(away, 0.0, sells_elsewhere(market, contract, terms["penalty"], terms["loyalty"], noise)), away


def expectations(terms: dict[str, np.ndarray], spread: np.ndarray, noise: float, late: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means over the market price for each provider, a yuan of expected output: gain of the provider, gain of the household, variance taken off it.

    `terms`: premium, floor, follow, penalty, loyalty, advantage, name_worth, float64[n] each; `spread` float64[n] standard deviation of the price;
    `late` share lost when produce turned away is sold later.
    """
    provider, first, second = np.zeros((3, len(spread)))
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        market = np.maximum(1.0 + node * spread, 0.05)
        contract, leaves, away = outcome(terms, market, noise)
        kept = (1.0 - leaves) * ((1.0 + terms["advantage"]) * market - contract) + leaves * terms["penalty"] * contract
        provider += weight * np.where(away, -terms["name_worth"], kept)
        received = np.where(away, (1.0 - late) * market, (1.0 - leaves) * contract + leaves * (market - terms["penalty"] * contract))
        first += weight * received
        second += weight * received * received
    return provider, first - 1.0, spread * spread - (second - first * first)
