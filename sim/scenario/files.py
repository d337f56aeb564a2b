"""Finds scenario files by name or path, and a scenario with its parents."""

from pathlib import Path

from sim.core.errors import Fault, suggestion
from sim.data import shipped
from sim.scenario.tree import Document, read_document

_SUFFIXES = (".yaml", ".yml")


def shipped_files() -> dict[str, Path]:
    """Name -> file of every shipped scenario, subfolders included."""
    folder = shipped("scenarios")
    files = sorted(f for f in folder.rglob("*.yaml") if "expected" not in f.relative_to(folder).parts)
    return {f.stem: f for f in files}


def scenario_names() -> list[str]:
    """The names of the shipped scenarios."""
    return list(shipped_files())


def is_path(text: str) -> bool:
    """True for a path, False for the name of a shipped scenario."""
    return text.endswith(_SUFFIXES) or "/" in text or "\\" in text


def find(text: str, folder: Path, where: str) -> Path | Fault:
    """The file of a name or of a path (seen from `folder`), or the fault of not finding it at `where`."""
    if is_path(text):
        file = folder / text
        return file if file.is_file() else Fault("no such scenario file", where, text, f"nothing at {file}", _beside(file))
    files = shipped_files()
    if text in files:
        return files[text]
    own = folder / f"{text}.yaml"
    step = f"write {own.as_posix()} to use that file" if own.is_file() else suggestion(text, files) or f"one of {', '.join(files)}"
    return Fault("no such scenario", where, text, "not a name in scenarios/", step)


def _beside(file: Path) -> str:
    names = [f.name for f in file.parent.glob("*.y*ml")] if file.parent.is_dir() else []
    return suggestion(file.name, names) or "check the path"


def read_chain(text: str, where: str = "command line") -> tuple[list[tuple[str, Document]], list[Fault]]:
    """The scenario and its parents as (name, document), nearest first, and the faults of finding them."""
    chain: list[tuple[str, Document]] = []
    seen: list[Path] = []
    folder = Path()
    while text:
        file = find(text, folder, where)
        if isinstance(file, Fault):
            return chain, [file]
        if file.resolve() in seen:
            names = " -> ".join([*(f.stem for f in seen), file.stem])
            return chain, [Fault("circular parents", where, text, names, "let one of them extend nothing")]
        seen.append(file.resolve())
        document = read_document(file, _label(file))
        chain.append((file.stem, document))
        text, folder, where = _parent(document), file.parent, document.where(("extends",))
    return chain, []


def _parent(document: Document) -> str:
    parent = document.data.get("extends")
    if parent is not None and not (isinstance(parent, str) and parent.strip()):
        document.fault(("extends",), "not the name or path of one scenario", parent, next_step="write one name, such as current_policy")
        return ""
    return parent or ""


def _label(file: Path) -> str:
    folder = shipped("scenarios")
    return file.relative_to(folder.parent).as_posix() if file.is_relative_to(folder) else str(file)
