"""The whole table and its page for twelve artificial households: margins, census month, headings in both languages, hold-outs by name only."""

import numpy as np
import pandas as pd
import pytest

from sim.calibration.fit import CENSUS_ADJUSTMENTS, census_rows, fit_table, margin_rows
from sim.calibration.fit_report import page
from sim.calibration.markdown import number, table
from sim.calibration.targets import holdouts, targets
from sim.core.clock import month_index
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.model import parameters
from sim.population import ADJUSTMENTS, tiny_world
from sim.population.fit import SHOWN, census_2020
from sim.scenario import load_scenario


@pytest.fixture(scope="module")
def output():
    request = Request(load_scenario("current_policy", declared=parameters()), end=2020, keep_census=True)
    return simulate(request, population=tiny_world())


@pytest.fixture(scope="module")
def fit(output) -> pd.DataFrame:
    return fit_table(tiny_world(), output.annual, output.census, (2016, 2020))


def record(end: int = 2020) -> dict:
    return {"scenario": {"name": "current_policy"}, "seeds": {"life": 1}, "sample": 0.5, "years": [2016, end]}


def test_the_census_month_is_kept_with_the_residents_of_that_month(output) -> None:
    census, people = output.census, output.census["persons"]
    said = output.annual.query("year == 2020 and area == '350400' and universe == 'resident' and measure == 'persons'")["value"].item()
    # nobody moves, dies or is born between the plan after Spring Festival and December
    assert (census["weight"][people["household"]] * people["resident"]).sum() == said
    assert people["birth"].max() <= month_index(2020, 11) and len(census["weight"]) == len(census["households"]["county"]) == 12


def test_the_census_month_is_kept_only_where_asked_and_reached() -> None:
    request = Request(load_scenario("current_policy", declared=parameters()), end=2016)
    assert simulate(request, population=tiny_world()).census == {}
    assert simulate(request.with_(keep_census=True), population=tiny_world()).census == {}


def test_every_margin_of_every_county_has_a_row_with_adjustment_range_and_status(fit) -> None:
    rows = fit[fit["part"] == "margin"]
    drawn = [m.name for m in SHOWN if m.name not in ("one_generation", "three_generations")]  # twelve households have no record of generations
    assert rows.groupby("id").size().to_dict() == dict.fromkeys(drawn, 12)
    first = rows[rows["id"] == "hukou_size"].iloc[0]
    a = ADJUSTMENTS["hukou_size"]
    assert first["adjustment_range"] == f"hukou_size = {a.value:g} [{a.low:g}, {a.high:g}] persons" and first["status"] == a.status
    assert (rows["low"] <= rows["target"] * (1 + 1e-12)).all() and (rows["target"] <= rows["high"] * (1 + 1e-12)).all()


def test_a_margin_with_two_adjustments_spans_both(fit) -> None:
    old = fit[(fit["part"] == "margin") & (fit["id"] == "old")].iloc[0]
    assert old["adjustment"] == "age_back, rural_old" and "age_back = " in old["adjustment_range"] and "; rural_old = " in old["adjustment_range"]
    assert old["status"] == f"{ADJUSTMENTS['age_back'].status}, {ADJUSTMENTS['rural_old'].status}"


def test_a_county_without_a_village_has_no_value_and_says_how_few_it_has() -> None:
    rows = margin_rows(tiny_world())
    empty = rows[(rows["id"] == "hukou_size") & rows["model"].isna()]
    assert len(empty) and set(empty["within"]) == {"not_modelled"}
    assert set(empty["reason_en"]) == {"few villages of the county in the sample: 0"}


def test_the_census_is_judged_by_the_range_of_its_target(fit) -> None:
    rows = fit[(fit["part"] == "census_2020") & fit["model"].notna()]
    inside = rows["model"].between(rows["low"], rows["high"])
    assert len(rows) and (inside == (rows["within"] == "yes")).all() and rows["tolerance"].isna().all()
    assert set(fit[fit["part"] == "census_2020"]["id"]) == set(CENSUS_ADJUSTMENTS) == set(census_2020())


def test_without_the_month_there_are_no_census_rows() -> None:
    assert census_rows({}, tiny_world()).empty


def test_the_page_has_each_part_in_both_languages(fit) -> None:
    text = page(fit, record())
    heads = ("# 拟合报告 / Fit report", "## 拟合目标 / Fit targets", "## 2020年11月与普查的一致性 / Consistency with the census of November 2020",
             "## 起始人口的边际 / Margins of the start population", "## 留待检验 / Kept for validation")  # fmt: skip
    assert [h for h in heads if h not in text.splitlines()] == []
    assert [t.id for t in targets() if f"| {t.id} |" not in text] == []
    assert [m.en for m in SHOWN if f"### {m.zh} / {m.en} (" not in text and "generation" not in m.name] == []
    assert "尚未建模 / not modelled yet" in text and "nan" not in text and "never a test" in text


def test_holdouts_are_named_on_the_page_and_never_compared(fit) -> None:
    text = page(fit, record())
    assert [h.id for h in holdouts() if h.id not in text or f"| {h.id}" in text] == []
    assert not set(fit["id"]) & {h.id for h in holdouts()}


def test_a_run_after_the_targets_says_so(fit) -> None:
    text = page(fit[fit["part"] == "margin"], record(2019))
    assert "none of the years of the targets" in text and "does not reach November 2020" in text


def test_numbers_and_tables() -> None:
    assert [number(v) for v in (13910.4, 45.25, 0.9464, float("nan"))] == ["13,910", "45.2", "0.946", "–"]
    assert [number(v, signed=True) for v in (1.0, -0.5, -1e-9, 1e-9)] == ["+1.000", "-0.500", "0.000", "0.000"]
    assert table(["a"], [["x|y"]]) == "| a |\n| --- |\n| x\\|y |"


def test_shares_of_the_table_lie_between_zero_and_one(fit) -> None:
    shares = fit[fit["unit"] == "share"][["target", "low", "high", "model"]].to_numpy()
    assert np.nanmin(shares) >= 0 and np.nanmax(shares) <= 1
