"""Reads one file into a layer: everything it says, checked, with the faults left in its document."""

from dataclasses import dataclass

from sim.core.errors import suggestion
from sim.scenario.content import VARIANTS, Claim
from sim.scenario.known import Known
from sim.scenario.levers import Span, read_levers
from sim.scenario.package import Package, read_package
from sim.scenario.rollout import read_about, read_rollout
from sim.scenario.stand_ins import Part, read_stand_ins
from sim.scenario.tree import Document
from sim.scenario.values import Value, checked
from sim.scenario.words import bilingual, mapping, read_claims, read_clause, unknown_keys

SECTIONS = ("schema", "title", "clause", "extends", "claims", "levers", "rollout", "rollout_status", "rollout_note", "structure", "package", "set", "stand_ins")
SCHEMA = 1


@dataclass
class Layer:
    """One file of a chain; a lever with None is switched off, a key that `structure` lacks is left to the parent."""

    name: str
    title: dict[str, str]
    clause: tuple[str, ...]
    claims: tuple[Claim, ...]
    levers: dict[str, Span | None]
    rollout: dict[str, int]
    about: tuple[str, dict[str, str]]
    structure: dict[str, str]
    package: Package
    values: dict[str, Value]
    stand_ins: dict[str, Part]


def read_layer(name: str, document: Document, known: Known) -> Layer:
    """The layer of a document; its faults are added to the document."""
    unknown_keys(document, (), document.data, SECTIONS)
    _check_schema(document)
    return Layer(
        name,
        bilingual(document, ("title",), document.data.get("title"), "title", needed=True),
        read_clause(document, known),
        read_claims(document, known),
        read_levers(document, known),
        read_rollout(document, known),
        read_about(document),
        _structure(document),
        read_package(document),
        _values(document, known),
        read_stand_ins(document, known),
    )


def _check_schema(document: Document) -> None:
    given = document.data.get("schema")
    if given != SCHEMA or isinstance(given, bool):
        cause = "the line is missing" if given is None else "a file of another version"
        document.fault(("schema",), "unknown form of file", "" if given is None else given, cause, f"write schema: {SCHEMA}")


def _structure(document: Document) -> dict[str, str]:
    """Key of VARIANTS -> name of the variant, for the keys that the file has."""
    given = mapping(document, ("structure",), document.data.get("structure"), "structure")
    unknown_keys(document, ("structure",), given, tuple(VARIANTS))
    return {key: str(given[key]) for key, allowed in VARIANTS.items() if given.get(key) is not None and _is_variant(document, key, given[key], allowed)}


def _is_variant(document: Document, key: str, given: object, allowed: tuple[str, ...]) -> bool:
    if given in allowed:
        return True
    document.fault(("structure", key), "unknown variant", given, next_step=suggestion(str(given), allowed) or f"one of {', '.join(allowed)}")
    return False


def _values(document: Document, known: Known) -> dict[str, Value]:
    out: dict[str, Value] = {}
    for name, raw in mapping(document, ("set",), document.data.get("set"), "set").items():
        value = _value(document, name, raw, known)
        out |= {name: value} if value is not None else {}
    return out


def _value(document: Document, name: str, raw: object, known: Known) -> Value | None:
    path = ("set", name)
    if name not in known.parameters:
        step = suggestion(name, known.parameters) or "`sanming levers NAME` lists the parameters of a lever"
        document.fault(path, "unknown parameter", name, "not declared by the model", step)
        return None
    return checked(known.parameters[name], raw, lambda what, value, cause, step: document.fault(path, f"{name}: {what}", value, cause, step))
