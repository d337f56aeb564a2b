"""Where facts come from: the table of sources, and whether a key that a parameter cites leads to one."""

from dataclasses import dataclass
from functools import cache

from sim.core.errors import Fault, InputError, suggestion
from sim.data.figures import figure_ids, figure_row
from sim.data.packed import shipped
from sim.data.rows import HERE, rows_of

SOURCES_FILE = HERE / "sources.csv"
_EVIDENCE = {"S": "stylised_facts.csv", "E": "effects.csv"}


@dataclass(frozen=True)
class Source:
    """One origin: titles, how to cite it, its date, licence, address, confidence (high, medium, low) and the tables it feeds."""

    key: str
    title_en: str
    title_zh: str
    citation: str
    date: str
    licence: str
    url_or_repository: str
    confidence: str
    tables: tuple[str, ...]


@cache
def _sources() -> dict[str, Source]:
    return {row["key"]: _source(row) for row in rows_of(SOURCES_FILE)}


def _source(row: dict[str, str]) -> Source:
    words = {name: text for name, text in row.items() if name != "tables"}
    return Source(**words, tables=tuple(row["tables"].split()))


def source_keys() -> list[str]:
    """Every key of sources.csv, in the order of the file."""
    return list(_sources())


def source(key: str) -> Source:
    """The origin of that key; InputError with the nearest keys for an unknown one."""
    if key not in _sources():
        raise InputError([Fault("no such source", "sources.csv", key, next_step=suggestion(key, _sources()))])
    return _sources()[key]


def resolves(key: str) -> bool:
    """True if `key` is a source, a figure id, or the id of a stylised fact (S001) or an effect (E001) of the evidence."""
    return key in _sources() or key in figure_ids() or _evidence_row(key) is not None


def citation(key: str) -> str:
    """How to cite what `key` leads to; InputError if it leads nowhere."""
    if key in _sources():
        return _sources()[key].citation
    row = _evidence_row(key)
    return row["citation"] if row else _figure_citation(key)


def _figure_citation(id: str) -> str:
    """The source text of a figure; 'as OTHER' is followed to the figure OTHER."""
    text = figure_row(id)["source"]
    other = text.removeprefix("as ")
    return _figure_citation(other) if other != text and other in figure_ids() else text


@cache
def _evidence_row(key: str) -> dict[str, str] | None:
    if key[:1] not in _EVIDENCE or not (len(key) == 4 and key[1:].isdecimal()):
        return None
    file = shipped("calibration") / "evidence" / _EVIDENCE[key[0]]
    return next((row for row in rows_of(file) if row["id"] == key), None)
