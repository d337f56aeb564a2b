"""Reads where and when the relative-poverty mechanism begins; counties by code, Chinese or English name."""

from sim.core.errors import nearest
from sim.core.parameters import STATUSES
from sim.data.counties import county_list
from sim.data.rows import rows
from sim.scenario.known import Known
from sim.scenario.months import check_inside, read_month
from sim.scenario.tree import Document, Key
from sim.scenario.words import bilingual, mapping

NEVER = -1
ALL = "all"


def read_rollout(document: Document, known: Known) -> dict[str, int]:
    """County code -> running month, or -1 for `never`. The key `all` stands for every county; counties named beside it go before."""
    given = mapping(document, ("rollout",), document.data.get("rollout"), "rollout")
    out: dict[str, int] = {}
    if ALL in given:
        month = _month(document, ("rollout", ALL), given[ALL], known)
        out = {c.code: month for c in county_list()} if month is not None else {}
    named: dict[str, str] = {}
    for name, value in given.items():
        code = None if name == ALL else _code(document, ("rollout", name), name, named)
        month = None if name == ALL else _month(document, ("rollout", name), value, known)
        if code and month is not None:
            out[code] = month
    return out


def read_about(document: Document) -> tuple[str, dict[str, str]]:
    """Status word and note of the roll-out of this file; empty where not given."""
    status = document.data.get("rollout_status")
    if status is not None and status not in STATUSES:
        document.fault(("rollout_status",), "unknown status", status, next_step=f"one of {', '.join(STATUSES)}")
    return str(status or ""), bilingual(document, ("rollout_note",), document.data.get("rollout_note"), "rollout_note", needed=False)


def _month(document: Document, path: Key, value: object, known: Known) -> int | None:
    if value == "never":
        return NEVER
    month = read_month(document, path, value)
    check_inside(document, path, month, known)
    return month


def county_names() -> dict[str, str]:
    """Every way to name a county -> its code: 350423, 清流县, 清流, Qingliu County, Qingliu (small letters too)."""
    out: dict[str, str] = {}
    for county in county_list():
        short = county.en.rpartition(" ")[0]
        for name in (county.code, county.zh, county.zh[:-1], county.en, short):
            out[name] = out[name.lower()] = county.code
    return out


def _code(document: Document, path: Key, name: str, named: dict[str, str]) -> str | None:
    code = county_names().get(name.strip()) or county_names().get(name.strip().lower())
    if code is None:
        cause, step = _explain(name.strip())
        document.fault(path, "unknown county", name, cause, step)
    elif code in named:
        document.fault(path, "county named twice", name, f"{named[code]} is the same county", "keep one of the two")
    else:
        named[code] = name
    return code


def _explain(name: str) -> tuple[str, str]:
    merged = [r for r in rows("counties") if r["adcode_2023"] == name]
    if merged:
        return "a code of after 2020", f"use {' and '.join(r['adcode'] + ' ' + r['name_zh'] for r in merged)}"
    found = dict.fromkeys(county_names()[n] for n in nearest(name.lower(), county_names(), 6))
    near = [c for code in found for c in county_list() if c.code == code][:3]
    names = ", ".join(f"{c.code} {c.zh} {c.en}" for c in near or county_list())
    return "", f"did you mean {names}?" if near else f"one of {names}"
