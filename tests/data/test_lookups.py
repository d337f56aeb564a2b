"""Look-ups of single figures, yearly paths, sources and shipped folders."""

import subprocess
import sys
from pathlib import Path

import pytest

import sim.data
from sim.core.errors import InputError
from sim.data import citation, figure, figure_list, load, path, resolves, shipped, source
from sim.data.figures import figure_ids
from sim.data.paths import points, series_names
from sim.data.rows import rows
from sim.data.sources import source_keys

ROOT = Path(__file__).resolve().parents[2]


def test_figure_with_its_range():
    found = figure("DB-SM-2020")
    assert (found.value, found.low, found.high, found.unit, found.status) == (6900.0, 6130.0, 7910.0, "RMB per year", "derived")
    assert figure("CEN20-POP-SM").low is None


def test_every_figure_with_one_number_can_be_read():
    readable = sum(1 for row in rows("figures") if row["value"].replace(".", "", 1).lstrip("-").isdecimal() and figure(row["id"]).unit)
    assert readable == 784


def test_figure_list():
    assert figure_list("MW-2020") == (1800.0, 1720.0, 1570.0, 1420.0)
    assert figure_list("CEN20-POP-SM") == (2486450.0,)


@pytest.mark.parametrize(("id", "part"), [
    ("MW-2020", "figure_list"), ("GDP-SM-2019", "about 2570"), ("MW-DOC", "no number"), ("DB-RULE", "36-42"), ("CEN20-POP-SN", "CEN20-POP-SM"),
])
def test_figure_that_is_not_one_number(id: str, part: str):
    with pytest.raises(InputError, match=part):
        figure(id)


@pytest.mark.parametrize("id", ["TOB-20", "FL-CUM", "MW-DOC", "NONE-AT-ALL"])
def test_figure_list_with_other_than_numbers(id: str):
    with pytest.raises(InputError, match=id):
        figure_list(id)


def test_path_by_year():
    wages = path("migrant_wage_outside")
    assert list(wages) == list(range(2015, 2025)) and wages[2020] == 4549.0
    assert {p.unit for p in points("cpi_rural")} == {"% change on the year before"}
    assert set(series_names()) == set(load("paths")["series"]) | {"dibao_standard_sanming"}


def test_dibao_standard_comes_from_the_figures():
    standard = path("dibao_standard_sanming")
    assert list(standard) == list(range(2016, 2025))
    assert all(standard[year] == figure(f"DB-SM-{year}").value for year in standard)


def test_unknown_path():
    with pytest.raises(InputError, match="cpi_rural"):
        path("cpi_rual")


def test_sources_are_complete():
    assert len(set(source_keys())) == len(source_keys())
    for key in source_keys():
        found = source(key)
        assert found.title_en and found.title_zh and found.citation and found.licence, key
        assert found.confidence in {"high", "medium", "low"}, key
    assert "ODbL" in source("openstreetmap").licence


def test_every_figure_and_path_seen_in_a_source_has_its_row():
    places = [source(key).url_or_repository for key in source_keys()]
    places = [place for place in places if place] + ["seed document", "as F"]
    texts = {row["source"] for name in ("figures", "paths") for row in rows(name) if row["status"] == "found"}
    assert [text for text in texts if not any(place in text for place in places)] == []


def test_tables_named_by_the_sources():
    known = {"counties", "villages", "figures", "paths", "policy_levers", "sanming_counties", "stylised_facts", "effects"}
    named = {table for key in source_keys() for table in source(key).tables}
    assert named == known


def test_keys_that_resolve():
    assert resolves("census_2020") and resolves("assumption") and resolves("MW-2020")
    assert not resolves("census_2021") and not resolves("") and not resolves("E") and not resolves("MW-1800")
    assert all(resolves(id) for id in figure_ids())


def test_evidence_resolves_and_can_be_cited():
    assert resolves("S001") and resolves("E001") and not resolves("S999") and not resolves("E999")
    assert citation("E001").startswith("Meng L. (2013)")


def test_citations():
    assert citation("nbs_migrant") == source("nbs_migrant").citation
    assert citation("FOR-LOAN") == citation("FOR-AREA")
    with pytest.raises(InputError, match="no such figure"):
        citation("FOR-NONE")


def test_figures_named_by_the_measures():
    named = {id for ids in load("policy_levers")["figure_ids"].dropna() for id in ids.split()}
    # The lines of the two pilots and the urban income of the city are named by the measures; figures.csv has no rows for them.
    absent = {f"REL-L{share}-{county}" for share in (40, 50, 60) for county in ("QL", "JN")} | {"INC-SMU-2020"}
    assert {id for id in named if not resolves(id)} == absent


def test_unknown_source():
    with pytest.raises(InputError, match="census_2020"):
        source("census2020")


def test_shipped_folder():
    assert (shipped("calibration") / "evidence" / "effects.csv").is_file()
    with pytest.raises(InputError, match="scenarios"):
        shipped("scenario")


def test_public_names():
    assert all(callable(getattr(sim.data, name)) for name in dir(sim.data))
    with pytest.raises(AttributeError, match="loads"):
        sim.data.loads  # noqa: B018


def test_look_ups_load_no_pandas():
    code = (
        "import sys, sim.data as d; d.figure('DB-SM-2020'); d.path('cpi_rural'); d.resolves('census_2020'); d.county_list();"
        "print([m for m in ('pandas', 'pandera', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
