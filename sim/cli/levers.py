"""`sanming levers`: the catalogue of the levers of the work plan, and one lever with its clauses and parameters."""

from typing import Annotated

import typer

from sim.cli.console import failing_clearly


def levers(name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A lever; without it, the whole catalogue.")] = None) -> None:
    """措施目录 / The levers of the work plan: clauses, and for those that are modelled their parameters with source and status."""
    with failing_clearly():
        print("\n".join(_one(name) if name else _catalogue()))


def _rows() -> dict[str, list[dict[str, str]]]:
    from sim.data.rows import rows

    out: dict[str, list[dict[str, str]]] = {}
    for row in rows("policy_levers"):
        out.setdefault(row["model_lever"], []).append(row)
    return out


def _catalogue() -> list[str]:
    from sim.scenario import modelled_levers

    modelled = modelled_levers()
    lines = [f"{'*' if name in modelled else ' '} {name:24}{_clauses(rows):22}{rows[0]['measure_zh']}" for name, rows in _rows().items()]
    return [*lines, "* 已建模 / modelled: `sanming levers NAME` lists its parameters"]


def _clauses(rows: list[dict[str, str]]) -> str:
    return " ".join(row["lever_id"] for row in rows)


def _one(name: str) -> list[str]:
    from sim.core.errors import Fault, InputError, suggestion

    known = _rows()
    if name not in known:
        raise InputError([Fault("unknown lever", "NAME", name, "", suggestion(name, known) or "`sanming levers` lists them")])
    return [name, *(line for row in known[name] for line in _measure(row)), *_parameters(name)]


def _measure(row: dict[str, str]) -> list[str]:
    given = [
        row["seed_parameters"] and f"plan: {row['seed_parameters']}",
        row["other_parameters"] and f"{row['other_status']}: {row['other_parameters']}",
    ]
    when = f"{row['seed_responsible']}; {row['seed_deadline']}"
    return [f"  {row['lever_id']} {row['measure_zh']} / {row['measure_en']}", f"      {when}", *(f"      {text}" for text in given if text)]


def _parameters(name: str) -> list[str]:
    from sim.scenario import modelled_levers

    if name not in modelled_levers():
        return ["  尚未建模 / not modelled yet"]
    from sim.model import parameters

    own = [p for p in parameters() if p.name.startswith(f"{name}.")]
    texts = (f"{p.name} = {p.value} {p.unit} [{p.low:g}, {p.high:g}]  {p.zh} / {p.en}  ({p.status}: {p.source})" for p in own)
    return ["  参数 / parameters:", *(f"    {text}" for text in texts)]
