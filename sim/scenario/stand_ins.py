"""Reads the dated outside volumes of programmes that have no lever yet. A child may give only the keys that it changes."""

from dataclasses import dataclass, field

from sim.core.errors import suggestion
from sim.core.parameters import STATUSES
from sim.scenario.content import GROUPS
from sim.scenario.known import Known, payers, resolves
from sim.scenario.months import calendar_months, read_month
from sim.scenario.tree import Document, Key
from sim.scenario.words import bilingual, items, mapping, unknown_keys

NEEDED = ("lever", "payer", "to", "households", "yuan", "from", "months", "counts_as_income", "volume_low", "volume_high", "source", "status", "note")
KEYS = ("name", *NEEDED, "until", "beside_lever", "off")


@dataclass
class Part:
    """What one file says of one stand-in: good `fields`, the keys `given` (good or bad), `off`, and where it stands."""

    where: str
    given: frozenset[str]
    off: bool = False
    fields: dict = field(default_factory=dict)


def read_stand_ins(document: Document, known: Known) -> dict[str, Part]:
    """Name -> what this file says of it."""
    out: dict[str, Part] = {}
    for i, value in enumerate(items(document, ("stand_ins",), document.data.get("stand_ins"), "stand_ins")):
        path = ("stand_ins", str(i))
        given = mapping(document, path, value, "a stand-in")
        name = given.get("name")
        if not (isinstance(name, str) and name.strip()):
            document.fault(path, "a stand-in without a name", next_step="add name: ...")
        elif name in out:
            document.fault((*path, "name"), "stand-in written twice", name, f"it stands at {out[name].where} already", "keep one of the two")
        else:
            out[name] = _part(document, path, given, known)
    return out


def _part(document: Document, path: Key, given: dict, known: Known) -> Part:
    unknown_keys(document, path, given, KEYS)
    fields: dict = {}
    for key, read in _READERS.items():
        if key in given:
            value = read(document, (*path, key), given[key], known)
            fields |= {key: value} if value is not None else {}
    off = given.get("off") is True
    if "off" in given and not off:
        document.fault((*path, "off"), "not true", given["off"], next_step="write off: true to end it, or leave it out")
    return Part(document.where(path), frozenset(given), off, fields)


def _one_of(choices: tuple[str, ...], what: str):
    def read(document: Document, path: Key, value: object, known: Known) -> str | None:
        if value in choices:
            return str(value)
        step = suggestion(str(value), choices) or f"one of {', '.join(choices)}"
        document.fault(path, f"unknown {what}", value, next_step=step)
        return None

    return read


def _lever(document: Document, path: Key, value: object, known: Known) -> str | None:
    return _one_of(known.plan, "lever")(document, path, value, known)


def _payer(document: Document, path: Key, value: object, known: Known) -> str | None:
    accounts = tuple(dict.fromkeys(payers(True) + payers(False)))
    return _one_of(accounts, "payer")(document, path, value, known)


def _households(document: Document, path: Key, value: object, known: Known) -> int | None:
    if type(value) is int and value > 0:
        return value
    document.fault(path, "not a number of households", value, _sign(value), "write a whole number above 0: households a year in the whole city")
    return None


def _amount(document: Document, path: Key, value: object, known: Known) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e12:
        return float(value)
    document.fault(path, "not an amount of yuan", value, _sign(value), "write a number above 0")
    return None


def _sign(value: object) -> str:
    return "a negative volume" if isinstance(value, int | float) and value < 0 else ""


def _month(document: Document, path: Key, value: object, known: Known) -> int | None:
    return read_month(document, path, value)


def _months(document: Document, path: Key, value: object, known: Known) -> tuple[int, ...] | None:
    return calendar_months(document, path, value) or None


def _flag(document: Document, path: Key, value: object, known: Known) -> bool | None:
    if isinstance(value, bool):
        return value
    document.fault(path, "not true or false", value, next_step="write true or false")
    return None


def _source(document: Document, path: Key, value: object, known: Known) -> tuple[str, ...] | None:
    keys = value if isinstance(value, list) else [value]
    bad = [key for key in keys if not resolves(str(key))]
    for key in bad:
        document.fault(path, "source leads nowhere", str(key), "no such id", _near_source(str(key)))
    return tuple(map(str, keys)) if keys and not bad else None


def _near_source(key: str) -> str:
    from sim.data.figures import figure_ids

    return suggestion(key, figure_ids()) or "give an id of figures.csv, a measure of policy_levers.csv or a key of sources.csv"


def _note(document: Document, path: Key, value: object, known: Known) -> dict[str, str] | None:
    return bilingual(document, path, value, "note", needed=True) or None


_READERS = {
    "lever": _lever,
    "payer": _payer,
    "to": _one_of(GROUPS, "group of households"),
    "households": _households,
    "yuan": _amount,
    "from": _month,
    "until": _month,
    "months": _months,
    "counts_as_income": _flag,
    "beside_lever": _flag,
    "volume_low": _amount,
    "volume_high": _amount,
    "source": _source,
    "status": _one_of(STATUSES, "status"),
    "note": _note,
}
