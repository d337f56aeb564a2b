"""The output of one run: tables, and arrays that a paired comparison needs."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass
class RunOutput:
    """Result of `simulate`. `panel`, `trace` and `roster` are filled only when kept.

    panel: arrays [years, households] (income_hukou: yuan of 2019 a head; income_resident: current yuan a resident head; size, residents, on_list, lacking, ...).
    trace: months int64[m], welfare float32[m, households] (yuan of 2019 a head, last twelve months), size int16[m, households],
        class int8[rosters, households] (by labour capacity, in the month of each roster).
    roster: per January (person ids int64[n], household rows int32[n]); roster_years the years.
    census: households, persons (dicts of arrays) and weight float64[households] at the end of November 2020, or empty.
    survey: what the sample of the official survey would say and its standard error (`survey_sample.COLUMNS`), where the census is kept.
    household_years: the panel for estimators (`panel.panel_frame`), where it is kept.
    households: static arrays (id, county row, village row, weight, jiandang). lines: (name, universe) -> float64[years, counties], current yuan.
    """

    record: dict
    annual: pd.DataFrame
    ledger: pd.DataFrame
    years: np.ndarray
    adcodes: np.ndarray
    price: np.ndarray
    dibao_standard: np.ndarray
    households: dict[str, np.ndarray]
    survey: pd.DataFrame = field(default_factory=pd.DataFrame)
    household_years: pd.DataFrame = field(default_factory=pd.DataFrame)
    lines: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)
    panel: dict[str, np.ndarray] = field(default_factory=dict)
    trace: dict[str, np.ndarray] = field(default_factory=dict)
    roster: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    roster_years: list[int] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    census: dict = field(default_factory=dict)
