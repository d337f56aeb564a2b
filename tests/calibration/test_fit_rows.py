"""Targets beside a hand-made annual table: the expected difference, answer and reason of each rule."""

import pandas as pd
import pytest

from sim.calibration.fit import COLUMNS, target_rows, within
from sim.calibration.targets import Target, holdouts, targets

YEARS = (2016, 2018)


def target(measure="income_mean", area="350400", group="all", value=100.0, tolerance=10.0, universe="resident", year=2016, unit="ratio") -> Target:
    return Target("T-X", "something", measure, area, universe, group, year, value, unit, tolerance, ("INC-SM-2016",), "derived", "a note")


def annual(*rows: tuple) -> pd.DataFrame:
    """Rows of (area, universe, group, measure, value), of 2016 and without a line, and one row of a line that no rule may take."""
    other = ("350400", "resident", "all", "income_mean", -1.0)
    frame = pd.DataFrame([*rows, other], columns=["area", "universe", "group", "measure", "value"])
    return frame.assign(year=2016, line=[""] * len(rows) + ["county50_floating"]).astype({"area": "category", "group": "category", "line": "category"})


def one(t: Target, *rows: tuple) -> pd.Series:
    found = target_rows(annual(*rows), YEARS, (t,))
    assert len(found) == 1 and tuple(found.columns) == COLUMNS
    return found.iloc[0]


def test_a_mean_is_taken_as_it_stands() -> None:
    row = one(target(), ("350400", "resident", "all", "income_mean", 93.0), ("350400", "hukou", "all", "income_mean", 50.0))
    assert (row["model"], row["difference"], row["within"]) == (93.0, -7.0, "yes")
    assert (row["area_zh"], row["status"], row["note"], row["reason_en"]) == ("三明市", "derived", "a note", "")


def test_fifths_are_those_of_the_year_itself() -> None:
    rows = (("350400", "resident", "quintile_now:2|source:wage", "income_share", 40.0), ("350400", "resident", "quintile:2|source:wage", "income_share", 0.0))
    row = one(target("income_share", group="quintile:2|source:wage", value=53.1, tolerance=16, unit="%"), *rows)
    assert row["model"] == 40.0 and row["difference"] == pytest.approx(-13.1) and row["zh"] == "第2五等分组工资性收入占可支配收入比重"


def test_a_county_is_set_against_the_city() -> None:
    rows = (("350423", "resident", "all", "income_mean", 90.0), ("350400", "resident", "all", "income_mean", 100.0))
    row = one(target("income_ratio_to_city", "350423", value=0.946, tolerance=0.05), *rows)
    assert row["model"] == 0.9 and row["within"] == "yes"


def test_household_size_is_residents_over_households_with_residents() -> None:
    rows = (("350400", "resident", "all", "persons", 60.0), ("350400", "resident", "all", "households", 20.0), ("350400", "hukou", "all", "households", 30.0))
    assert one(target("household_size", value=3.13, tolerance=0.4), *rows)["model"] == 3.0


def test_net_out_migration_adds_counties_before_dividing() -> None:
    # Mingxi registers 116,000 and has 51,851 town and 47,079 rural residents; Qingliu 152,000, 59,896 and 58,133
    people = {("350421", "resident"): 47079.0, ("350421", "hukou"): 87000.0, ("350423", "resident"): 58133.0, ("350423", "hukou"): 114000.0}
    rows = [(area, universe, "all", "persons", value) for (area, universe), value in people.items()]
    row = one(target("migrant_share", "350421+350423", universe="hukou", value=24.8, tolerance=8, unit="%"), *rows)
    # with the rural residents of the census the whole counties have the residents of the census: 98,930 + 118,029 of 268,000
    assert row["model"] == pytest.approx(100 * (1 - 216959 / 268000)) and row["within"] == "yes" and "towns of the own county" in row["reason_en"]
    rows[0] = ("350421", "resident", "all", "persons", 57079.0)
    # 22,851 of the 39,921 away live in town, 57 %: of 10,000 more at home 4,276 are new in the county
    fewer = one(target("migrant_share", "350421+350423", universe="hukou", value=24.8, tolerance=8, unit="%"), *rows)["model"]
    assert fewer == pytest.approx(100 * (1 - (216959 + 10000 * (1 - 22851 / 39921)) / 268000))


def test_a_missing_county_leaves_the_sum_without_a_value() -> None:
    rows = (("350421", "resident", "all", "persons", 50.0), ("350421", "hukou", "all", "persons", 100.0))
    row = one(target("migrant_share", "350421+350423", universe="hukou"), *rows)
    assert row["within"] == "not_modelled" and "fewer than ten villages" in row["reason_en"] and "十个" in row["reason_zh"]


def test_shares_of_the_table_are_set_against_targets_in_per_cent() -> None:
    row = one(target("che_share", value=18.31, tolerance=6, unit="%"), ("350400", "resident", "all", "che_share", 0.15))
    assert row["model"] == pytest.approx(15.0) and row["within"] == "yes" and "Engel" in row["reason_en"]
    other = one(target("agri_employed_share", value=50.7, tolerance=12, universe="hukou", unit="%"), ("350400", "hukou", "all", "agri_employed_share", 0.6))
    assert other["model"] == pytest.approx(60.0)


def test_consumption_and_labour_units_are_taken_as_they_stand() -> None:
    row = one(target("consumption_income_ratio", group="quintile:1", value=1.1, tolerance=0.3), ("350400", "resident", "quintile_now:1", "consumption_income_ratio", 1.2))
    assert row["model"] == 1.2 and "that of residents" in row["reason_en"]
    assert one(target("labour_units", value=2.23, tolerance=0.35), ("350400", "resident", "all", "labour_units", 2.0))["model"] == 2.0


def test_a_measure_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="happiness"):
        one(target("happiness"))


@pytest.mark.parametrize(
    ("difference", "answer"),
    [(0.4, "yes"), (-0.4, "yes"), (3.53 - 3.13, "yes"), (0.4001, "no"), (-0.41, "no"), (0.0, "yes"), (float("nan"), "not_modelled"), (float("inf"), "no")],
)
def test_the_edge_of_the_tolerance_is_inside(difference, answer) -> None:
    assert within(difference, 0.4) == answer


def test_only_targets_of_the_years_of_the_run_have_a_row() -> None:
    assert set(target_rows(annual(), (2016, 2016))["year"]) == {2016}
    assert len(target_rows(annual(), (2016, 2018))) == len(targets())
    assert len(target_rows(annual(), (2019, 2025))) == 0


def test_no_holdout_has_a_row_even_in_a_table_of_its_year() -> None:
    later = annual(("350400", "resident", "all", "income_mean", 18000.0)).assign(year=2019)
    found = target_rows(pd.concat([annual(), later]), (2016, 2025))
    assert not set(found["id"]) & {h.id for h in holdouts()} and found["year"].max() == 2018
