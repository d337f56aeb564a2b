"""The texts of the page in both languages: one row of labels.csv a text, placeholders in braces."""

import csv
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path

LANGUAGES = ("zh", "en")
_FILE = Path(__file__).resolve().parent / "labels.csv"


@cache
def table() -> dict[str, dict[str, str]]:
    """Every text with its placeholders, by key and language; shared, not to be changed."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["key"]: {language: row[language] for language in LANGUAGES} for row in csv.DictReader(stream)}


def keys() -> tuple[str, ...]:
    """Every key, in the order of the file."""
    return tuple(table())


@dataclass(frozen=True)
class Say:
    """`say("key", name=value)` is the text of a key in one language. KeyError for an unknown key."""

    language: str

    def __post_init__(self):
        if self.language not in LANGUAGES:
            raise ValueError(f"language {self.language!r} is not one of {', '.join(LANGUAGES)}")

    def __call__(self, key: str, **values: object) -> str:
        return table()[key][self.language].format(**values)

    def when(self, year: float | None) -> str:
        """A year as part of a sentence; nothing for none."""
        return self("when", year=int(year)) if year is not None and isfinite(year) else ""

    def name(self, prefix: str, code: str) -> str:
        """The label of a code such as an account or a class; the code itself where the table has none."""
        row = table().get(f"{prefix}.{code}")
        return row[self.language] if row else code

    def factor(self, key: str) -> float:
        """What a number of the tables is multiplied with for the unit shown: row `factor.` of the key, 1 without one."""
        row = table().get(f"factor.{key}")
        return float(row[self.language]) if row else 1.0

    def join(self, words: list[str]) -> str:
        """Words as a list inside a sentence."""
        return ("、" if self.language == "zh" else ", ").join(words)
