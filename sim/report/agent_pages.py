"""The page of each agent type in docs/model.md, made from code: what it is, which rules write its columns and when, its columns, its payments."""

import pkgutil
import sys
from importlib import import_module
from types import ModuleType

from sim.report.markdown import table

AGENTS = {"household": "households", "person": "persons", "village": "villages", "cooperative": "cooperatives", "enterprise": "enterprises",
          "county": "counties", "product": "products"}  # fmt: skip
ROOMS = ("processes", "mechanism", "levers", "results")
FIXED = {"population": "the start population; never changes", "settlement": "the settlement at the end of each month, from flows and payments"}


def modules() -> dict[str, ModuleType]:
    """Modules that own columns, by their short name."""
    found = {}
    for room in ROOMS:
        for info in pkgutil.walk_packages(import_module(f"sim.{room}").__path__, f"sim.{room}."):
            module = import_module(info.name)
            if getattr(module, "OWNS", ()):
                found[info.name.rpartition(".")[2]] = module
    return found


def runs(module: ModuleType) -> str:
    """When the steps of a module run."""
    from sim.model import MONTH, YEAR_END

    steps = [s for s in (*MONTH, *YEAR_END) if sys.modules[s.run.__module__] is module]
    months = sorted({m for s in steps if s.months for m in s.months})
    if not steps:
        return "when another step calls it"
    return "every month" if any(s.months is None for s in steps) else "month " + ", ".join(map(str, months))


def rules(name: str) -> list[tuple]:
    """Rules of a table: module, when, what it decides, the columns it writes, how many parameters it has."""
    from sim.state.columns import declared

    known: dict[str, ModuleType] = modules()
    owned: dict[str, list[str]] = {}
    for column in declared():
        if column.table == name:
            owned.setdefault(column.owner, []).append(column.name)
    out = []
    for owner, names in owned.items():
        module = known.get(owner)
        what = FIXED.get(owner) or (module.__doc__ or "").strip().split("\n")[0]
        when = "–" if module is None else runs(module)
        place = f"`{module.__name__.replace('.', '/')}.py`" if module else owner
        out.append((place, when, what, ", ".join(names), len(getattr(module, "PARAMETERS", ()))))
    return out


def page(name: str) -> str:
    """Rules, columns and payments of one table as Markdown."""
    from sim.state.columns import MONEY, SPARSE, of_table, sparse

    columns = [(c.name, c.unit, c.kind, c.owner, c.en, c.zh) for c in of_table(name) if c.kind not in MONEY]
    text = "Rules\n\n" + table(("file", "when", "what", "writes", "parameters"), rules(name))
    text += "\nState\n\n" + table(("column", "unit", "kind", "owner", "English", "中文"), columns)
    paid = [(c.name, c.payer, c.payee, c.stock, c.owner, c.en, c.zh) for c in sparse().values() if c.table == name and c.kind in SPARSE]
    if paid:
        text += "\nPayments and changes\n\n" + table(("payment", "payer", "payee", "moves", "owner", "English", "中文"), paid)
    return text
