"""Reads the frozen set: targets with their values, hold-outs by name only, the role of each datum, and whether the files are as they were fixed."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.core.errors import Fault, InputError
from sim.data import shipped
from sim.data.rows import rows_of

FROZEN_LIST = "FROZEN.txt"


@dataclass(frozen=True)
class Target:
    """One row of targets.csv: `value` and `tolerance` in `unit`; `area` a code, or codes of counties joined by +."""

    id: str
    quantity: str
    measure: str
    area: str
    universe: str
    group: str
    year: int
    value: float
    unit: str
    tolerance: float
    source_ids: tuple[str, ...]
    status: str
    note: str

    @property
    def areas(self) -> tuple[str, ...]:
        """The codes that `area` joins."""
        return tuple(self.area.split("+"))


@dataclass(frozen=True)
class HoldOut:
    """What a hold-out is about. Its value is not read: nothing that fits may see it."""

    id: str
    quantity: str
    measure: str
    year: str


@dataclass(frozen=True)
class Frozen:
    """The day the set was fixed, its hash, and the files whose content differs from that day."""

    date: str
    hash: str
    changed: tuple[str, ...]


def _table(name: str) -> tuple[dict[str, str], ...]:
    return rows_of(shipped("calibration") / f"{name}.csv")


@cache
def targets() -> tuple[Target, ...]:
    """All targets. InputError where one rests on a datum that is not for fitting."""
    found = tuple(_target(row) for row in _table("targets"))
    faults = role_faults(found, roles(), {h.id for h in holdouts()})
    if faults:
        raise InputError(faults)
    return found


def _target(row: dict[str, str]) -> Target:
    return Target(
        row["id"], row["quantity"], row["measure"], row["area"], row["universe"], row["group"], int(row["year"]), float(row["value"]), row["unit"],
        float(row["tolerance"]), tuple(filter(None, row["source_ids"].split(";"))), row["status"], row["note"],
    )  # fmt: skip


@cache
def holdouts() -> tuple[HoldOut, ...]:
    """The hold-outs, without values."""
    return tuple(HoldOut(row["id"], row["quantity"], row["measure"], row["year"]) for row in _table("holdout"))


@cache
def roles() -> dict[str, str]:
    """The role (input, fit or holdout) of each datum."""
    return {row["datum"]: row["role"] for row in _table("roles")}


def role_faults(targets: tuple[Target, ...], role: dict[str, str], held: set[str]) -> list[Fault]:
    """A fault for each target that rests on a datum without the role fit, or carries the id of a hold-out."""
    step = "each datum has one role, see roles.csv"
    faults = [
        Fault("a datum that is not for fitting", f"targets.csv, {t.id}", f"{source} ({role.get(source, 'no role')})", next_step=step)
        for t in targets
        for source in t.source_ids
        if role.get(source) != "fit"
    ]
    return faults + [Fault("a hold-out among the targets", "targets.csv", t.id, next_step=step) for t in targets if t.id in held]


def frozen(folder: Path | None = None) -> Frozen:
    """What FROZEN.txt says of the set, and which files are no longer as it says (line ends do not count)."""
    folder = folder or shipped("calibration")
    lines = [line.split() for line in (folder / FROZEN_LIST).read_text(encoding="utf-8").splitlines() if line.strip()]
    *files, (whole, _, date) = lines
    return Frozen(date, whole, tuple(name for digest, name in files if _hash(folder / name) != digest))


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
