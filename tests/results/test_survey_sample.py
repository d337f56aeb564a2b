"""The sample of the survey: unbiased where everybody tells all, less certain the smaller and the more clustered, and repeatable by key."""

import numpy as np
import pandas as pd
import pytest

from sim.calibration.fit import clearly, target_rows
from sim.calibration.targets import Target
from sim.ensemble.request import values_of
from sim.results.annual import views
from sim.results.survey_sample import COLUMNS, reported, sampled_rows, survey_table, villages_by_county

HONEST = dict.fromkeys(("survey.error_sd", "survey.missed_wage", "survey.missed_business", "survey.missed_property", "survey.missed_transfer"), 0.0)


@pytest.fixture(scope="module")
def year(start, small_sample, everywhere):
    model = start(population=small_sample)
    for _ in range(12):
        model.step()
    h = model.world.households
    static = {name: h.columns[name].copy() for name in ("id", "county", "village", "weight")}
    return model.sheets.done[0], static, model.world.counties.adcode.copy(), everywhere


def table(year, **values) -> pd.DataFrame:
    sheet, static, adcodes, scenario = year
    resolved = values_of(scenario)
    for name, value in values.items():
        resolved.set(name, value, "test")
    found = survey_table([sheet], static, adcodes, 1, resolved, 2015, 2015)
    assert tuple(found.columns) == COLUMNS
    return found.set_index(["area", "group", "measure"])


def honest(year, **values) -> pd.DataFrame:
    return table(year, **HONEST, **values)


def test_an_honest_survey_is_right_on_average(year) -> None:
    sheet, static, *_ = year
    view = views(sheet, static)[0]
    mean = (view.total * static["weight"]).sum() / view.people.sum()
    row = honest(year).loc[("350400", "all", "income_mean")]
    # the mean over 200 samples, and up to 3 % because counties get whole villages
    assert abs(row["reported"] - mean) < 3.0 * row["se"] / 200**0.5 + 0.03 * mean


def test_a_larger_sample_is_more_certain_and_clusters_less(year) -> None:
    def se(**values) -> float:
        return honest(year, **values).loc[("350400", "all", "income_mean")]["se"]

    small, large, clustered = se(**{"survey.households": 400}), se(**{"survey.households": 1600}), se(**{"survey.per_village": 50})
    assert large < 0.65 * small and se() < clustered


def test_what_is_left_out_is_missing_by_its_share(year) -> None:
    sheet, static, _, scenario = year
    resolved = values_of(scenario)
    for name, value in (HONEST | {"survey.missed_business": 0.2}).items():
        resolved.set(name, value, "test")
    said = reported(sheet, static["id"], 1, resolved)
    assert said[1] == pytest.approx(0.8 * sheet.survey[1]) and said[0] == pytest.approx(sheet.survey[0])


def test_errors_of_reporting_have_mean_one_and_widen_the_fifths(year) -> None:
    sheet, static, _, scenario = year
    resolved = values_of(scenario)
    for name, value in (HONEST | {"survey.error_sd": 0.3}).items():
        resolved.set(name, value, "test")
    ratio = reported(sheet, static["id"], 1, resolved)[0][sheet.survey[0] > 0] / sheet.survey[0][sheet.survey[0] > 0]
    assert ratio.mean() == pytest.approx(1.0, abs=0.03) and np.log(ratio).std() == pytest.approx(0.3, abs=0.02)
    wide = table(year, **(HONEST | {"survey.error_sd": 0.3})).loc[("350400", "all", "q5_q1")]["reported"]
    assert wide > honest(year).loc[("350400", "all", "q5_q1")]["reported"]


def test_only_households_with_a_resident_are_asked_and_the_same_key_asks_the_same(year) -> None:
    sheet, static, *_ = year
    rows = sampled_rows(static, sheet.residents, 2015, 1, 500, 10, samples=5)
    assert (sheet.residents[rows] > 0).all() and rows.shape[0] == 5 and 450 <= rows.shape[1] <= 560
    assert (rows == sampled_rows(static, sheet.residents, 2015, 1, 500, 10, samples=5)).all()
    assert (rows != sampled_rows(static, sheet.residents, 2015, 2, 500, 10, samples=5)).any()
    assert (static["village"][rows].reshape(5, -1, 10) == static["village"][rows].reshape(5, -1, 10)[:, :, :1]).all()


def test_villages_go_to_counties_by_their_households_and_none_to_an_empty_one() -> None:
    found = villages_by_county(np.array([500.0, 300.0, 199.0, 1.0, 0.0]), 10)
    assert found.tolist() == [5, 3, 2, 1, 0]


def target(value: float, tolerance: float) -> Target:
    return Target("T-X", "x", "che_share", "350400", "resident", "all", 2015, value, "%", tolerance, ("S114",), "found", "")


def test_the_fit_table_tells_error_of_the_sample_from_error_of_the_model() -> None:
    annual = pd.DataFrame(
        [("350400", "resident", "all", "che_share", 0.10, 2015, "")], columns=["area", "universe", "group", "measure", "value", "year", "line"]
    )
    survey = pd.DataFrame([(2015, "350400", "all", "che_share", 0.11, 0.01)], columns=list(COLUMNS))

    def one(value: float, tolerance: float) -> tuple:
        row = target_rows(annual, (2015, 2015), (target(value, tolerance),), survey).iloc[0]
        return row["within"], row["reported"], row["se_sample"], row["clearly"]

    assert one(12.5, 1.0) == ("no", pytest.approx(11.0), pytest.approx(1.0), "yes")
    assert one(14.0, 1.0)[::3] == ("no", "no") and one(10.5, 1.0)[::3] == ("yes", "yes")


def test_without_a_survey_nothing_is_said_of_its_error() -> None:
    assert clearly("no", 5.0, float("nan")) == "" and clearly("not_modelled", 5.0, 1.0) == ""
