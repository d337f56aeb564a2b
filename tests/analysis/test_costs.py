"""Public cost by hand: who pays whom, principal, write-offs, cadre days and time."""

import pandas as pd
import pytest

from sim.analysis.costs import Prices, discounted_cost, spending

FLAT = Prices(discount_rate=0.0, cadre_day=0.0)


def booked(hand, *rows):
    return hand.run(ledger=pd.DataFrame(rows, columns=hand.ledger))


def wage(year=2021, month=7, county="350421", yuan=100.0, lever="public_jobs"):
    return (year, month, "county", "household", "wage", lever, county, yuan)


def test_what_counts_as_public_cost(hand):
    counted = [
        wage(),
        (2021, 7, "social_insurance", "household", "medical_refund", "", "350421", 10.0),
        (2021, 7, "county", "bank", "interest_subsidy", "microcredit", "350421", 3.0),
        (2021, 7, "bank", "household", "write_off", "microcredit", "350421", 2.0),
    ]
    left_out = [
        (2021, 7, "province", "county", "transfer", "public_jobs", "350421", 1e6),
        (2021, 7, "household", "social_insurance", "contribution", "safety_net", "350421", 1e6),
        (2021, 7, "enterprise", "household", "wage", "", "350421", 1e6),
        (2021, 7, "outside", "household", "kin_loan", "", "350421", 1e6),
        (2021, 7, "city", "household", "kin_loan", "microcredit", "350421", 1e6),
        wage(year=2020, month=6, yuan=1e6),
    ]
    assert discounted_cost(booked(hand, *counted, *left_out), hand.policy, FLAT).tolist() == [115.0, 0.0, 115.0]


def test_a_year_later_is_worth_less(hand):
    run = booked(hand, wage(), wage(year=2020, county="350423", yuan=1.0))
    found = discounted_cost(run, hand.policy, Prices(0.05, 0.0))
    assert found.tolist() == pytest.approx([100 / 1.05, 1.0, 100 / 1.05 + 1.0])


def test_cadre_days_have_a_stated_price(hand):
    run = hand.run(annual=hand.annual(cadre_days=8.0))
    # The year 2021 lies 6 to 18 months after July 2020: a year in the middle.
    assert discounted_cost(run, hand.policy, Prices(0.05, 300.0)).tolist() == pytest.approx([2400 / 1.05, 0.0, 2400 / 1.05])


def test_days_of_counties_that_the_table_does_not_show_are_in_the_cost_of_the_city(hand):
    annual = hand.annual(cadre_days=8.0)
    run = hand.run(annual=annual[annual["area"] == "350400"])
    assert discounted_cost(run, hand.policy, Prices(0.05, 300.0)).tolist() == pytest.approx([0.0, 0.0, 2400 / 1.05])


def test_spending_by_lever_area_and_year(hand):
    run = booked(hand, wage(), wage(month=8), wage(county="350423", yuan=5.0), wage(lever="", yuan=9.0))
    found = spending(run, hand.policy).set_index(["area", "group", "year"])["value"].to_dict()
    assert found == {
        ("350421", "lever:public_jobs", 2021): 200.0,
        ("350423", "lever:public_jobs", 2021): 5.0,
        ("350400", "lever:public_jobs", 2021): 205.0,
    }
