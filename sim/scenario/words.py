"""Reads the texts of a scenario (title, notes, claims, clause) and of any mapping with a fixed list of keys."""

from sim.core.errors import suggestion
from sim.scenario.content import Claim
from sim.scenario.known import Known
from sim.scenario.tree import Document, Key

LANGUAGES = ("zh", "en")


def mapping(document: Document, path: Key, value: object, what: str) -> dict:
    """`value` if it holds names with values, else an empty one and a fault. A missing section is empty."""
    if value is None or isinstance(value, dict):
        return value or {}
    document.fault(path, f"{what} must be names with values", value, next_step="write `name: value` lines below it, two spaces in")
    return {}


def items(document: Document, path: Key, value: object, what: str) -> list:
    """`value` if it is a list, else an empty one and a fault. A missing section is empty."""
    if value is None or isinstance(value, list):
        return value or []
    document.fault(path, f"{what} must be a list", value, next_step="begin every item with `- `")
    return []


def unknown_keys(document: Document, path: Key, given: dict, allowed: tuple[str, ...]) -> None:
    """A fault for every key that is not in `allowed`."""
    for key in given:
        if key not in allowed:
            step = suggestion(key, allowed) or f"one of {', '.join(allowed)}"
            document.fault((*path, key), "unknown key", key, next_step=step)


def bilingual(document: Document, path: Key, value: object, what: str, needed: bool) -> dict[str, str]:
    """{'zh': text, 'en': text}; a fault for a language without text. Empty if the section is missing and not needed."""
    if value is None and not needed:
        return {}
    if value is None:
        document.fault(path, f"{what} is missing", next_step="write {zh: ..., en: ...}")
        return {}
    given = mapping(document, path, value, what)
    unknown_keys(document, path, given, LANGUAGES)
    for language in LANGUAGES if isinstance(value, dict) else ():
        if not (isinstance(given.get(language), str) and given[language].strip()):
            document.fault((*path, language), f"{what} has no text in {_NAMES[language]}", next_step=f"add {language}: ...")
    return {language: str(given.get(language, "")) for language in LANGUAGES}


_NAMES = {"zh": "Chinese (zh)", "en": "English (en)"}


def read_clause(document: Document, known: Known) -> tuple[str, ...]:
    """Measure ids of the plan, given as one text with spaces or commas, or as a list."""
    given = document.data.get("clause")
    parts = given if isinstance(given, list) else str(given if given is not None else "").replace(",", " ").replace(";", " ").split()
    for part in parts:
        if str(part) not in known.clauses:
            step = suggestion(str(part), known.clauses) or "an id of policy_levers.csv such as 11.1"
            document.fault(("clause",), "unknown clause of the work plan", str(part), next_step=step)
    return tuple(str(part) for part in parts)


def read_claims(document: Document, known: Known) -> tuple[Claim, ...]:
    """The claims with their parameters; every parameter must be declared."""
    return tuple(
        _claim(document, ("claims", str(i)), c, known) for i, c in enumerate(items(document, ("claims",), document.data.get("claims"), "claims"))
    )


def _claim(document: Document, path: Key, value: object, known: Known) -> Claim:
    given = mapping(document, path, value, "a claim")
    unknown_keys(document, path, given, (*LANGUAGES, "parameters"))
    texts = bilingual(document, path, {k: v for k, v in given.items() if k in LANGUAGES}, "claim", True)
    names = items(document, (*path, "parameters"), given.get("parameters"), "parameters")
    for i, name in enumerate(names):
        if str(name) not in known.parameters:
            step = suggestion(str(name), known.parameters)
            document.fault((*path, "parameters", str(i)), "unknown parameter", str(name), "not declared by the model", step)
    return Claim(texts["zh"], texts["en"], tuple(map(str, names)))
