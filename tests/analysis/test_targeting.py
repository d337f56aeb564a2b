"""The targeting report: rows by hand, zero errors where the list is the truth, verdicts that need three truths, a whole run."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.analysis import targeting as report
from sim.analysis.targeting_rounds import Task, run_seed
from sim.analysis.targeting_table import Universe, rows_of
from sim.analysis.targeting_verdicts import gaps, verdicts
from sim.core.errors import InputError
from sim.ensemble.request import Request
from sim.mechanism.steps.paper import Listing, Paper
from sim.results.truths import TRUTHS, Truth
from sim.state.reasons import Reason


def made(reason) -> Listing:
    """Five households of two persons, weight 1, one county; each case took a day."""
    n = len(reason)
    paper = Paper(SimpleNamespace(NAME="median"), np.arange(n), *np.ones((4, n)), np.full(n, 2.0), np.ones(n))
    return Listing(paper, np.array(reason), np.ones(n), 1.0)


def values(listing, truth, there=None) -> dict:
    """(truth, measure) -> value of the city."""
    n = len(listing.reason)
    universe = Universe(np.zeros(n, int), np.array([350402]), np.array([False]), benefit=100.0, day=10.0, price=1.0)
    there = np.ones(n, bool) if there is None else there
    return {(r[1], r[5]): r[6] for r in rows_of(universe, "none", listing, [(0, there, {truth.name: truth})])}


def truth(welfare, line) -> Truth:
    welfare = np.array(welfare, float)
    poor = welfare < line
    return Truth("pre_transfer", welfare, poor, poor, np.full(len(welfare), float(line)))


def test_rows_by_hand():
    # welfare 10 to 50, line 35: three poor of five; listed are the poorest, the second and the richest
    found = values(made([Reason.NONE, Reason.NONE, Reason.SCREEN, Reason.NOT_AWARE, Reason.NONE]), truth([10, 20, 30, 40, 50], 35))
    of = {measure: value for (name, measure), value in found.items() if name == "pre_transfer"}
    assert of["exclusion_error"] == pytest.approx(1 / 3) and of["inclusion_error"] == pytest.approx(1 / 3) and of["leakage"] == pytest.approx(1 / 3)
    assert of["missed:screen"] == pytest.approx(1 / 3) and not any(m.startswith("missed") and m != "missed:screen" for m in of)
    assert of["poor_share"] == pytest.approx(0.6)
    assert of["cgh40"] == pytest.approx((2 / 3) / 0.4) and of["cgh20"] == pytest.approx((1 / 3) / 0.2) and of["cgh10"] == pytest.approx((1 / 6) / 0.1)
    # of 100 each, 25 and 15 fill gaps, 75 and 85 lift beyond the line
    assert of["poverty_reduction_efficiency"] == pytest.approx(40 / 300) and of["spillover"] == pytest.approx(160 / 300)
    sums = {measure: value for (name, measure), value in found.items() if name == ""}
    assert sums == {"listed_persons": 6.0, "coverage": 0.6, "applications": 5.0, "screening_cost": 50.0, "total_cost": 650.0}


def test_a_list_that_is_the_truth_has_no_error():
    welfare = [10, 20, 30, 40, 50]
    found = values(made([Reason.NONE if w < 35 else Reason.EVIDENCE for w in welfare]), truth(welfare, 35))
    for measure in ("exclusion_error", "inclusion_error", "leakage"):
        assert found["pre_transfer", measure] == 0.0


def test_who_cannot_be_judged_later_is_left_out_of_the_errors_only():
    there = np.array([True, True, False, True, True])
    found = values(made([Reason.NONE, Reason.NONE, Reason.SCREEN, Reason.NOT_AWARE, Reason.NONE]), truth([10, 20, 40, 50], 35), there)
    assert found["pre_transfer", "exclusion_error"] == 0.0 and found["", "coverage"] == 0.6


def test_an_empty_list_leaves_measures_of_the_list_out():
    found = values(made([Reason.EVIDENCE] * 5), truth([10, 20, 30, 40, 50], 35))
    assert found["pre_transfer", "exclusion_error"] == 1.0
    assert ("pre_transfer", "inclusion_error") not in found and ("pre_transfer", "cgh40") not in found


def table(differences: dict[str, list[float]], seeds: int = 4) -> pd.DataFrame:
    """Exclusion errors of `a` and `b` by truth: b has 0.5, a differs by the mean and spread given."""
    rows = []
    for name, (mean, spread) in differences.items():
        for seed in range(seeds):
            for standard, value in (("a", 0.5 + mean + spread * (-1) ** seed), ("b", 0.5)):
                rows.append(("s", seed, 0, "central", standard, name, 0, "coverage", "350400", "exclusion_error", value, "share"))
    columns = ["scenario", "seed", "draw", "structure", "standard", "truth", "horizon", "equalised_by", "area", "measure", "value", "unit"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize(("clear", "verdict"), [(4, "better"), (3, "better"), (2, "undecided"), (0, "undecided")])
def test_better_needs_three_truths(clear, verdict):
    found = verdicts(gaps(table({t: (-0.05, 0.01 if k < clear else 0.2) for k, t in enumerate(TRUTHS)})))
    mirrored = {"better": "worse"}.get(verdict, verdict)
    assert found.set_index(["standard", "against"])["verdict"].to_dict() == {("a", "b"): verdict, ("b", "a"): mirrored}


def test_the_interval_is_that_of_t_by_hand():
    row = gaps(table({TRUTHS[0]: (-0.05, 0.01)})).iloc[0]
    # four differences of -0.04 or -0.06: standard deviation 0.011547, error 0.0057735, t of three degrees 3.18245
    assert row["difference"] == pytest.approx(-0.05) and row["se"] == pytest.approx(0.0057735, rel=1e-4)
    assert row["low"] == pytest.approx(-0.05 - 3.18245 * 0.0057735, rel=1e-4) and row["leads"] == 1


def test_one_seed_decides_nothing():
    found = gaps(table(dict.fromkeys(TRUTHS, (-0.3, 0.0)), seeds=1))
    assert (found["leads"] == 0).all() and found["low"].isna().all()
    assert set(verdicts(found)["verdict"]) == {"undecided"}


def test_all_faults_come_together(scenarios):
    asked = report.Asked(scenarios["no_pilots"], ("mediam",), "nobody", seeds=0, year=2015, coverage=8.0)
    with pytest.raises(InputError) as caught:
        report.targeting(asked)
    assert len(caught.value.faults) == 5


@pytest.fixture(scope="module")
def outcomes(scenarios, small_sample):
    """Two lives of a small sample, all standards."""
    request = Request(scenarios["no_pilots"], 1, 1, 1, 0.01, 2016, 2020)
    names = report.Asked(scenarios["no_pilots"]).names
    return [run_seed(Task(request.with_(seed=seed), 2018, names, "median", 0.08), small_sample) for seed in (2, 1)]


def test_a_whole_run(outcomes):
    found = report.tables(outcomes)
    frame = found["targeting"]
    assert frame["seed"].drop_duplicates().tolist() == [1, 2]
    assert set(frame["horizon"]) == {0, 2} and set(frame["equalised_by"]) == {"none", "coverage", "total_cost"}
    assert set(frame["truth"]) == {"", *TRUTHS} and np.isfinite(frame["value"]).all()
    held = frame[(frame["measure"] == "coverage") & (frame["equalised_by"] == "coverage")]["value"]
    assert (held <= 0.08).all() and (held > 0.078).all()
    spent = frame[(frame["measure"] == "total_cost") & (frame["equalised_by"] == "total_cost")].groupby("seed", observed=True)["value"]
    assert (spent.max() / spent.min() < 1.01).all()
    poor = frame[(frame["measure"] == "poor_share") & (frame["horizon"] == 0)].groupby("seed", observed=True)["value"]
    assert (poor.max() - poor.min() < 0.01).all()


def test_missed_shares_add_up_to_the_exclusion_error(outcomes):
    frame = report.tables(outcomes)["targeting"].astype({"measure": str})
    key = ["seed", "standard", "truth", "horizon", "equalised_by"]
    missed = frame[frame["measure"].str.startswith("missed:")].groupby(key, observed=True)["value"].sum()
    error = frame[frame["measure"] == "exclusion_error"].set_index(key)["value"]
    assert len(error) and np.allclose(missed.reindex(error.index, fill_value=0.0), error, atol=1e-9)


def test_the_same_life_gives_the_same_rows(outcomes, scenarios, small_sample):
    request = Request(scenarios["no_pilots"], 1, 1, 1, 0.01, 2016, 2020)
    again = run_seed(Task(request, 2018, ("median",), "median", 0.08), small_sample).table
    first = next(o for o in outcomes if o.seed == 1).table
    one = first[first["standard"] == "median"].reset_index(drop=True)
    assert np.array_equal(one["value"], again["value"]) and one["measure"].tolist() == again["measure"].tolist()
