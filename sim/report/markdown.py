"""Tables in Markdown."""


def row(*cells: object) -> str:
    """One line of a table."""
    return "| " + " | ".join(str(c).replace("|", "/") for c in cells) + " |"


def table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """A table with its head."""
    return "\n".join([row(*head), row(*["---"] * len(head)), *(row(*r) for r in rows)]) + "\n"
