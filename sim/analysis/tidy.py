"""The long table of a comparison: one row a cell and measure, from arrays by area and group or from tables of a run."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .groups import Cells

KEYS = ["area", "universe", "group", "line", "measure", "year"]


def by_cell(values: NDArray[np.float64], cells: Cells, line: str, measure: str, year: int, universe: str = "hukou") -> pd.DataFrame:
    """Rows of KEYS and `difference` from values [areas, groups]; cells without a value (NaN) are left out."""
    area, group = (names.ravel() for names in np.meshgrid(cells.areas, cells.groups, indexing="ij"))
    frame = pd.DataFrame({"area": area, "universe": universe, "group": group, "line": line, "measure": measure, "year": year})
    return frame.assign(difference=values.ravel()).dropna(subset="difference", ignore_index=True)


def by_area(values: NDArray[np.float64], areas: Sequence[str], measure: str, year: int, group: str = "all", universe: str = "hukou") -> pd.DataFrame:
    """Rows of KEYS and `difference` from values [areas] of one group, without a line; areas without a value are left out."""
    frame = pd.DataFrame({"area": list(areas), "universe": universe, "group": group, "line": "", "measure": measure, "year": year})
    return frame.assign(difference=np.asarray(values, np.float64)).dropna(subset="difference", ignore_index=True)


def subtracted(baseline: pd.DataFrame, scenario: pd.DataFrame) -> pd.DataFrame:
    """Rows of KEYS and `difference` from two tables of KEYS and `value`; a row that one of them lacks counts as zero there."""
    theirs, ours = (frame.set_index(KEYS)["value"] for frame in (baseline, scenario))
    return ours.sub(theirs, fill_value=0.0).rename("difference").reset_index()
