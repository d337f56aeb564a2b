"""Results: the tables of a run or a comparison with their record; saving and loading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from pandas.api.types import is_string_dtype

from sim.core.errors import Fault, InputError
from sim.results.storage import read_record, write_whole

TABLES = (
    "annual", "ledger", "contrasts", "decomposition", "flips", "limits", "targeting", "gaps", "verdicts", "missing", "fit", "report", "constants", "trace",
)  # fmt: skip
PAGES = 2_000_000  # bytes of the page and its figures, measured on comparisons of two scenarios


@dataclass
class Results:
    """Tables as pandas frames (columns as in docs/outputs.md) and the record. `pages` writes further files into the folder when saved."""

    record: dict
    tables: dict[str, pd.DataFrame]
    pages: Callable[[Path, "Results"], None] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Names in `annual` are categories, also where frames of different categories were joined."""
        if "annual" in self.tables:
            frame = self.tables["annual"]
            text = [name for name in frame.columns if is_string_dtype(frame[name].dtype)]
            self.tables = self.tables | {"annual": frame.astype(dict.fromkeys(text, "category"))}

    def __getattr__(self, name: str) -> pd.DataFrame:
        tables = self.__dict__.get("tables", {})
        if name in tables:
            return tables[name]
        raise AttributeError(f"these results have no table {name!r}; there are: {', '.join(tables)}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.tables})

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(frame):,} rows" for name, frame in self.tables.items())
        named = self.record.get("scenarios") or self.record.get("scenario", {}).get("name", "")
        return f"Results({self.record.get('kind', 'results')} of {named}, sample {self.record.get('sample')}, seeds {self.record.get('seeds')}: {sizes})"

    def save(self, out: str | Path, force: bool = False, format: str = "parquet") -> Path:
        """Write all tables as Parquet (and CSV with format='csv'), pages, and record.json last.

        InputError for a filled folder without `force`, NotSaved where the system refuses to write; what stood there stays in both cases.
        """

        def fill(folder: Path) -> None:
            for name, frame in self.tables.items():
                frame.to_parquet(folder / f"{name}.parquet", index=False)
                if format == "csv":
                    frame.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
            if self.pages:
                self.pages(folder, self)

        return write_whole(Path(out), fill, self.record, force, lambda: self._bytes(format))

    def _bytes(self, format: str) -> int:
        """What all files need on a disk."""
        sizes = [len(frame.to_parquet(None, index=False)) for frame in self.tables.values()]
        sizes += [len(frame.to_csv(index=False).encode()) for frame in self.tables.values() if format == "csv"]
        return sum(sizes) + len(str(self.record)) + (PAGES if self.pages else 0)

    @classmethod
    def load(cls, folder: str | Path) -> "Results":
        """Read a folder that `save` wrote. InputError where it is not whole."""
        folder = Path(folder)
        record = read_record(folder)
        return cls(record, {name: _read(folder / f"{name}.parquet") for name in TABLES if (folder / f"{name}.parquet").is_file()})


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file)
    except (OSError, ValueError) as problem:  # pyarrow's errors are of both kinds
        raise InputError([Fault("not readable as Parquet", str(file), "", f"damaged or changed: {problem}", "run again")]) from problem
