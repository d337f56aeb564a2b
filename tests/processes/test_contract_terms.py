"""Price terms and breaking of contracts in closed form, and their signs."""

import numpy as np
import pytest

from sim.processes import contract_terms

FIXED = {"premium": 0.1, "floor": 0.0, "follow": 0.0, "penalty": 0.05, "loyalty": 0.1, "advantage": 0.3, "name_worth": 10.0}


def terms(**changed) -> dict[str, np.ndarray]:
    """Terms of one provider."""
    return {name: np.array([value]) for name, value in (FIXED | changed).items()}


@pytest.mark.parametrize("market,paid", [(0.5, 0.9), (1.0, 1.1), (1.5, 1.375)])
def test_price_with_floor_and_half_following_by_hand(market, paid):
    # 1.1 x (0.5 + 0.5 x market): 0.825 below the floor of 0.9; 1.1; 1.375
    assert contract_terms.price(0.1, 0.9, 0.5, market) == pytest.approx(paid)


def test_a_contract_that_follows_the_market_has_no_gain_but_the_premium_and_calms_nothing():
    provider, household, calm = contract_terms.expectations(terms(follow=1.0, loyalty=5.0), np.array([0.2]), 0.01, 0.15)
    assert household == pytest.approx(0.1) and provider == pytest.approx(1.3 - 1.1)
    assert calm == pytest.approx(0.04 - 1.21 * 0.04)


def test_a_fixed_price_that_nobody_breaks_takes_all_variance_away():
    _, household, calm = contract_terms.expectations(terms(loyalty=50.0), np.array([0.2]), 0.01, 0.15)
    assert household == pytest.approx(0.1) and calm == pytest.approx(0.04)


def test_selling_elsewhere_rises_with_the_market_price_and_falls_with_penalty_and_loyalty():
    chance = contract_terms.sells_elsewhere(np.linspace(0.5, 2.0, 31), 1.1, 0.05, 0.1, 0.06)
    assert (np.diff(chance) > 0).all() and chance[0] < 1e-4 and chance[-1] > 0.999
    base = contract_terms.sells_elsewhere(1.3, 1.1, 0.05, 0.1, 0.06)
    assert contract_terms.sells_elsewhere(1.3, 1.1, 0.2, 0.1, 0.06) < base > contract_terms.sells_elsewhere(1.3, 1.1, 0.05, 0.3, 0.06)


def test_an_enterprise_turns_produce_away_only_when_the_loss_exceeds_its_name():
    market = np.array([1.0, 0.7, 0.5])  # worth 1.3, 0.91, 0.65 to it against a price of 1.1: it loses nothing, 0.19, 0.45
    assert contract_terms.turns_away(market, 1.1, 0.3, 0.25).tolist() == [False, False, True]
    assert not contract_terms.turns_away(market, 1.1, 0.3, 0.5).any()


def test_a_bad_name_and_disloyal_partners_cost_both_sides():
    spread = np.array([0.3])
    honest = contract_terms.expectations(terms(), spread, 0.06, 0.15)
    careless = contract_terms.expectations(terms(name_worth=0.0), spread, 0.06, 0.15)
    disloyal = contract_terms.expectations(terms(loyalty=-0.3, penalty=0.0), spread, 0.06, 0.15)
    assert careless[1] < honest[1] and disloyal[0] < honest[0]
