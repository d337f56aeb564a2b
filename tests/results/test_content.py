"""What the tables of a comparison hold: the promised measures, and a ledger in whole fen that agrees with the yearly table."""

import numpy as np
import pytest

from sim import Results

YEARLY = set("households persons income_mean income_median income_share poverty_h poverty_pg line_value mpi_h mpi_m0 gini q5_q1 spending migrant_share".split())
MEASURES = YEARLY | set("exit_true exit_list exclusion_error inclusion_error supported_households".split())  # these need a year before, or a list
ACCOUNTS = set("centre province city county coastal_partner social_insurance bank insurer enterprise cooperative village household outside".split())


@pytest.fixture(scope="module")
def results(compared) -> Results:
    return Results.load(compared)


def test_the_measures_are_there_for_every_run_and_year(results):
    per_run = results.annual.groupby(["scenario", "seed", "year"], observed=True)["measure"].agg(set)
    assert len(per_run) == 2 * 2 * 4
    assert [(run, sorted(YEARLY - found)) for run, found in per_run.items() if not found >= YEARLY] == []
    assert sorted(MEASURES - per_run["current_policy", 1, 2019]) == []


def test_floating_and_anchored_lines_are_both_there(results):
    lines = set(results.annual.loc[results.annual["measure"] == "poverty_h", "line"])
    assert lines >= {"county50_floating", "county50_anchored2019"}


def test_accounts_are_those_declared_and_nobody_pays_himself(results):
    ledger = results.ledger
    assert set(ledger["payer"]) | set(ledger["payee"]) <= ACCOUNTS
    assert set(ledger.loc[ledger["payer"] == ledger["payee"], "payer"]) <= {"household"}  # rent between neighbours
    assert (ledger["amount_fen"] > 0).all()


def test_flows_balance_to_the_fen(results):
    for _, flows in results.ledger.groupby(["scenario", "seed", "year"]):
        received, paid = (flows.groupby(side)["amount_fen"].sum() for side in ("payee", "payer"))
        change = received.sub(paid, fill_value=0)
        assert change.sum() == 0 and (change == change.round()).all()
        assert received.sum() == paid.sum() == flows["amount_fen"].sum()


@pytest.mark.parametrize(("lever", "purposes"), [("public_jobs", {"wage"}), ("safety_net", {"dibao", "pension"}), ("stand_in", {"grant", "capital_grant"})])
def test_the_yearly_spending_is_that_of_the_ledger(results, lever, purposes):
    annual, ledger = results.annual, results.ledger
    yearly = annual[(annual["measure"] == "spending") & (annual["area"] == "350400") & (annual["group"] == f"lever:{lever}")]
    paid = ledger[ledger["purpose"].isin(purposes) & (ledger["lever"] == lever)].groupby(["scenario", "seed", "year"])["amount_yuan"].sum()
    keys = list(zip(yearly["scenario"], yearly["seed"], yearly["year"], strict=True))
    assert len(keys) == 2 * 2 * 4
    assert np.allclose(yearly["value"], [paid[key] for key in keys], rtol=1e-5)


def test_the_estimate_for_the_whole_is_no_less_than_the_sample(results):
    assert (results.ledger["amount_yuan"] >= results.ledger["amount_fen"] / 100).all()
