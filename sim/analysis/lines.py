"""The poverty lines of a comparison as arrays by year and county, all in yuan of 2019 per head and year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.results import RunOutput

FLOATING = "county50_floating"
ANCHORED = "county50_anchored2019"
UNIVERSE = "hukou"

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Lines:
    """Lines float64[years, counties]; the anchored one is the baseline's and serves both runs, the floating one is each run's own.

    `dibao` is the standard, float64[years]. Counties without a sampled household may have no line (NaN).
    """

    years: NDArray[np.int64]
    anchored: Table
    floating_baseline: Table
    floating_scenario: Table
    dibao: NDArray[np.float64]

    def of_baseline(self) -> dict[str, Table]:
        """Lines by name for the baseline."""
        return {FLOATING: self.floating_baseline, ANCHORED: self.anchored}

    def of_scenario(self) -> dict[str, Table]:
        """Lines by name for the scenario."""
        return {FLOATING: self.floating_scenario, ANCHORED: self.anchored}


def lines_of(baseline: RunOutput, scenario: RunOutput) -> Lines:
    """Lines of the years of the baseline at the prices of 2019. Raises ValueError where one is missing, or the anchored one is not constant."""
    anchored = real_line(baseline, ANCHORED)
    if not np.allclose(anchored, anchored[0], rtol=1e-9, atol=0.0, equal_nan=True):
        raise ValueError(f"{ANCHORED} is not constant once prices are taken out")
    held = np.repeat(anchored[:1], len(anchored), axis=0)
    own, other = real_line(baseline, FLOATING), real_line(scenario, FLOATING)
    return Lines(np.asarray(baseline.years, np.int64), held, own, other, np.asarray(baseline.dibao_standard / baseline.price, np.float64))


def real_line(run: RunOutput, name: str) -> Table:
    """float64[years, counties] of a line over its price index (2019 = 1). Raises ValueError where a county with households has none."""
    if (name, UNIVERSE) not in run.lines:
        raise ValueError(f"the run has no line {name} of the {UNIVERSE} universe; {ANCHORED} needs 2019 in the run, or its medians given")
    values = np.asarray(run.lines[name, UNIVERSE], np.float64) / np.asarray(run.price, np.float64)[:, None]
    bad = ~(values > 0) & (np.bincount(run.households["county"], minlength=values.shape[1]) > 0)
    if bad.any():
        absent = [(int(run.years[y]), int(c)) for y, c in np.argwhere(bad)[:5]]
        raise ValueError(f"line {name} has no value above zero for (year, county row) {absent}")
    return values
