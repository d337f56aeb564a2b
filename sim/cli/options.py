"""The options that several commands share, and the checks of their values."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.core.errors import Fault
from sim.scenario.bounds import FIRST_YEAR, LAST_YEAR, number_faults  # noqa: F401  the commands take them from here



class Format(StrEnum):
    """Tables are always Parquet; `csv` writes CSV beside it."""

    PARQUET = "parquet"
    CSV = "csv"


Sample = Annotated[float, typer.Option(help="Share of the villages, above 0 and up to 1.")]
Start = Annotated[int, typer.Option(help=f"First calendar year of the tables, from {FIRST_YEAR}.")]
End = Annotated[int, typer.Option(help=f"Last calendar year, up to {LAST_YEAR}; later than the data is extrapolation.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Set a declared parameter; may be repeated.")]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results; it must be new or empty.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the results in --out, with everything else in that folder.")]
FormatOption = Annotated[Format, typer.Option("--format", help="csv writes CSV files beside the Parquet files.")]


def out_faults(out: Path, force: bool) -> list[Fault]:
    """What speaks against that folder: before a run, so that no work is lost."""
    from sim.results.place import place_faults

    return place_faults(out, force)


def not_yet(option: str, value: object, asked: bool, available: str) -> list[Fault]:
    """A fault for an option whose machinery this version does not have."""
    shown = "" if value is True else str(value)
    return [Fault("not available in this version", option, shown, "", f"available: {available}")] if asked else []
