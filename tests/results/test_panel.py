"""The household-year panel: the columns that the public face names, stable ids, sums that agree with the yearly table, and a file that is whole or not there."""

import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from sim.core.errors import InputError
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.model import parameters
from sim.population import tiny_world as artificial
from sim.results.panel import write_panel
from sim.results.storage import NotSaved, write_file
from sim.scenario import load_scenario

NAMED = (
    "scenario", "seed", "household", "year", "county", "village", "class", "hukou", "on_list", "jiandang", "poor_truth", "levers", "size", "labour_units",
    "income_wage", "income_business", "income_property", "income_transfer", "welfare", "declared", "land", "savings", "debt", "sick_months", "weather",
    "luck_farm", "luck_work", "poor_floating", "poor_anchored",
)  # fmt: skip


@pytest.fixture(scope="module")
def output():
    request = Request(load_scenario("current_policy", declared=parameters()), end=2019, keep_panel=True)
    return simulate(request, population=artificial())


@pytest.fixture(scope="module")
def frame(output) -> pd.DataFrame:
    return output.household_years


def test_it_has_the_columns_of_the_public_face_once_a_household_and_year(frame) -> None:
    assert [name for name in NAMED if name not in frame] == []
    assert not frame.duplicated(["household", "year"]).any() and set(frame["year"]) == {2016, 2017, 2018, 2019}
    assert frame[[n for n in NAMED if n not in ("poor_anchored",)]].notna().all(axis=None)


def test_it_adds_up_to_the_yearly_table(frame, output) -> None:
    city = output.annual[(output.annual["area"] == "350400") & (output.annual["universe"] == "hukou") & (output.annual["line"] == "")]
    said = city[(city["measure"] == "income_mean") & (city["group"] == "all")].set_index("year")["value"]
    total = frame[[f"income_{s}" for s in ("wage", "business", "property", "transfer")]].sum(axis=1) * frame["weight"]
    people = frame["size"] * frame["weight"]
    assert (total.groupby(frame["year"]).sum() / people.groupby(frame["year"]).sum()).to_numpy() == pytest.approx(said.to_numpy(), rel=1e-5)


def test_the_poor_of_the_panel_are_those_of_the_yearly_table(frame, output) -> None:
    rows = output.annual[(output.annual["area"] == "350400") & (output.annual["universe"] == "hukou") & (output.annual["measure"] == "poverty_h")]
    for column, line in (("poor_floating", "county50_floating"), ("poor_anchored", "county50_anchored2019")):
        said = rows[rows["line"] == line].set_index("year")["value"]
        people = frame["size"] * frame["weight"]
        share = (people * frame[column].astype(float)).groupby(frame["year"]).sum() / people.groupby(frame["year"]).sum()
        assert share.to_numpy() == pytest.approx(said.to_numpy())


def test_without_2019_nothing_is_said_of_the_anchored_line() -> None:
    request = Request(load_scenario("current_policy", declared=parameters()), end=2016, keep_panel=True)
    found = simulate(request, population=artificial()).household_years
    assert found["poor_anchored"].isna().all() and set(found["year"]) == {2016}


def test_a_run_without_a_panel_keeps_none_and_comes_to_the_same(output) -> None:
    request = Request(load_scenario("current_policy", declared=parameters()), end=2019)
    plain = simulate(request, population=artificial())
    assert plain.household_years.empty and plain.annual.equals(output.annual)


def test_residence_class_and_levers_are_words(frame) -> None:
    assert set(frame["hukou"]) <= {"resident", "part_resident", "absent"} and set(frame["class"]) <= {"with_labour", "weak_labour", "no_labour"}
    assert ((frame["hukou"] == "absent") == (frame["residents"] == 0)).all()
    paid = frame[[c for c in frame if c.startswith("paid_")]]
    named = frame["levers"].astype(str).str.split(";").map(lambda names: len([n for n in names if n]))
    assert ((paid > 0).sum(axis=1) == named).all() and named.max() >= 1


def test_months_of_illness_lie_inside_a_year(frame) -> None:
    assert frame["sick_months"].between(0, 12).all() and np.isfinite(frame["weather"]).all()


def test_the_file_carries_the_record_and_comes_back_equal(frame, tmp_path) -> None:
    file = write_panel(tmp_path / "new" / "panel.parquet", frame, {"kind": "panel", "seed": 1})
    assert json.loads(pq.read_schema(file).metadata[b"sanming"]) == {"kind": "panel", "seed": 1}
    pd.testing.assert_frame_equal(pd.read_parquet(file), frame)


def test_a_file_that_is_there_stays_without_force(frame, tmp_path) -> None:
    file = tmp_path / "panel.parquet"
    write_panel(file, frame.head(3), {})
    with pytest.raises(InputError, match="there already"):
        write_panel(file, frame, {})
    assert len(pd.read_parquet(file)) == 3
    write_panel(file, frame, {}, force=True)
    assert len(pd.read_parquet(file)) == len(frame) and [f.name for f in tmp_path.iterdir()] == ["panel.parquet"]


def test_a_write_that_fails_leaves_nothing_and_what_stood_there(tmp_path) -> None:
    def broken(part) -> None:
        part.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    file = tmp_path / "panel.parquet"
    with pytest.raises(NotSaved, match="disk is full"):
        write_file(file, broken)
    assert list(tmp_path.iterdir()) == []
    file.write_bytes(b"old")
    with pytest.raises(NotSaved):
        write_file(file, broken, force=True)
    assert file.read_bytes() == b"old"


def test_a_folder_or_another_ending_is_refused(tmp_path) -> None:
    from sim.results.place import file_faults

    assert [f.what for f in file_faults(tmp_path, False, ".parquet")] == ["not a .parquet file", "a folder, not a file"]
    assert file_faults(tmp_path / "a" / "panel.parquet", False, ".parquet") == []
    (tmp_path / "file").write_text("x")
    assert [f.what for f in file_faults(tmp_path / "file" / "panel.parquet", False, ".parquet")] == ["lies inside a file"]


def test_the_command_tells_all_faults_at_once(tmp_path) -> None:
    from typer.testing import CliRunner

    from sim.cli.program import app

    done = CliRunner().invoke(app, ["panel", "current_polcy", "--sample", "5", "--out", str(tmp_path / "p.csv")])
    assert done.exit_code == 2 and all(word in done.stderr for word in ("--sample", "not a .parquet file", "current_policy"))
    assert list(tmp_path.iterdir()) == []
