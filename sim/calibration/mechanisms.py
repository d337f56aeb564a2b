"""The lists of an ablation: mechanisms with the settings that turn each off, and comparative statics with the driver that is set otherwise."""

from dataclasses import dataclass
from pathlib import Path

from sim.core.errors import Fault, InputError
from sim.data import shipped
from sim.data.rows import rows_of
from sim.model import parameters
from sim.scenario.bounds import FIRST_YEAR, LAST_YEAR
from sim.scenario.known import make_known
from sim.scenario.overrides import read_overrides

Settings = dict[str, float | int | bool | str]


@dataclass(frozen=True)
class Mechanism:
    """A mechanism and the settings that turn it off."""

    name: str
    en: str
    zh: str
    off: Settings


@dataclass(frozen=True)
class SignRun:
    """A comparative static: a driver set otherwise, what is looked at, and the sign of signs.csv."""

    sign: str
    driver: Settings
    measure: str
    universe: str
    group: str
    line: str
    expected: str


def mechanisms(file: Path | None = None) -> tuple[Mechanism, ...]:
    """The rows of mechanisms.csv. InputError with every setting that the model does not know."""
    rows = rows_of(file or shipped("calibration") / "mechanisms.csv")
    found, faults = [], []
    for row in rows:
        off, wrong = _settings(row["off"])
        faults += wrong
        found.append(Mechanism(row["mechanism"], row["en"], row["zh"], off))
    faults += [Fault("no settings", "mechanisms.csv", m.name, "", "write NAME=VALUE") for m in found if not m.off]
    if faults:
        raise InputError(faults)
    return tuple(found)


def sign_runs(file: Path | None = None) -> tuple[SignRun, ...]:
    """The rows of sign_runs.csv with the expected sign of signs.csv."""
    expected = {row["id"]: row["expected_sign"] for row in rows_of(shipped("calibration") / "signs.csv")}
    found, faults = [], []
    for row in rows_of(file or shipped("calibration") / "sign_runs.csv"):
        driver, wrong = _settings(row["driver"])
        faults += wrong
        found.append(SignRun(row["sign"], driver, row["measure"], row["universe"], row["group"], row["line"], expected[row["sign"]]))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _settings(text: str) -> tuple[Settings, list[Fault]]:
    return read_overrides([part for part in text.split(";") if part], make_known(parameters(), FIRST_YEAR, LAST_YEAR))
