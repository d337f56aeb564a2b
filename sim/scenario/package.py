"""Reads the package: which measures the plan of a recognised household holds, by its class."""

from sim.core.errors import suggestion
from sim.levers import PLANNED
from sim.mechanism.steps.classes import CLASSES
from sim.scenario.tree import Document
from sim.scenario.words import mapping

Package = dict[str, tuple[str, ...]]


def read_package(document: Document) -> Package:
    """Class -> measures, in the order of the plan of work. A class that is left out keeps those of the parent, and all of them where none says otherwise."""
    out: Package = {}
    for name, value in mapping(document, ("package",), document.data.get("package"), "package").items():
        if name not in CLASSES:
            document.fault(("package", name), "unknown class of household", name, "", suggestion(name, CLASSES) or f"one of {', '.join(CLASSES)}")
        elif not isinstance(value, list):
            document.fault(("package", name), "not a list of measures", str(value), "", f"write [{', '.join(PLANNED)}], or [] for none")
        else:
            out[name] = _measures(document, name, value)
    return out


def _measures(document: Document, name: str, given: list) -> tuple[str, ...]:
    for measure in given:
        if measure not in PLANNED:
            step = suggestion(str(measure), PLANNED) or f"one of {', '.join(PLANNED)}"
            document.fault(("package", name), "not a measure that a plan can hold", str(measure), "", step)
    return tuple(m for m in PLANNED if m in given)
