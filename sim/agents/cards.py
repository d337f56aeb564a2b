"""Small HTML tables that notebooks show for an agent or a set of households."""

from collections.abc import Iterable
from html import escape

from sim.state.reasons import LABELS


def _line(cells: Iterable[object], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(_text(cell))}</{tag}>" for cell in cells) + "</tr>"


def _text(cell: object) -> str:
    return f"{cell:,.6g}" if isinstance(cell, float) else str(cell)


def html_table(title: str, head: Iterable[object], lines: Iterable[Iterable[object]]) -> str:
    """An HTML table with a caption; every text is escaped."""
    body = "".join(_line(line, "td") for line in lines)
    return f"<table><caption>{escape(title)}</caption><thead>{_line(head, 'th')}</thead><tbody>{body}</tbody></table>"


def _shown(name: str, value: float) -> object:
    """A value as the card shows it: reason codes with their meaning."""
    if not name.startswith("reason_"):
        return value
    zh, en = LABELS[int(value)]  # type: ignore[index]
    return f"{value}: {en} / {zh}"


def card(agent) -> str:
    """All columns of one agent: name, value, unit, meaning in English and Chinese."""
    declared = [(name, column.declared) for name, column in type(agent)._columns.items()]
    lines = [(name, _shown(name, getattr(agent, name)), c.unit, c.kind, c.en, c.zh) for name, c in declared]
    return html_table(repr(agent), ("column", "value", "unit", "kind", "meaning", "含义"), lines)
