"""The options that several commands share, and the checks of their values."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.core.errors import Fault

FIRST_YEAR, LAST_YEAR = 2016, 2030


class Format(StrEnum):
    """Tables are always Parquet; `csv` writes CSV beside it."""

    PARQUET = "parquet"
    CSV = "csv"


Sample = Annotated[float, typer.Option(help="Share of the villages, above 0 and up to 1.")]
Start = Annotated[int, typer.Option(help=f"First calendar year of the tables, from {FIRST_YEAR}.")]
End = Annotated[int, typer.Option(help=f"Last calendar year, up to {LAST_YEAR}; later than the data is extrapolation.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Set a declared parameter; may be repeated.")]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results; it must be new or empty.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is in --out.")]
FormatOption = Annotated[Format, typer.Option("--format", help="csv writes CSV files beside the Parquet files.")]


def number_faults(sample: float, start: int, end: int, least: Iterable[tuple[str, int, int]] = ()) -> list[Fault]:
    """Faults of the sample, the years, and of `least`: (option, value, smallest value allowed)."""
    out = []
    if not 0 < sample <= 1:
        step = f"write {sample / 100:g} for {sample:g} %" if 1 < sample <= 100 else "write 0.1 for a tenth of the villages"
        out.append(Fault("not a share of the villages", "--sample", f"{sample:g}", "percent" if 1 < sample <= 100 else "", step))
    out += [Fault("outside the years of the model", o, str(y), "", f"from {FIRST_YEAR} to {LAST_YEAR}") for o, y in (("--start", start), ("--end", end)) if not FIRST_YEAR <= y <= LAST_YEAR]  # fmt: skip
    if FIRST_YEAR <= end < start <= LAST_YEAR:
        out.append(Fault("begins after it ends", "--start and --end", f"{start} to {end}", "the two years are swapped", "swap them"))
    return out + [Fault("too small", option, str(value), "", f"at least {low}") for option, value, low in least if value < low]


def out_faults(out: Path, force: bool) -> list[Fault]:
    """What speaks against that folder: before a run, so that no work is lost."""
    from sim.results.place import place_faults

    return place_faults(out, force)


def not_yet(option: str, value: object, asked: bool, available: str) -> list[Fault]:
    """A fault for an option whose machinery this version does not have."""
    shown = "" if value is True else str(value)
    return [Fault("not available in this version", option, shown, "", f"available: {available}")] if asked else []
