"""The shipped tables: how many rows, which sums, which words; and that they hold what their sources hold."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.core.errors import InputError
from sim.data import county_list, figure, load, village_frame
from sim.data.rows import NAMES, TABLES
from sim.data.schemas import STATUS_WORDS
from sim.data.villages import TOWN_TYPES

SHORT = dict(zip(
    ["350402", "350403", "350421", "350423", "350424", "350425", "350426", "350427", "350428", "350429", "350430", "350481"],
    ["ML", "SY", "MX", "QL", "NH", "DT", "YX", "SX", "JL", "TN", "JN", "YA"],
    strict=True,
))
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.parametrize(("name", "count"), [("counties", 12), ("villages", 1950), ("figures", 892), ("paths", 66), ("policy_levers", 78)])
def test_number_of_rows(name: str, count: int):
    assert len(load(name)) == count


def test_kinds_of_villages():
    kinds = load("villages")["type"].value_counts().to_dict()
    assert kinds == {"administrative_village": 1740, "community": 195, "other": 15}


def test_measures_cover_the_25_items():
    assert set(load("policy_levers")["item"]) == set(range(1, 26))


@pytest.mark.parametrize(("column", "id"), [
    ("residents_2020", "CEN20-POP-SM"), ("rural_2020", "CEN20-RUR-SM"), ("urban_2020", "CEN20-URB-SM"),
    ("family_households_2020", "CEN20-HH-SM"), ("residents_2010", "CEN10-POP-SM"), ("rural_2010", "CEN10-RUR-SM"),
    ("admin_villages", "DIV-VIL-SM"), ("communities", "DIV-COM-SM"),
])
def test_counties_add_up_to_the_city(column: str, id: str):
    assert load("counties")[column].sum() == figure(id).value


@pytest.mark.parametrize("kind", ["administrative_village", "community"])
def test_village_rows_of_each_county(kind: str):
    column, word = {"administrative_village": ("admin_villages", "VIL"), "community": ("communities", "COM")}[kind]
    villages, counties = load("villages"), load("counties").set_index("adcode")
    counted = villages[villages["type"] == kind].groupby("county_code").size()
    for code, short in SHORT.items():
        assert counted[code] == counties[column][code] == figure(f"DIV-{word}-{short}").value


def test_county_columns_of_the_villages():
    counties = load("counties").set_index("adcode")
    for row in load("villages").drop_duplicates("county_code").itertuples():
        assert (row.county_name, row.county_en) == tuple(counties.loc[row.county_code, ["name_zh", "name_en"]])


def test_boundaries_belong_to_the_counties():
    shapes = json.loads((TABLES / "sanming_counties.geojson").read_text(encoding="utf-8"))
    codes = [shape["properties"]["adcode"] for shape in shapes["features"]]
    assert sorted(codes) == sorted(load("counties")["adcode"])
    assert "OpenStreetMap" in shapes["attribution"] and "ODbL" in shapes["attribution"]


def test_status_words():
    assert set(load("paths")["status"]) <= set(STATUS_WORDS)
    figures = load("figures")
    assert set(figures["status"]) <= {*STATUS_WORDS, "not_found"}
    assert figures.loc[figures["status"] == "not_found", "value"].isna().all()


def test_codes_are_text_and_blank_is_nan():
    counties = load("counties")
    assert all(isinstance(code, str) and len(code) == 6 for code in counties["adcode"])
    assert counties["rural_income_ratio_to_city"].isna().sum() == 6
    assert counties["residents_2020"].dtype == "float64" and counties["admin_villages"].dtype == "int64"
    assert pd.isna(counties["notes"][4])


def test_changing_a_loaded_table_does_not_change_the_next():
    table = load("counties")
    table.loc[0, "residents_2020"] = 0
    assert load("counties")["residents_2020"].sum() == figure("CEN20-POP-SM").value


def test_village_order_is_county_then_code():
    frame = village_frame()
    assert list(frame.index) == list(range(1740))
    assert frame["county"].is_monotonic_increasing and frame["code"].is_monotonic_increasing and frame["code"].is_unique
    assert set(frame["county"]) == set(range(12))
    assert [TOWN_TYPES[i].word for i in frame["town_type_code"]] == list(frame["town_type"])


def test_counties_in_order_with_mutual_neighbours():
    counties = county_list()
    assert [c.code for c in counties] == list(SHORT)
    assert [c.zh for c in counties if c.pilot] == ["清流县", "建宁县"]
    assert all(c.row in counties[other].neighbours for c in counties for other in c.neighbours)
    assert counties[3].adcode == 350423


def test_unknown_table_names_the_nearest():
    with pytest.raises(InputError, match="did you mean counties"):
        load("countys")


OWN = ("products", "product_mix")  # assumptions written for this model, with no original


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared originals are not beside this checkout")
@pytest.mark.parametrize("file", [*(f"{name}.csv" for name in NAMES if name not in OWN), "sanming_counties.geojson"])
def test_copies_equal_the_originals(file: str):
    # Line ends differ: the repository keeps LF everywhere.
    copy, original = (TABLES / file).read_bytes(), (SHARED / file).read_bytes()
    assert copy == original.replace(b"\r\n", b"\n")
