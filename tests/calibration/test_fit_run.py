"""A real run with --fit-report, as a user calls it: the files, and values that agree with the annual table."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
# measure of the annual table -> its unit, as the rules take it
UNITS = {"income_mean": "yuan_per_year", "income_share": "%", "q5_q1": "ratio", "persons": "persons", "households": "households"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("fit") / "run"
    words = ["run", "current_policy", "--sample", "0.02", "--end", "2016", "--fit-report", "--out", str(out)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}
    done = subprocess.run([sys.executable, "-m", "sim", *words], env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return out


def test_the_report_lies_beside_the_tables(folder) -> None:
    names = {"annual.parquet", "ledger.parquet", "fit.parquet", "fit.csv", "fit.md", "record.json"}
    assert {file.name for file in folder.iterdir()} == names
    assert "--fit-report" in json.loads((folder / "record.json").read_text(encoding="utf-8"))["command"]
    assert (folder / "fit.md").read_text(encoding="utf-8").startswith("# 拟合报告 / Fit report\n")


def test_csv_and_parquet_hold_the_same_rows(folder) -> None:
    table, text = pd.read_parquet(folder / "fit.parquet"), pd.read_csv(folder / "fit.csv", encoding="utf-8", dtype={"area": str})
    assert list(table.columns) == list(text.columns) and list(table["id"]) == list(text["id"])
    assert table["model"].to_numpy() == pytest.approx(text["model"].to_numpy(), nan_ok=True)


def test_targets_of_2016_are_compared_with_the_annual_table(folder) -> None:
    fit, annual = pd.read_parquet(folder / "fit.parquet"), pd.read_parquet(folder / "annual.parquet")
    city = annual[(annual["area"] == "350400") & (annual["universe"] == "resident") & (annual["line"] == "")]
    mean = city[(city["measure"] == "income_mean") & (city["group"] == "all")]["value"].item()
    rows = fit[fit["part"] == "target"].set_index("id")
    assert rows.loc["T-INC-2016", "model"] == mean and set(rows["year"]) == {2016}
    assert not (rows["within"] == "not_modelled").any() and rows["model"].notna().all()


def test_the_annual_table_has_the_units_that_the_rules_take(folder) -> None:
    annual = pd.read_parquet(folder / "annual.parquet")
    found = annual[annual["measure"].isin(UNITS)][["measure", "unit"]].drop_duplicates()
    assert dict(zip(found["measure"], found["unit"], strict=True)) == UNITS


def test_sample_households_stand_for_all_of_the_county(folder) -> None:
    fit = pd.read_parquet(folder / "fit.parquet")
    rows = fit[(fit["part"] == "margin") & (fit["id"] == "households")]
    assert len(rows) == 12 and set(rows["within"]) == {"yes"}
