"""The constants that an alignment may move, read from calibration/free.csv, and what speaks against one: it would put an effect in by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from sim.calibration.align import Knob
from sim.calibration.targets import targets
from sim.core.errors import Fault, InputError, suggestion
from sim.core.parameters import Parameter, Prior
from sim.data import shipped
from sim.data.rows import rows_of

SOURCED = {  # parameters with priors of their own that decide how people respond: never aligned
    "labour.weight": "the marginal utility of income decides how people respond to pay",
    "labour.moving_cost": "the cost of moving decides who moves when something changes",
    "labour.peers": "the weight of peers decides how a change spreads",
}
KEPT_GROUPS = ("ridge", "epidemic", "cost")  # persistence and measurement error cannot be told apart by levels; dated events; accounting


@dataclass(frozen=True)
class Free:
    """One row of free.csv: a parameter, how far it may go, why it is free, and the targets (ids, or beginnings of ids with *) that inform it."""

    parameter: str
    low: float
    high: float
    why: str
    targets: tuple[str, ...]


def free_constants(declared: Iterable[Parameter], file: Path | None = None) -> tuple[Free, ...]:
    """All rows. InputError with every fault."""
    found = tuple(_free(row) for row in rows_of(file or shipped("calibration") / "free.csv"))
    faults = free_faults(found, {p.name: p for p in declared})
    if faults:
        raise InputError(faults)
    return found


def weights() -> np.ndarray:
    """float64[targets]: how much the search looks at each target, 1 unless weights.csv says otherwise (id, or beginning with *); 0 leaves it out, but the
    report shows it all the same. InputError for a name that fits no target or a weight below zero."""
    ids, found, faults = [t.id for t in targets()], np.ones(len(targets())), []
    for row in rows_of(shipped("calibration") / "weights.csv"):
        fits, weight = np.array([fnmatchcase(name, row["target"]) for name in ids]), float(row["weight"])
        if not fits.any() or weight < 0.0:
            faults.append(Fault("no such target, or a weight below zero", "weights.csv", row["target"], "", suggestion(row["target"], ids)))
        found[fits] = weight
    if faults:
        raise InputError(faults)
    return found


def _free(row: dict[str, str]) -> Free:
    return Free(row["parameter"], float(row["low"]), float(row["high"]), row["why"], tuple(filter(None, row["targets"].split(";"))))


def free_faults(found: tuple[Free, ...], declared: Mapping[str, Parameter]) -> list[Fault]:
    """A fault for each constant that may not be free, and one where there are too many."""
    out = [fault for free in found for fault in _faults(free, declared)]
    if 2 * len(found) >= len(targets()):
        out.append(Fault("too many free constants", "free.csv", str(len(found)), "", f"fewer than half of the {len(targets())} targets"))
    return out


def _faults(free: Free, declared: Mapping[str, Parameter]) -> list[Fault]:
    from sim.levers import LEVERS

    where, p = f"free.csv, {free.parameter}", declared.get(free.parameter)
    if p is None:
        return [Fault("not declared by the model", where, "", "", suggestion(free.parameter, declared) or "take the row out")]
    out = []
    if p.name.partition(".")[0] in LEVERS or p.name.startswith(("recognition.", "evidence.", "rollout.")):
        out.append(Fault("belongs to a policy", where, "", "no effect of a policy is ever fitted", "take the row out"))
    if p.name in SOURCED or p.group in KEPT_GROUPS:
        why = SOURCED.get(p.name, f"parameters of the group {p.group} are shown at several points instead")
        out.append(Fault("keeps its sourced prior", where, "", why, "take the row out"))
    if not (isinstance(p.value, float) and p.low <= free.low < free.high <= p.high):
        out.append(Fault("range outside the bounds", where, f"{free.low:g} to {free.high:g}", "", f"inside {p.low:g} to {p.high:g}, a number"))
    unknown = [t for t in free.targets if not informing(t)]
    return out + [Fault("no such target", where, t, "", "see targets.csv") for t in unknown]


def informing(name: str) -> tuple[str, ...]:
    """Ids of the targets of a name, or of those that begin with it where it ends in *."""
    return tuple(t.id for t in targets() if t.id == name or (name.endswith("*") and t.id.startswith(name[:-1])))


def knobs(found: Iterable[Free], declared: Mapping[str, Parameter], now: Mapping[str, float]) -> tuple[Knob, ...]:
    """The constants as the search takes them, from their values `now`."""
    return tuple(_knob(free, declared[free.parameter], now[free.parameter]) for free in found)


def _knob(free: Free, parameter: Parameter, start: float) -> Knob:
    mean, sd = moments(parameter.prior, float(parameter.value), 0.25 * (free.high - free.low))
    return Knob(free.parameter, start, free.low, free.high, mean, sd)


def moments(prior: Prior, value: float, wide: float) -> tuple[float, float]:
    """Mean and standard deviation of a prior; for a kind without simple moments the value of the parameter, and `wide`."""
    if prior.kind == "uniform" and prior.b > prior.a:
        return 0.5 * (prior.a + prior.b), (prior.b - prior.a) / 12.0**0.5
    if prior.kind == "normal" and prior.b > 0:
        return prior.a, prior.b
    if prior.kind == "beta" and prior.a > 0 and prior.b > 0:
        total = prior.a + prior.b
        return prior.a / total, (prior.a * prior.b / (total * total * (total + 1.0))) ** 0.5
    return value, wide
