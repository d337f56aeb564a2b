"""The fit and hold-out set: one role a datum, every source resolves, and the frozen hashes still match."""

import csv
import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SET = ROOT / "calibration"
TABLES = ROOT / "sim" / "data" / "tables"
FROZEN = ("targets.csv", "holdout.csv", "signs.csv", "roles.csv", "effects_plan.csv")
RATIO = "rural_income_ratio_to_city"


@cache
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def table(name: str) -> list[dict[str, str]]:
    return rows(SET / f"{name}.csv")


def sources(row: dict[str, str]) -> list[str]:
    return [source for source in row["source_ids"].split(";") if source]


def role_of() -> dict[str, str]:
    return {row["datum"]: row["role"] for row in table("roles")}


def resolves(datum: str, path: Path) -> bool:
    """Whether a datum names a row (figures, evidence, paths) or a column, with or without a place (counties, villages)."""
    kind, _, rest = datum.partition(":")
    if not rest:
        return any(row["id"] == datum for row in rows(path))
    if kind == "paths":
        return any(row["series"] == rest for row in rows(path))
    column, _, adcode = rest.partition(":")
    known = column in rows(path)[0]
    return known and (not adcode or any(row["adcode"] == adcode for row in rows(path)))


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def test_each_datum_has_one_role() -> None:
    doubled = [datum for datum, n in Counter(row["datum"] for row in table("roles")).items() if n > 1]
    assert doubled == []
    assert {row["role"] for row in table("roles")} == {"input", "fit", "holdout"}


def test_the_same_fact_under_two_ids_has_one_role() -> None:
    roles = role_of()
    split = [row["datum"] for row in table("roles") if row["same_as"] and roles.get(row["same_as"]) != row["role"]]
    assert split == []


def test_each_datum_is_a_row_or_column_of_its_file() -> None:
    lost = [row["datum"] for row in table("roles") if not resolves(row["datum"], ROOT / row["file"])]
    assert lost == []


@pytest.mark.parametrize("name", ["targets", "holdout", "signs"])
def test_every_source_has_a_role(name: str) -> None:
    roles = role_of()
    assert [(row["id"], s) for row in table(name) for s in sources(row) if s not in roles] == []


@pytest.mark.parametrize(("name", "role"), [("targets", "fit"), ("holdout", "holdout")])
def test_a_set_reads_its_own_role_only(name: str, role: str) -> None:
    roles = role_of()
    assert [(row["id"], s) for row in table(name) for s in sources(row) if roles[s] != role] == []


@pytest.mark.parametrize("name", ["targets", "holdout"])
def test_values_are_numbers_with_sources_and_positive_tolerances(name: str) -> None:
    for row in table(name):
        assert is_number(row["tolerance"]) and float(row["tolerance"]) > 0, row["id"]
        assert row["tolerance_reason"], row["id"]
        if row["status"] == "kept_back":
            assert row["value"] == "" and "kept back" in row["note"], row["id"]
        else:
            assert is_number(row["value"]) and sources(row), row["id"]


def test_ids_are_unique_and_carry_the_letter_of_their_set() -> None:
    for name, letter in (("targets", "T-"), ("holdout", "H-"), ("signs", "S-")):
        ids = [row["id"] for row in table(name)]
        assert len(set(ids)) == len(ids) and all(i.startswith(letter) for i in ids)


def test_targets_stay_inside_the_fitted_years() -> None:
    assert {row["year"] for row in table("targets")} <= {"2016", "2017", "2018"}
    assert min(int(row["year"]) for row in table("holdout")) > 2018


def test_expected_signs_are_signs() -> None:
    assert {row["expected_sign"] for row in table("signs")} == {"+", "-", "0"}


def test_given_county_ratios_are_fitted_and_the_blank_ones_kept_back() -> None:
    roles = role_of()
    counties = {row["adcode"]: row[RATIO] for row in rows(TABLES / "counties.csv")}
    targets = {row["area"]: row["value"] for row in table("targets") if row["measure"] == "income_ratio_to_city"}
    assert targets == {adcode: value for adcode, value in counties.items() if value}
    assert len(targets) == 6
    for adcode, value in counties.items():
        assert roles[f"counties:{RATIO}:{adcode}"] == ("fit" if value else "holdout")


def test_every_effect_is_planned_once() -> None:
    effects = [row["id"] for row in rows(SET / "evidence" / "effects.csv")]
    assert sorted(row["effect_id"] for row in table("effects_plan")) == sorted(effects)
    assert {row["decision"] for row in table("effects_plan")} == {"scored", "range_check", "not_reproducible"}


def test_at_least_ten_effects_are_scored_with_a_full_design() -> None:
    scored = [row for row in table("effects_plan") if row["decision"] == "scored"]
    assert len(scored) >= 10
    for row in scored:
        needed = ("estimator", "design_copied", "horizon_years", "outcome", "expected", "equivalence_margin", "margin_reason")
        assert all(row[column] for column in needed), row["effect_id"]
        assert row["sample_size"] or row["note"], row["effect_id"]


def test_no_effect_that_is_compared_is_fitted() -> None:
    roles = role_of()
    compared = [row["effect_id"] for row in table("effects_plan") if row["decision"] != "not_reproducible"]
    assert [effect for effect in compared if roles.get(effect) != "holdout"] == []
    assert [d for d, role in roles.items() if d.startswith("E") and d[1:].isdigit() and role == "fit"] == []


def test_frozen_hashes_match() -> None:
    lines = [f"{hash_of((SET / name).read_bytes())}  {name}" for name in FROZEN]
    whole = hash_of(("\n".join(lines) + "\n").encode("utf-8"))
    frozen = (SET / "FROZEN.txt").read_text(encoding="utf-8").splitlines()
    assert frozen == [*lines, f"{whole}  set  2026-11-25"]
