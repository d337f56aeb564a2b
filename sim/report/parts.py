"""What a section of the page is made of; the template knows how to draw each kind and nothing else."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` is set larger."""

    kind: ClassVar[str] = "text"
    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warn:
    """A box that must not be overlooked."""

    kind: ClassVar[str] = "warn"
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to copy as it is."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, what stands small below it (its interval), and a class for the style: up, down, zero, none or empty."""

    main: str
    small: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first cell of a row is its header."""

    kind: ClassVar[str] = "grid"
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart already written as `file` (SVG); `alt` says in words what it shows."""

    kind: ClassVar[str] = "picture"
    file: Path
    alt: str
    caption: str


@dataclass(frozen=True)
class Section:
    """One section with its anchor and its title."""

    key: str
    title: str
    parts: list = field(default_factory=list)
