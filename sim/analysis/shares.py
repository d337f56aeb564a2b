"""Rows of the table of contrasts for those who lose, beside the same share where one household got one yuan."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from .contrasts import SeedContrast
from .losers import SEEDS_NEEDED, losers_share
from .tidy import by_cell


def losers_rows(seeds: Sequence[SeedContrast], placebo: Sequence[SeedContrast]) -> pd.DataFrame:
    """Rows `losers_share` and `losers_share_placebo` (0 to 1) by area and group; none for fewer than 20 seeds."""
    parts = []
    for measure, runs in (("losers_share", seeds), ("losers_share_placebo", placebo)):
        if len(runs) >= SEEDS_NEEDED:
            parts.append(_rows(measure, runs, seeds[0].last_year))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _rows(measure: str, runs: Sequence[SeedContrast], year: int) -> pd.DataFrame:
    share, error = losers_share([one.incomes for one in runs])
    cells = runs[0].incomes.cells
    table = by_cell(share, cells, "", measure, year)
    spread = error.ravel()[~np.isnan(share.ravel())]
    half = spread * float(stdtrit(len(runs) - 1, 0.975))
    return table.assign(se=spread, low=table["difference"] - half, high=table["difference"] + half, seeds=len(runs))
