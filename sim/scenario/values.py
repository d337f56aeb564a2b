"""Checks one value against the parameter that it sets: unit, type and bounds, with the likely slip in plain words."""

import math
from collections.abc import Callable

from sim.core.errors import suggestion
from sim.core.parameters import Parameter
from sim.scenario.units import code_of, converted

Value = float | int | bool | str
Report = Callable[[str, object, str, str], None]  # what, value, likely cause, next step
_FRACTIONS = ("share", "ratio")
_SWITCH = {"on": True, "yes": True, "off": False, "no": False}


def checked(parameter: Parameter, raw: object, report: Report) -> Value | None:
    """The value in the type of the parameter, or None after a report of what is wrong."""
    if isinstance(raw, dict):
        unit_fits = _unit_fits(parameter, raw, report)
        raw = raw.get("value")
        if not unit_fits:
            return None
    if isinstance(parameter.value, bool):
        return _switch(raw, report)
    if isinstance(parameter.value, str):
        return _text(parameter, raw, report)
    return _number(parameter, raw, report)


def _unit_fits(parameter: Parameter, given: dict, report: Report) -> bool:
    for key in given:
        if key not in ("value", "unit"):
            report("unknown key", key, "", suggestion(key, ("value", "unit")) or "write {value: ..., unit: ...}")
    if given.get("value") is None:
        report("no value", "", "", f"write {{value: ..., unit: {parameter.unit}}}")
        return False
    unit = given.get("unit", parameter.unit)
    if code_of(unit) == parameter.unit:
        return True
    new = converted(given["value"], code_of(unit) or str(unit), parameter.unit)
    step = f"write {new}, unit {parameter.unit}" if new else f"give it in {parameter.unit}"
    report("wrong unit", f"{given['value']} {unit}", f"it is declared in {parameter.unit}", step)
    return False


def _switch(raw: object, report: Report) -> bool | None:
    if isinstance(raw, bool):
        return raw
    meant = _SWITCH.get(str(raw).lower())
    report("not true or false", str(raw), "", f"write {str(meant).lower()}" if meant is not None else "write true or false")
    return None


def _text(parameter: Parameter, raw: object, report: Report) -> str | None:
    word = raw.strip() if isinstance(raw, str) else ""
    if not word:
        report("not a text", str(raw), "", f"one of {', '.join(parameter.choices)}" if parameter.choices else "write a word")
    elif parameter.choices and word not in parameter.choices:
        report("unknown word", word, "", suggestion(word, parameter.choices) or f"one of {', '.join(parameter.choices)}")
    else:
        return word
    return None


def _number(parameter: Parameter, raw: object, report: Report) -> float | int | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        report("not a number", _shown(raw), *_why_no_number(parameter, raw))
        return None
    if not math.isfinite(raw):
        report("not a finite number", str(raw), "", f"between {_range(parameter)}")
        return None
    if isinstance(parameter.value, int) and raw != int(raw):
        report("not a whole number", str(raw), f"{parameter.name} counts {parameter.unit}", f"write {math.floor(raw)} or {math.ceil(raw)}")
        return None
    if not parameter.low <= raw <= parameter.high:
        report("out of bounds", f"{raw:.10g} {parameter.unit}", *_why_outside(parameter, raw))
        return None
    return int(raw) if isinstance(parameter.value, int) else float(raw)


def _shown(raw: object) -> str:
    return "(empty)" if raw is None else str(raw)


def _why_no_number(parameter: Parameter, raw: object) -> tuple[str, str]:
    """(cause, next step) for something that is no number."""
    from sim.data.numbers import explain, plain_number

    text = str(raw).strip()
    bare = text.rstrip("%％").strip()
    if raw is None or not isinstance(raw, str):
        return "", f"write a number between {_range(parameter)}"
    if bare != text and plain_number(bare) is not None:
        fraction = parameter.unit in _FRACTIONS
        return "a percent sign", f"write {float(bare) / 100:.10g}" if fraction else f"write a number in {parameter.unit}"
    if plain_number(text) is not None:
        return "a number in quotes", f"write {text} without quotes"
    cause, step = explain(text)
    return cause, step.replace("the unit of the column", parameter.unit).replace("words in a number column", "words")


def _why_outside(parameter: Parameter, raw: float) -> tuple[str, str]:
    share = raw / 100
    if parameter.unit in _FRACTIONS and abs(raw) > 1 and parameter.low <= share <= parameter.high:
        return f"percent where a {parameter.unit} is meant", f"write {share:.10g} for {raw:.10g} %"
    return "", f"between {_range(parameter)}"


def _range(parameter: Parameter) -> str:
    return f"{parameter.low:.10g} and {parameter.high:.10g} {parameter.unit}"
