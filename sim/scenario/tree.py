"""Turns the text of a YAML file into plain values, remembers the line of each, and collects what is wrong with the file as such."""

from dataclasses import dataclass, field
from pathlib import Path

from sim.core.errors import Fault

Key = tuple[str, ...]
_SAVE = "save the file as UTF-8"


@dataclass
class Document:
    """One file: `data` as plain values, `lines` the line of each key or list item by its path, `faults` found so far."""

    label: str
    data: dict = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def where(self, path: Key) -> str:
        """'FILE line N' of a path, or of the nearest enclosing one that has a line."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.label} line {self.lines.get(path, 1)}"

    def sorted_faults(self) -> list[Fault]:
        """The faults in the order of their lines."""
        return sorted(self.faults, key=lambda f: int(f.where.rpartition(" ")[2]))

    def fault(self, path: Key, what: str, value: object = "", cause: str = "", next_step: str = "") -> None:
        """Note a fault at a path."""
        shown = value if isinstance(value, str) else repr(value)
        self.faults.append(Fault(what, self.where(path), shown, cause, next_step))


def read_document(file: Path, label: str) -> Document:
    """The file as a Document; faults of reading, encoding and YAML are in it, `data` is then what could still be read."""
    document = Document(label)
    try:
        raw = file.read_bytes()
    except OSError as problem:
        document.fault((), "file cannot be read", cause=problem.strerror or str(problem), next_step="check the path")
        return document
    return parse(_decode(raw, document), document)


def parse(text: str, document: Document) -> Document:
    """Fill `document` with the content of a YAML text; its top level must be names with values."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    node = _compose(yaml, text, document)
    if node is not None and node.tag.endswith(":map"):
        document.data = _value(node, (), yaml, document, ())
    elif not document.faults:
        cause = "the file is empty" if node is None else _odd(text)
        document.fault((), "no names with values", cause=cause, next_step="write lines such as `schema: 1`")
    return document


def _decode(raw: bytes, document: Document) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        document.lines[()] = raw[: problem.start].count(b"\n") + 1
    for code, name in (("gb18030", "GBK"), ("utf-16", "UTF-16")):
        try:
            text = raw.decode(code)
        except UnicodeDecodeError:
            continue
        document.fault((), "not UTF-8 text", cause=f"the file is in {name}", next_step=_SAVE)
        return text
    document.fault((), "not UTF-8 text", cause="the file is in an unknown encoding", next_step=_SAVE)
    return raw.decode("utf-8", errors="replace")


def _compose(yaml, text: str, document: Document):
    """The node tree, or None with a fault that names line and column."""
    from ruamel.yaml.error import YAMLError

    document.lines[()] = 1
    try:
        return yaml.compose(text)
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else _position(text, getattr(problem, "position", 0))
        document.lines[()] = line + 1
        words = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        document.fault((), "broken YAML", f"column {column + 1}", _cause(text, line, words), "mend the line, or the one before it")
        return None


def _position(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n"), position - (before.rfind("\n") + 1)


def _cause(text: str, line: int, words: str) -> str:
    nearby = "\n".join(text.split("\n")[max(line - 1, 0) : line + 1])
    hints = [words] + ([_odd(nearby)] if _odd(nearby) else [])
    return "; ".join(hints)


def _odd(text: str) -> str:
    """A habit of typing that YAML does not read."""
    if "\t" in text:
        return "a tab where spaces are needed"
    if "\uff1a" in text or "\uff0c" in text:
        return "a full-width colon or comma where : or , and a space are needed"
    return ""


def _value(node, path: Key, yaml, document: Document, above: tuple):
    """Plain value of a node; every key and item below it gets its line."""
    document.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in above:
        document.fault(path, "a value that holds itself", cause="an alias (*name) inside its own anchor (&name)", next_step="write it out")
        return None
    above = (*above, id(node))
    if isinstance(node.value, str):
        return _scalar(node, path, yaml, document)
    if node.tag.endswith(":map"):
        return _mapping(node, path, yaml, document, above)
    return [_value(item, (*path, str(i)), yaml, document, above) for i, item in enumerate(node.value)]


def _scalar(node, path: Key, yaml, document: Document):
    try:
        return yaml.constructor.construct_object(node)
    except Exception as problem:  # ruamel raises several types for a bad tag, number or date
        words = getattr(problem, "problem", None) or str(problem)
        document.fault(path, "a value that cannot be read", node.value, words, "put it in quotes if it is text")
        return None


def _mapping(node, path: Key, yaml, document: Document, above: tuple) -> dict:
    out: dict = {}
    for key, value in node.value:
        name = key.value if isinstance(key.value, str) else "?"
        here, line = (*path, name), key.start_mark.line + 1
        if name in out:
            cause = f"it stands in line {document.lines[here]} already"
            document.faults.append(Fault("key written twice", f"{document.label} line {line}", name, cause, "keep one of the two"))
            continue
        document.lines[here] = line
        out[name] = _value(value, here, yaml, document, above)
    return out
