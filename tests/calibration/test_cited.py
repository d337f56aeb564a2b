"""Whatever the code or a shipped scenario cites has a role, and nothing that is kept for judging feeds the model."""

import csv
import re
from pathlib import Path

import pytest

from sim.api import load_scenario
from sim.data import shipped
from sim.model import parameters

ROOT = Path(__file__).resolve().parents[2]
ID = re.compile(r"\b([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|[SE]\d{3})\b")
DESCRIBING = {"sim/data/sources.py"}  # names ids as examples of what resolves


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def roles() -> dict[str, str]:
    first, later = ({r["datum"]: r["role"] for r in rows(f"calibration/{name}.csv")} for name in ("roles", "roles_later"))
    assert not set(first) & set(later)
    return first | later


@pytest.fixture(scope="module")
def known() -> set[str]:
    files = ("sim/data/tables/figures.csv", "calibration/evidence/stylised_facts.csv", "calibration/evidence/effects.csv")
    return {row["id"] for name in files for row in rows(name)}


def test_ids_in_the_code_are_inputs(roles, known):
    cited = {}
    for file in sorted((ROOT / "sim").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith("sim/calibration") and name not in DESCRIBING:
            cited |= {found: name for found in ID.findall(file.read_text(encoding="utf-8")) if found in known}
    assert len(cited) > 20
    assert {found: (roles.get(found), name) for found, name in cited.items() if roles.get(found) != "input"} == {}


def test_sources_of_parameters_tables_and_volumes_are_inputs(roles, known):
    sources = {p.source for p in parameters()}
    for table in ("products", "product_mix"):
        sources |= {s for row in rows(f"sim/data/tables/{table}.csv") for s in row["source"].split(";")}
    for file in shipped("scenarios").glob("*.yaml"):
        sources |= {s for item in load_scenario(file.stem).stand_ins for s in item.source}
    used = sources & known
    assert len(used) > 20
    assert {s: roles.get(s) for s in used if roles.get(s) != "input"} == {}


def test_later_roles_have_a_reason_and_a_date(known):
    for row in rows("calibration/roles_later.csv"):
        assert row["datum"] in known and row["role"] in ("input", "fit", "holdout")
        assert row["note"].strip() and re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["date"])
