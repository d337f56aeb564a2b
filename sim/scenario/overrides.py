"""Reads values set on the command line as NAME=VALUE, checked as those of a file."""

from collections.abc import Iterable, Mapping

from sim.core.errors import Fault, suggestion
from sim.scenario.known import Known
from sim.scenario.tree import Document, parse
from sim.scenario.values import Value, checked

Overrides = Mapping[str, object] | Iterable[str]


def read_overrides(given: Overrides, known: Known) -> tuple[dict[str, Value], list[Fault]]:
    """Name -> value, and the faults; each fault stands at `--set NAME=VALUE`."""
    faults: list[Fault] = []
    out: dict[str, Value] = {}
    for name, raw, where in _pairs(given, faults):
        value = _one(name, raw, where, known, faults)
        if name in out:
            faults.append(Fault("set twice", where, name, f"it was set to {out[name]} before", "keep one of the two"))
        out |= {name: value} if value is not None else {}
    return out, faults


def _pairs(given: Overrides, faults: list[Fault]) -> list[tuple[str, object, str]]:
    if isinstance(given, Mapping):
        return [(str(name), raw, f"--set {name}={raw}") for name, raw in given.items()]
    pairs = (_split(text, faults) for text in ([given] if isinstance(given, str) else given))
    return [pair for pair in pairs if pair]


def _split(text: str, faults: list[Fault]) -> tuple[str, object, str] | None:
    name, sign, raw = text.partition("=")
    where = f"--set {text}"
    if not (sign and name.strip() and raw.strip()):
        faults.append(Fault("not NAME=VALUE", where, text, "", "write --set public_jobs.wage=800"))
        return None
    document = parse(f"value: {raw.strip()}\n", Document(where))
    if document.faults:
        return name.strip(), raw.strip(), where
    return name.strip(), document.data["value"], where


def _one(name: str, raw: object, where: str, known: Known, faults: list[Fault]) -> Value | None:
    if name not in known.parameters:
        step = suggestion(name, known.parameters) or "`sanming levers NAME` lists the parameters of a lever"
        faults.append(Fault("unknown parameter", where, name, "not declared by the model", step))
        return None

    def report(what: str, value: object, cause: str, step: str) -> None:
        faults.append(Fault(what, where, str(value), cause, step))

    return checked(known.parameters[name], raw, report)
