"""Results: the tables of a run or a comparison with their record; saving and loading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sim.results.storage import read_record, write_whole

TABLES = ("annual", "ledger", "contrasts", "targeting", "missing", "fit")


@dataclass
class Results:
    """Tables as pandas frames (columns as in docs/outputs.md) and the record. `pages` writes further files into the folder when saved."""

    record: dict
    tables: dict[str, pd.DataFrame]
    pages: Callable[[Path, "Results"], None] | None = field(default=None, repr=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        tables = self.__dict__.get("tables", {})
        if name in tables:
            return tables[name]
        raise AttributeError(f"these results have no table {name!r}; there are: {', '.join(tables)}")

    def save(self, out: str | Path, force: bool = False, format: str = "parquet") -> Path:
        """Write all tables as Parquet (and CSV with format='csv'), pages, and record.json last. InputError for a filled folder without `force`."""

        def fill(folder: Path) -> None:
            for name, frame in self.tables.items():
                frame.to_parquet(folder / f"{name}.parquet", index=False)
                if format == "csv":
                    frame.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
            if self.pages:
                self.pages(folder, self)

        return write_whole(Path(out), fill, self.record, force)

    @classmethod
    def load(cls, folder: str | Path) -> "Results":
        """Read a folder that `save` wrote. InputError where it is not whole."""
        folder = Path(folder)
        record = read_record(folder)
        return cls(record, {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES if (folder / f"{name}.parquet").is_file()})
