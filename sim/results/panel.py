"""The household-year panel for estimators: what each household was, had, earned, was struck by and got, with the truth beside what the office saw."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from sim.results.sheets import Sheet
from sim.results.storage import write_file
from sim.results.targeting import TRUTH_LINE, before_transfers
from sim.state.columns import SOURCES

CLASSES = ("with_labour", "weak_labour", "no_labour")
STOCKS = {"savings": "cash", "debt": "debt", "loan": "loan", "capital": "capital", "coop_share": "coop_share"}  # name in the panel -> column, fen
STATES = (
    "labour", "declared", "persistent", "luck_farm", "luck_work", "operated", "migrants", "local_workers", "job_units", "cooperative", "contract",
    "asset_shares", "loan_product", "overdue", "insured", "unsafe", "water", "deaths", "severe_cases", "job_lost_months",
)  # fmt: skip  # columns kept as they stand in December; those that the state does not have are left out
FIXED = ("land", "forest", "house", "car")
ANCHORED = "county50_anchored2019"


class PanelYears:
    """Copies of what the sheets do not keep, a dictionary of arrays [households] for each December."""

    def __init__(self) -> None:
        self.done: list[dict[str, np.ndarray]] = []
        self.sick = np.zeros(0, np.int8)

    def take(self, world) -> None:
        """After a month's step (the clock has moved on): count months of illness; in December keep the year."""
        h, month = world.households, world.month - 1
        if not len(self.sick):
            self.sick = np.zeros(len(h), np.int8)
        self.sick += h.sick_left > 0
        if month % 12 == 11:
            self.done.append(self._year(world))
            self.sick[:] = 0

    def _year(self, world) -> dict[str, np.ndarray]:
        h, v = world.households, world.villages
        out = {name: (h.columns[column] / 100.0).astype(np.float32) for name, column in STOCKS.items() if column in h.columns}
        out |= {name: _small(h.columns[name]) for name in (*STATES, *FIXED) if name in h.columns}
        weather = v.weather * world.counties.weather[v.county]
        return out | {"sick_months": self.sick.copy(), "weather": weather.astype(np.float32)[h.village]}


def _small(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32) if array.dtype == np.float64 else array.copy()


def panel_frame(sheets: list[Sheet], kept: list[dict], households: dict, codes: dict[str, np.ndarray], lines: dict, price: np.ndarray,
                labels: dict, start: int) -> pd.DataFrame:  # fmt: skip
    """A row a household and year from `start` on in which it has members. `codes`: county and village division codes by row; money in current yuan.

    size: living members by hukou; hukou: whether all, some or none of them live in the village. Incomes: all hukou members (`income_*`) and resident members by the official concept (`survey_*`). welfare: income a head of all members at prices of 2019.
    poor_floating, poor_anchored: that income against half the county median of the year or of 2019 (empty where 2019 is not in the run);
    poor_truth: income before transfers and posts against the floating line.
    """
    frames = []
    for place, (sheet, own) in enumerate(zip(sheets, kept, strict=True)):
        if sheet.year >= start:
            z = {name: table[place] for (name, universe), table in lines.items() if universe == "hukou"}
            frames.append(_year_frame(sheet, own, households, codes, z, float(price[place])))
    frame = pd.concat(frames, ignore_index=True)
    for at, (name, value) in enumerate(labels.items()):
        frame.insert(at, name, value)
    return frame.astype(dict.fromkeys(("scenario", "county", "village", "class", "hukou", "levers"), "category"))


def _year_frame(sheet: Sheet, own: dict, households: dict, codes: dict, line: dict, price: float) -> pd.DataFrame:
    rows = np.flatnonzero(sheet.size > 0)
    county = households["county"][rows]
    columns = {
        "household": households["id"][rows], "year": np.int16(sheet.year), "county": codes["county"][county], "village": codes["village"][households["village"][rows]],
        "weight": households["weight"][rows], "class": _class(own["labour"][rows]), "hukou": _residence(sheet, rows), "residents": sheet.residents[rows],
        "on_list": sheet.on_list[rows].astype(bool), "jiandang": households["jiandang"][rows].astype(bool), "levers": _levers(sheet, rows),
        "size": sheet.size[rows], "labour_units": own["labour"][rows], "labour_units_at_home": (0.5 * sheet.halves[rows]).astype(np.float32),
    }  # fmt: skip
    columns |= {f"income_{s}": sheet.hukou[i][rows] for i, s in enumerate(SOURCES)} | {
        f"survey_{s}": sheet.survey[i][rows] for i, s in enumerate(SOURCES)
    }
    columns |= _poverty(sheet, rows, {name: z[county] for name, z in line.items()}, price)
    columns |= {"consumption": sheet.consumption[rows], "medical": sheet.medical[rows], "catastrophic": sheet.catastrophic[rows]}
    columns |= {f"paid_{name}": paid[rows] for name, paid in sheet.paid.items()}
    return pd.DataFrame(columns | {name: array[rows] for name, array in own.items() if name not in columns and name != "labour"})


def _class(labour: np.ndarray) -> np.ndarray:
    return np.array(CLASSES, object)[np.where(labour >= 1.0, 0, np.where(labour > 0.0, 1, 2))]


def _residence(sheet: Sheet, rows: np.ndarray) -> np.ndarray:
    """resident, part_resident or absent: how many of the members by hukou live in the village."""
    size, home = sheet.size[rows], sheet.residents[rows]
    return np.array(("absent", "part_resident", "resident"), object)[(home > 0).astype(int) + (home == size)]


def _levers(sheet: Sheet, rows: np.ndarray) -> np.ndarray:
    """Names of the levers that paid in the year, joined by a semicolon."""
    code = np.zeros(len(rows), np.int64)
    for bit, paid in enumerate(sheet.paid.values()):
        code |= (paid[rows] > 0).astype(np.int64) << bit
    found, at = np.unique(code, return_inverse=True)
    names = [";".join(name for bit, name in enumerate(sheet.paid) if value >> bit & 1) for value in found]
    return np.array(names, object)[at]


def _poverty(sheet: Sheet, rows: np.ndarray, line: dict[str, np.ndarray], price: float) -> dict[str, object]:
    persons = sheet.size[rows]
    income = sheet.hukou.sum(axis=0, dtype=np.float64)[rows] / persons
    anchored = pd.array(income < line[ANCHORED], "boolean") if ANCHORED in line else pd.array([None] * len(rows), "boolean")
    return {
        "welfare": (income / price).astype(np.float32), "poor_floating": income < line[TRUTH_LINE], "poor_anchored": anchored,
        "poor_truth": before_transfers(sheet)[rows] / persons < line[TRUTH_LINE],
    }  # fmt: skip


def write_panel(out: Path, frame: pd.DataFrame, record: dict, force: bool = False) -> Path:
    """The panel as one Parquet file, there whole or not at all; the record of the run is the metadata `sanming` of the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False)
    text = json.dumps(record, ensure_ascii=False, default=str).encode("utf-8")
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"sanming": text})
    return write_file(out, lambda part: pq.write_table(table, part), force, lambda: table.nbytes)
