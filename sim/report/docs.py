"""Writes the tables inside docs/*.md from the code, between the marks `<!-- table: NAME -->` and `<!-- end -->`: `python -m sim.report.docs [--check]`."""

import json
import re
import sys
from collections.abc import Callable
from functools import partial

from sim.core.parameters import UNITS
from sim.data.packed import shipped
from sim.report.agent_pages import AGENTS, page
from sim.report.markdown import table

MARK = re.compile(r"(<!-- table: ([a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def month() -> str:
    """The ordered list of a month."""
    from sim.model import MONTH, YEAR_END

    def when(step) -> str:
        text = "every month" if step.months is None else f"month {', '.join(map(str, step.months))}"
        return text + (", and at the start" if step.at_start else "")

    def about(step) -> str:
        return (sys.modules[step.run.__module__].__doc__ or "").split("\n")[0]

    cost = costs()
    return table(("step", "when", "ns", "what"), [(s.name, when(s), cost.get(s.name, ""), about(s)) for s in (*MONTH, *YEAR_END)])


def costs() -> dict[str, float]:
    """Nanoseconds a household and month of each step on the whole city, from the last committed measurement (benchmarks/results/latest.json)."""
    measured = json.loads((shipped("scenarios").parent / "benchmarks" / "results" / "latest.json").read_text(encoding="utf-8"))
    whole = max((row for row in measured["rows"] if row["engine"] == "model"), key=lambda row: row["households"])
    return {name: round(ns, 1) for name, ns in whole["per_process"].items()}


def flows() -> str:
    """All flows of money."""
    from sim.state.columns import money as found

    head = ("flow", "payer", "payee", "purpose", "lever", "income source", "counts for residents", "counts for hukou")
    yes = {1: "yes", 0: "no"}
    return table(head, [(c.name, c.payer, c.payee, c.purpose, c.lever, c.source, yes[c.survey], yes[c.hukou]) for c in found()])


def reasons() -> str:
    """All reason codes."""
    from sim.state.reasons import LABELS

    return table(("code", "name", "English", "中文"), [(int(code), code.name, en, zh) for code, (zh, en) in LABELS.items()])


def parameters() -> str:
    """All parameters with prior, source and status."""
    from sim.model import parameters as found

    def prior(p) -> str:
        return p.prior.kind if p.prior.kind == "fixed" else f"{p.prior.kind}({p.prior.a:g}, {p.prior.b:g})"

    head = ("name", "value", "unit", "prior", "English", "中文", "source", "status")
    return table(
        head,
        [
            (p.name, f"{p.value:g}" if not isinstance(p.value, bool | str) else p.value, UNITS[p.unit][1], prior(p), p.en, p.zh, p.source, p.status)
            for p in found()
        ],
    )


TABLES: dict[str, Callable[[], str]] = {"month": month, "flows": flows, "reasons": reasons, "parameters": parameters} | {
    f"agent_{name}": partial(page, table) for name, table in AGENTS.items()
}


def renewed(text: str) -> str:
    """`text` with every marked table made anew; KeyError for an unknown table."""
    return MARK.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], text)


def main(check: bool) -> int:
    """Renew docs/*.md; with `check` only say which are out of date (exit 1)."""
    stale = []
    for file in sorted((shipped("scenarios").parent / "docs").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        new = renewed(text)
        if new != text:
            stale.append(file.name)
            if not check:
                file.write_text(new, encoding="utf-8", newline="\n")
    print(f"{'out of date' if check else 'renewed'}: {', '.join(stale) or 'none'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv))
