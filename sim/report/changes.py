"""What a scenario sets differently from the baseline, in words, read from the record of the run."""

from typing import Any

from sim.report.comparison import Comparison
from sim.report.labels import Say
from sim.report.names import area_title, lever_title, parameter_title


def changes(c: Comparison, scenario: str, say: Say) -> list[str]:
    """One text for each difference: start of the mechanism, measures switched on, values. Empty where the record does not tell."""
    mine, base = resolved(c.record, scenario), resolved(c.record, c.baseline.name)
    if not mine or not base:
        return []
    levers = [say("changed", name=lever_title(n, say), value=v, base=b) for n, v, b in _differing(mine, base, "levers", say)]
    values = [say("changed", name=parameter_title(n, say), value=v, base=b) for n, v, b in _differing(mine, base, "values", say)]
    return [*_starts(mine, base, say), *levers, *values]


def resolved(record: dict[str, Any], scenario: str) -> dict[str, Any]:
    """What the record of a comparison keeps of a scenario under `runs`; empty if there is nothing."""
    entry = (record.get("runs") or {}).get(scenario)
    return entry if isinstance(entry, dict) else {}


def _starts(mine: dict, base: dict, say: Say) -> list[str]:
    """Counties in which the mechanism starts in another month, those with the same pair of months together."""
    found: dict[tuple[str, str], list[str]] = {}
    for code, value, other in sorted(_differing(mine, base, "rollout", say), key=lambda row: row[1:]):
        found.setdefault((value, other), []).append(area_title(code, say))
    return [say("changed.start", areas=say.join(areas), value=value, base=other) for (value, other), areas in found.items()]


def _differing(mine: dict, base: dict, part: str, say: Say) -> list[tuple[str, str, str]]:
    """(name, value, value of the baseline) as texts, in the order of the names."""
    left, right = ({name: _text(v, say) for name, v in (entry.get(part) or {}).items()} for entry in (mine, base))
    none = say("changed.none")
    return [(n, left.get(n, none), right.get(n, none)) for n in sorted({*left, *right}) if left.get(n) != right.get(n)]


def _text(value: Any, say: Say) -> str:
    value = value.get("value") if isinstance(value, dict) else value
    if isinstance(value, list | tuple) and len(value) == 2:
        return say("interval", low=value[0], high=value[1])
    if isinstance(value, float):
        return f"{value:,.10g}"
    return say("changed.none") if value in ("never", None) else str(value)
