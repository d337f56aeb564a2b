"""Groups that the baseline fixes in the year before a policy, and sums over all areas and groups in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import Fault, InputError
from sim.measures import fractional_rank
from sim.results import RunOutput

from .lines import Lines
from .matching import positions
from .runs import areas_of, classes_of

QUINTILES = tuple(f"quintile:{number}" for number in range(1, 6))
BANDS = ("band:below_dibao", "band:dibao_to_line", "band:above_line")

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """County, quintile, band and class of each row as one number; the last slot of each of the three holds rows without one.

    `code` int16[rows] counts through (counties, 6, 4, classes + 1); `areas` are the counties and then the city.
    """

    code: NDArray[np.int16]
    areas: tuple[str, ...]
    classes: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups, in the order of the columns of `sums`."""
        return ("all", *QUINTILES, *BANDS, *(f"class:{name}" for name in self.classes))

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Slots of the four parts of a code."""
        return (len(self.areas) - 1, len(QUINTILES) + 1, len(BANDS) + 1, len(self.classes) + 1)

    def at(self, rows: NDArray[np.integer]) -> "Cells":
        """The same cells for other rows, for instance those of persons by the rows of their households."""
        return replace(self, code=self.code[rows])

    def present(self) -> NDArray[np.bool_]:
        """Areas that have a row at all: a small sample may leave a county without any."""
        return self.sums(np.ones(self.code.size))[:, 0] > 0

    def sums(self, values: NDArray) -> NDArray[np.float64]:
        """Sums float64[areas, groups] of `values` [rows], by one count over the combined codes; the city is the sum of its counties."""
        cross = np.bincount(self.code, weights=values, minlength=int(np.prod(self.shape))).reshape(self.shape)
        quintile, band, kind = cross.sum((2, 3)), cross.sum((1, 3)), cross.sum((1, 2))
        county = np.column_stack([kind.sum(1), quintile[:, :-1], band[:, :-1], kind[:, :-1]])
        return np.vstack([county, county.sum(0)])


def fixed_groups(run: RunOutput, policy_date: int, lines: Lines) -> Cells:
    """Cells of the households of the baseline by its calendar year before the policy date (running month).

    Households that do not live in that year belong to their county and to `all` only. Raises InputError where the run has no such year.
    """
    row = year_row(run, policy_date // 12 - 1)
    income, alive = np.asarray(run.panel["income_hukou"][row], np.float64), run.panel["size"][row] > 0
    county = np.asarray(run.households["county"], np.int64)
    at = int(np.flatnonzero(lines.years == policy_date // 12 - 1)[0])
    band = band_codes(income, np.full(income.size, lines.dibao[at]), lines.anchored[at][county])
    band[~alive] = len(BANDS)
    kind, names = classes_of(run)
    kind = np.where(alive, kind, -1)
    return cells(county, quintile_codes(income, run.households["weight"], alive), band, kind, areas_of(run), names)


def year_row(run: RunOutput, year: int) -> int:
    """Row of a calendar year in the panel. Raises InputError where the run has no such year."""
    years = [int(y) for y in run.years]
    if year in years:
        return years.index(year)
    cause = "groups are fixed by the calendar year before the policy starts"
    raise InputError([Fault("the run has no such year", "policy date", f"{year + 1}", cause, f"start the run in {year} or earlier")])


def cells(county: Codes, quintile: Codes, band: Codes, kind: Codes, areas: Sequence[str], classes: Sequence[str]) -> Cells:
    """Cells from one code a row; a class below 0 is none."""
    made = Cells(np.zeros(0, np.int16), tuple(areas), tuple(classes))
    last = np.where(kind < 0, len(classes), kind).astype(np.int64)
    code = np.ravel_multi_index((county, quintile, band, last), made.shape)
    return replace(made, code=code.astype(np.int16))


def carried(fixed: Cells, baseline: RunOutput, scenario: RunOutput) -> Cells:
    """The groups of the baseline's households held for the same households in the scenario; others belong to their county and `all`."""
    at = positions(scenario.households["id"], baseline.households["id"])
    county, none = np.asarray(scenario.households["county"], np.int64), np.zeros(at.size, np.int64)
    outside = cells(county, none + len(QUINTILES), none + len(BANDS), none - 1, fixed.areas, fixed.classes)
    return replace(fixed, code=np.where(at < 0, outside.code, fixed.code[at]))


def quintile_codes(income: NDArray[np.float64], weight: NDArray, alive: NDArray[np.bool_]) -> Codes:
    """Fifth of the households of the city by income per head, 0 to 4 and 5 for those not alive; each household counts once, by its weight.

    Households with the same income share a fifth: that of the middle of their stretch of ranks.
    """
    code = np.full(income.size, len(QUINTILES))
    rank = fractional_rank(income[alive], weight[alive])
    code[alive] = np.minimum((rank * len(QUINTILES)).astype(np.int64), len(QUINTILES) - 1)
    return code


def band_codes(income: NDArray[np.float64], dibao: NDArray[np.float64], line: NDArray[np.float64]) -> Codes:
    """0 below the dibao standard, 1 from there to the line, 2 at the line or above it (and above dibao, where dibao is the higher one)."""
    return (income >= dibao).astype(np.int64) + (income >= np.maximum(dibao, line))
