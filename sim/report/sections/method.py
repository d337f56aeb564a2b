"""How the numbers were made, and the record with which they can be made again."""

from pathlib import Path
from typing import Any

from sim.report.changes import resolved
from sim.report.comparison import Comparison
from sim.report.labels import Say, keys
from sim.report.parts import Cell, Code, Grid, Heading, Points, Section, Text

# Row of the record -> where it may stand in record.json.
ROWS = {
    "version": ("version", "code_version"), "code": ("code_hash", "hash.code"), "data": ("data_hash", "hash.data"),
    "scenario": ("scenario_hash", "hash.scenario"), "population": ("population_hash", "population"), "seeds": ("seeds.life", "seeds", "seed"),
    "population_seed": ("population_seed", "seeds.population"), "sample_seed": ("sample_seed", "seeds.sample"), "sample": ("sample",),
    "years": ("years",), "start": ("start",), "end": ("end",), "discount": ("discount_rate", "discount"), "python": ("python",),
    "packages": ("packages",), "platform": ("platform",), "created": ("created", "start_time"),
}  # fmt: skip
NEEDED = ("version", "code", "scenario", "seeds", "sample")


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """Method and record."""
    points = Points(tuple(say(key) for key in keys() if key.startswith("method.point.")))
    found = {key: _find(c.record, names) for key, names in ROWS.items()}
    found["scenario"] = found["scenario"] or {s.name: d for s in c.all_scenarios() if (d := resolved(c.record, s.name).get("digest"))} or None
    rows = tuple((Cell(say(f"record.{key}")), _cell(value, say)) for key, value in found.items() if value is not None or key in NEEDED)
    grid = Grid(say("method.record"), (say("record.what"), say("record.value")), rows)
    command = c.record.get("command")
    again = [Text(say("method.repeat")), Code(_command(command))] if command else [Text(say("method.no_command"))]
    return Section("method", say("method.title"), [points, Heading(say("method.record_title")), grid, *again])


def _command(command: Any) -> str:
    return " ".join(map(str, command)) if isinstance(command, list | tuple) else str(command)


def _cell(value: Any, say: Say) -> Cell:
    return Cell(say("record.absent"), mark="none") if value is None else Cell(_text(value))


def _find(record: dict[str, Any], names: tuple[str, ...]) -> Any:
    """The first of the dotted names that the record has."""
    for name in names:
        value: Any = record
        for key in name.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and value != "":
            return value
    return None


def _text(value: Any) -> str:
    """A value on one line: two or more rising whole numbers as first-last, a dictionary as name: value."""
    if isinstance(value, dict):
        return "; ".join(f"{k}: {v}" for k, v in value.items())
    if isinstance(value, list | tuple):
        run = len(value) > 1 and all(isinstance(v, int) for v in value) and (len(value) == 2 or list(value) == list(range(value[0], value[-1] + 1)))
        return f"{value[0]}-{value[-1]}" if run else ", ".join(map(str, value))
    return str(value)
