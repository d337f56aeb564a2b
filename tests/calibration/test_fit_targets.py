"""The frozen set as the fit sees it: every target has a rule or a reason, hold-outs have no value, a change of a file is seen."""

import csv
import shutil
from dataclasses import fields, replace
from math import isfinite
from pathlib import Path

import pytest

from sim.calibration.rules import NOT_MODELLED, RULES
from sim.calibration.targets import HoldOut, frozen, holdouts, role_faults, roles, targets
from sim.calibration.words import area_names, quantity_zh
from sim.data import shipped


def test_every_row_is_a_target_with_a_tolerance() -> None:
    with (shipped("calibration") / "targets.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["id"] for row in csv.DictReader(stream)]
    assert [t.id for t in targets()] == ids
    assert [t.id for t in targets() if not (isfinite(t.value) and t.tolerance > 0 and 2016 <= t.year <= 2018)] == []


def test_every_target_has_a_rule_or_a_reason_and_no_measure_both() -> None:
    assert [t.id for t in targets() if (t.measure in RULES) == (t.measure in NOT_MODELLED)] == []
    assert all(zh and en for zh, en in NOT_MODELLED.values())


@pytest.mark.parametrize("target", targets(), ids=lambda t: t.id)
def test_every_target_has_names_in_both_languages(target) -> None:
    assert quantity_zh(target) and not quantity_zh(target).isascii() and target.quantity.isascii()
    assert all(area_names(target.area))


def test_names_of_areas() -> None:
    assert area_names("350400") == ("三明市", "Sanming")
    assert area_names("350423") == ("清流县", "Qingliu County")
    assert area_names("350421+350423+350424") == ("3个县合计", "3 counties together")


def test_values_of_holdouts_are_not_read() -> None:
    assert {field.name for field in fields(HoldOut)} == {"id", "quantity", "measure", "year"}
    assert len(holdouts()) == 34 and not {h.id for h in holdouts()} & {t.id for t in targets()}


def test_a_target_on_a_datum_kept_for_validation_is_a_fault() -> None:
    one = targets()[0]
    held = next(datum for datum, role in roles().items() if role == "holdout")
    assert role_faults((one,), roles(), set()) == []
    assert [f.value for f in role_faults((replace(one, source_ids=(held,)),), roles(), set())] == [f"{held} (holdout)"]
    assert [f.value for f in role_faults((one,), {}, {one.id})] == [f"{one.source_ids[0]} (no role)", one.id]


def test_the_set_is_as_it_was_fixed() -> None:
    assert frozen().changed == () and len(frozen().hash) == 64


def test_a_changed_file_is_seen_and_line_ends_do_not_count(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped("calibration"), tmp_path / "calibration")
    signs, holdout = folder / "signs.csv", folder / "holdout.csv"
    signs.write_bytes(signs.read_bytes().replace(b"\n", b"\r\n"))
    holdout.write_bytes(holdout.read_bytes().replace(b"18311", b"18312"))
    assert frozen(folder).changed == ("holdout.csv",)
